using System.Globalization;

namespace Gateway.Rules.Matching.Calibration;

/// <summary>How a report is read, in plain words; the tool's page and the service's say the same.</summary>
public static class CalibrationWords
{
    /// <summary>What the report is.</summary>
    public static string What(CalibrationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Questions:N0} look-ups with everyday mistakes in them were made about {report.Population:N0} made-up children. Every second look-up was about a child who is not held, while brothers, sisters and twins are.");
    }

    /// <summary>What opening alone came to.</summary>
    public static string Opened(CalibrationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return string.Create(CultureInfo.InvariantCulture, $"One child was opened alone {report.OpenedAlone:N0} times; {Wrongly(report.OpenedWrongly)}.");
    }

    /// <summary>How the plot is read.</summary>
    public const string HowToRead =
        "Each dot stands for the look-ups whose likeliest child came to about the same evidence. Across is the probability that the evidence promised. Upwards is how often that child was the one asked for. "
        + "Its line says what the share may well be (95 in 100). On the dashed line both are the same. A dot above the line: the service is more careful than it need be. "
        + "A red square below the line: it is too sure, and the weights need another look.";

    /// <summary>What it does not say.</summary>
    public const string Limits =
        "The children and their mistakes are made up. The report compares one set of weights with another; it does not say how often a real look-up is right. "
        + "A probability opens nobody by itself: a child is opened alone only past every gate.";

    /// <summary>A band in words.</summary>
    public static string Bits(CalibrationBand band)
    {
        ArgumentNullException.ThrowIfNull(band);
        return (band.FromBits, band.ToBits) switch
        {
            (null, { } to) => string.Create(CultureInfo.InvariantCulture, $"below {to:0.#}"),
            ({ } from, null) => string.Create(CultureInfo.InvariantCulture, $"{from:0.#} and more"),
            ({ } from, { } to) => string.Create(CultureInfo.InvariantCulture, $"{from:0.#} to {to:0.#}"),
            _ => "any",
        };
    }

    /// <summary>A share in per cent, with as many places as tell it from all and from none.</summary>
    public static string Percent(double share) => share switch
    {
        0 => "0 %",
        1 => "100 %",
        > 0.999999 => "above 99.9999 %",
        > 0.999 or < 0.001 => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.####} %"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.#} %"),
    };

    /// <summary>A verdict in words.</summary>
    public static string Verdict(CalibrationVerdict verdict) => verdict switch
    {
        CalibrationVerdict.Nobody => "nobody",
        CalibrationVerdict.Agrees => "as promised",
        CalibrationVerdict.TooSure => "too sure",
        CalibrationVerdict.TooCareful => "more careful than need be",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
    };

    private static string Wrongly(long wrong) => wrong switch
    {
        0 => "never another child than the one asked for",
        1 => "once it was another child than the one asked for",
        _ => string.Create(CultureInfo.InvariantCulture, $"{wrong:N0} times it was another child than the one asked for"),
    };
}
