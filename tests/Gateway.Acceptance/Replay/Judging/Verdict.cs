using Gateway.Acceptance.Replay.Reading;

namespace Gateway.Acceptance.Replay.Judging;

/// <summary>What came of one expectation.</summary>
internal abstract record Verdict(string Because)
{
    /// <summary>It was seen.</summary>
    internal sealed record Met(string Because) : Verdict(Because);

    /// <summary>It was looked for and was not there.</summary>
    internal sealed record NotMet(string Because) : Verdict(Because);

    /// <summary>A silence read as "no", or something was shown to somebody who may not have it.</summary>
    internal sealed record Harm(string Because) : Verdict(Because);

    /// <summary>Nothing here can say it.</summary>
    /// <param name="Feature">What is missing; the same words for the same thing, so that they can be counted.</param>
    internal sealed record NotYet(string Feature, string Because) : Verdict(Because);
}

/// <summary>One line of the report.</summary>
/// <param name="Expected">Null for harm that nobody expected: it was seen in an answer on the way.</param>
internal sealed record Judged(string Timeline, string Event, string Who, Expectation? Expected, Verdict Verdict);
