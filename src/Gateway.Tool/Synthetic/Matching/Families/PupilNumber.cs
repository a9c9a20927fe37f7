using System.Globalization;
using Gateway.Rules.Identifiers;

namespace Gateway.Tool.Synthetic.Matching.Families;

/// <summary>A lasting pupil number that no authority gives out (980 to 989), one to each child.</summary>
internal static class PupilNumber
{
    public static Upn Of(in FamilyChild child)
    {
        Span<char> text = stackalloc char[13];
        var (school, serial) = (child.Key / 1_000, child.Key % 1_000);
        text[0] = '?';
        text[1..].TryWrite(CultureInfo.InvariantCulture, $"98{school:D5}{(child.Born.Year + 5) % 100:D2}{serial:D3}", out _);
        text[0] = Upn.CheckLetter(text[1..]);
        Upn.Read(text.ToString(), out var number);
        return number;
    }
}
