using Gateway.Audit.Pages;
using Gateway.Rules.Matching.Calibration;

namespace Gateway.Matching.Calibration.Pages;

/// <summary>How far finding the right child can be trusted: made-up children alone, so reading it is no look at anybody.</summary>
internal sealed class ReportModel(LatestCalibration latest) : OfficerPage
{
    public CalibrationReport? Report => latest.Report;

    public bool IsOfTheseWeights => latest.IsOfTheseWeights;

    public bool IsOfThisMatcher => latest.IsOfThisMatcher;
}
