using Gateway.Rules.Identifiers;

namespace Gateway.Tests.Crash;

/// <summary>A child in a department.</summary>
/// <param name="Council">The council that has a plan for the child, or null where none has.</param>
internal sealed record Attendance(NhsNumber Child, string Reference, string? Council)
{
    public static readonly DateOnly Born = new(2023, 3, 4);
}
