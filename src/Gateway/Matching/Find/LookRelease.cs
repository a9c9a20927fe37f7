using System.Text.Json;
using Gateway.Agencies;

namespace Gateway.Matching.Find;

/// <summary>A supervisor let a colleague go on until the colleague's shift ends: as many looks again as a shift has, and the other limits as they are.</summary>
internal sealed record LookRelease(string Practitioner, DateTimeOffset At, DateTimeOffset Until)
{
    public const string Kind = "look-release";

    /// <summary>As the ledger has it; null where the entry is of something else, or nobody was released.</summary>
    public static LookRelease? Read(ReadOnlyMemory<byte> common, DateTimeOffset at)
    {
        using var document = JsonDocument.Parse(common);
        var root = document.RootElement;
        return root.TryGetProperty("kind"u8, out var kind) && kind.ValueEquals(Kind) && !root.TryGetProperty("refused"u8, out _)
            ? new LookRelease(root.GetProperty("of"u8).GetString()!, at, root.GetProperty("until"u8).GetDateTimeOffset())
            : null;
    }

    public override string ToString() => "(a release)";
}

internal static class Supervising
{
    /// <summary>Named in the register by the agency itself; by default nobody is.</summary>
    public static bool IsSupervisor(this Practitioner practitioner) => practitioner.Agency.Supervisors.Contains(practitioner.Subject, StringComparer.Ordinal);
}
