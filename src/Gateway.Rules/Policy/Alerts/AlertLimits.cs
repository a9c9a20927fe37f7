namespace Gateway.Rules.Policy.Alerts;

/// <summary>From when a walk through many children counts, and how much of what is shared is read afterwards (<c>alerts.csv</c>).</summary>
/// <param name="ChildrenWithinAnHour">More different children within an hour are refused.</param>
/// <param name="StrangersWithinAnHour">More different children within an hour without a confirmed relationship are refused.</param>
/// <param name="SampleOneIn">One in so many decisions to share is read afterwards.</param>
public sealed record AlertLimits(int ChildrenWithinAnHour, int StrangersWithinAnHour, int SampleOneIn);
