using Gateway.Agencies;
using Gateway.Rules.Matching;
using Gateway.Rules.Matching.Calibration;
using Gateway.Rules.Matching.Weights;

namespace Gateway.Matching.Calibration;

/// <summary>The latest calibration report beside the weights; a fault in it stops the start and names the file.</summary>
/// <param name="Report">Null where none was made.</param>
/// <param name="IsOfTheseWeights">False where it is of other weights than those in force: it says nothing of them.</param>
internal sealed record LatestCalibration(CalibrationReport? Report, bool IsOfTheseWeights)
{
    /// <summary>False where another version of the matcher was measured than runs here, or nobody can tell which it was.</summary>
    public bool IsOfThisMatcher => Report?.Matcher == MatcherVersion.Now;


    public static LatestCalibration In(string folder, MatchingParameters inForce)
    {
        if (Directory.GetFiles(folder, "calibration-*.json").Order(StringComparer.Ordinal).LastOrDefault() is not { } path) return new LatestCalibration(null, false);
        return CalibrationFile.Read(File.ReadAllBytes(path)) switch
        {
            CalibrationReading.Valid(var report) => new LatestCalibration(report, report.WeightsHash == Convert.ToHexStringLower([.. inForce.Hash])),
            CalibrationReading.Faulty(var why) => throw new StartRefusedException([$"{Path.GetFileName(path)}: {why}"]),
            _ => throw new InvalidOperationException(),
        };
    }
}
