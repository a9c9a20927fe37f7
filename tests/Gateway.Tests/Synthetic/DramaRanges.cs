using System.Text.RegularExpressions;

namespace Gateway.Tests.Synthetic;

/// <summary>The telephone numbers that the regulator keeps for drama.</summary>
internal static partial class DramaRanges
{
    public static bool Contain(string number) => Kept().IsMatch(number);

    [GeneratedRegex(@"^(0113 496 0\d{3}|020 7946 0\d{3}|0161 496 0\d{3}|01632 960\d{3})$")]
    private static partial Regex Kept();
}
