namespace Gateway.Rules.Policy.Alerts;

/// <summary>From when a pattern counts (<c>alerts.csv</c>).</summary>
/// <param name="RepeatedReasons">So many near-identical reasons, this one counted.</param>
/// <param name="RepeatedWithin">Within this time.</param>
/// <param name="ReasonsWithinAnHour">More releases on a reason within an hour are refused.</param>
/// <param name="ChildrenWithinAnHour">More different children within an hour are refused.</param>
/// <param name="StrangersWithinAnHour">More different children within an hour without a confirmed relationship are refused.</param>
/// <param name="ChangeOfPurpose">Within this time what was not let go may not be had for another purpose without a second person.</param>
/// <param name="SampleOneIn">One in so many decisions to share is read afterwards.</param>
public sealed record AlertLimits(
    int RepeatedReasons, TimeSpan RepeatedWithin, int ReasonsWithinAnHour, int ChildrenWithinAnHour, int StrangersWithinAnHour,
    TimeSpan ChangeOfPurpose, int SampleOneIn);
