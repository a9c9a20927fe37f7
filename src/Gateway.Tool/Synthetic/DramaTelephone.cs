using System.Globalization;

namespace Gateway.Tool.Synthetic;

/// <summary>Telephone numbers that the regulator keeps for drama, so that none can ring anybody.</summary>
internal static class DramaTelephone
{
    private static readonly string[] OfAThousand = ["0113 496 0", "020 7946 0", "0161 496 0"];

    public static string Pick(Dice dice)
    {
        var digits = dice.Below(1_000).ToString("D3", CultureInfo.InvariantCulture);
        var range = dice.Below(OfAThousand.Length + 1);
        return range < OfAThousand.Length ? OfAThousand[range] + digits : $"01632 960{digits}";
    }
}
