using System.Globalization;

namespace Gateway.Rules.Ledger.Notes;

/// <summary>A number from 0 to 2^63 - 1 in ASCII digits, without leading zeroes.</summary>
internal static class StrictDecimal
{
    public static long? Read(ReadOnlySpan<char> text)
    {
        if (text is ['0', _, ..]) return null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    public static string Write(long number) => number.ToString(CultureInfo.InvariantCulture);
}
