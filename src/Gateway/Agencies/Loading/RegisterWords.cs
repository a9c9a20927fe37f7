using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Gateway.Agencies.Loading;

/// <summary>Shapes and closed lists of words that the register keeps to.</summary>
internal static partial class RegisterWords
{
    /// <summary>Wire words, version 1, section 4.</summary>
    public static readonly FrozenSet<string> RelationshipTypes = FrozenSet.Create(
        StringComparer.Ordinal,
        "encounter", "registration", "school-roll", "incident", "referral", "allocation", "missing-person", "custody", "legal-authority");

    public static readonly FrozenDictionary<string, DayOfWeek> Days =
        Enum.GetValues<DayOfWeek>().ToFrozenDictionary(day => day.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    public static bool IsId(string text) => text.Length <= 64 && Id().IsMatch(text);

    public static bool IsTelephone(string text) => Telephone().IsMatch(text) && text.Count(char.IsAsciiDigit) is >= 10 and <= 12 || Short().IsMatch(text);

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*\\z")]
    private static partial Regex Id();

    [GeneratedRegex("^(0|\\+44 ?)[1-9][0-9]*( [0-9]+)*\\z")]
    private static partial Regex Telephone();

    // 101 the police, 111 the NHS, 999 and 112 in danger.
    [GeneratedRegex("^(101|111|112|999)\\z")]
    private static partial Regex Short();
}
