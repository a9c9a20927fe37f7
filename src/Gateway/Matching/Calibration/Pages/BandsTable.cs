using System.Collections.Immutable;
using Gateway.Rules.Matching.Calibration;

namespace Gateway.Matching.Calibration.Pages;

/// <summary>A table of bands, with its id and its caption.</summary>
internal sealed record BandsTable(string Id, string Caption, ImmutableArray<CalibrationBand> Bands)
{
    /// <summary>A group's name as a heading: "arabic-urdu-bengali" is Arabic-Urdu-Bengali.</summary>
    public static string Named(string group) => string.Join('-', group.Split('-', StringSplitOptions.RemoveEmptyEntries).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
