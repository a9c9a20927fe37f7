using System.Collections.Immutable;

namespace Gateway.Rules.Matching.Linkage.Learn;

/// <summary>A kind of evidence that a look-up weighs and that can be learned.</summary>
public enum EvidenceField
{
    /// <summary>The date of birth: exact, swapped, one slip, two parts, different.</summary>
    Birth,

    /// <summary>The given name: exact, near, similar, different.</summary>
    Given,

    /// <summary>The family name: exact, near, similar, different.</summary>
    Surname,

    /// <summary>The sex: same, different.</summary>
    Sex,

    /// <summary>The postcode: unit, sector, district, elsewhere.</summary>
    Postcode,
}

/// <summary>The levels of each kind of evidence, and what is taken of them before anything is learned.</summary>
internal static class EvidenceLevels
{
    private static readonly string[][] Names =
    [
        ["exact", "swapped", "oneSlip", "twoParts", "different"],
        ["exact", "near", "similar", "different"],
        ["exact", "near", "similar", "different"],
        ["same", "different"],
        ["unit", "sector", "district", "elsewhere"],
    ];

    // The published shares of true pairs (matching, section 4, "Compare and weigh").
    private static readonly double[][] Starts =
        [[0.985, 0.004, 0.006, 0.003, 0.002], [0.88, 0.075, 0.01, 0.035], [0.81, 0.12, 0.01, 0.06], [0.99, 0.01], [0.69, 0.05, 0.08, 0.18]];

    public static ImmutableArray<EvidenceField> Fields { get; } = [.. Enum.GetValues<EvidenceField>()];

    public static int Count(EvidenceField field) => Names[(int)field].Length;

    public static string Name(EvidenceField field, int level) => Names[(int)field][level];

    public static double[] Start(EvidenceField field) => [.. Starts[(int)field]];
}
