namespace Gateway.Benchmarks.Refusals;

/// <summary>A child as a question names them.</summary>
internal readonly record struct AskedChild(string NhsNumber, string DateOfBirth);
