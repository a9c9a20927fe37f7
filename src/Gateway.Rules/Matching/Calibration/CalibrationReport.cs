using System.Collections.Immutable;

namespace Gateway.Rules.Matching.Calibration;

/// <summary>
/// Whether the probability that evidence stands for was what was so, over synthetic questions of which the truth is known. Figures alone:
/// no question and no child is in it.
/// </summary>
/// <param name="Made">The day it was made.</param>
/// <param name="Weights">The version of the weights.</param>
/// <param name="WeightsHash">SHA-256 of their file, in hexadecimal.</param>
/// <param name="Population">How many synthetic children were held.</param>
/// <param name="Questions">How many questions were asked, every second one about a child who was not held.</param>
/// <param name="Seed">The same seed gives the same figures.</param>
/// <param name="OpenedAlone">How many answers opened one child.</param>
/// <param name="OpenedWrongly">How many of those opened another child than the one asked for: what must be none.</param>
/// <param name="Bands">By evidence, the least first.</param>
/// <param name="Groups">The same for the children of each name-origin group.</param>
public sealed record CalibrationReport(
    DateOnly Made, string Weights, string WeightsHash, int Population, long Questions, ulong Seed, long OpenedAlone, long OpenedWrongly,
    ImmutableArray<CalibrationBand> Bands, ImmutableArray<CalibrationGroup> Groups)
{
    /// <summary>The version of the matcher that was measured (<see cref="MatcherVersion"/>); null in a report of before they were kept.</summary>
    public int? Matcher { get; init; }

    /// <summary>What is wrong with it, in words that quote nothing of it; null where it can be shown.</summary>
    public string? Fault() => this switch
    {
        { Weights.Length: 0 } or { WeightsHash.Length: not 64 } => "weights must be named, with their hash",
        { Population: < 1 } or { Questions: < 1 } => "population and questions must be at least 1",
        { OpenedAlone: < 0 } or { OpenedWrongly: < 0 } => "counts must not be negative",
        _ when OpenedWrongly > OpenedAlone => "openedWrongly must not be above openedAlone",
        { Bands.IsDefaultOrEmpty: true } or { Groups.IsDefault: true } => "there must be bands and groups",
        _ when Groups.Any(group => group is null || group.Bands.IsDefault || string.IsNullOrWhiteSpace(group.Name)) => "a group must have a name and bands",
        _ when Bands.Concat(Groups.SelectMany(group => group.Bands)).Any(IsFaulty) => "a band must have counts and a probability",
        _ => null,
    };

    private static bool IsFaulty(CalibrationBand? band) => band is null or { Children: < 0 } or { Right: < 0 } or { Predicted: < 0 or > 1 or double.NaN } || band.Right > band.Children;
}

/// <summary>The children of one name-origin group.</summary>
public sealed record CalibrationGroup(string Name, ImmutableArray<CalibrationBand> Bands);
