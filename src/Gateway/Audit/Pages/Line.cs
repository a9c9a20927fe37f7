namespace Gateway.Audit.Pages;

/// <summary>One line to write in.</summary>
internal sealed record Line(string Name, string Label, string Hint, string Text, string? Fault);
