using System.Collections.Immutable;
using System.Numerics;

namespace Gateway.Rules.Policy.Reading;

/// <summary>The rules by name and by the number of their bit.</summary>
internal static class RuleBits
{
    /// <summary>Every member of the set that is one rule.</summary>
    public static readonly ImmutableArray<(string Name, int Bit)> All =
        [.. Enum.GetValues<RuleSet>().Where(rule => BitOperations.IsPow2((ulong)rule)).Select(rule => (rule.ToString(), Of(rule)))];

    /// <summary>The ids that the rules of the policy may have.</summary>
    public static readonly ImmutableArray<string> Ids =
    [
        .. Enumerable.Range(1, 18).Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        "N1", "N2", "N3", "N4", "N5", "N6", "P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "PublicNumber",
    ];

    public static int Of(RuleSet one) => BitOperations.TrailingZeroCount((ulong)one);
}
