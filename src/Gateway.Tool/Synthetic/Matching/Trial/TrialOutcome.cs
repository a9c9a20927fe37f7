namespace Gateway.Tool.Synthetic.Matching.Trial;

/// <summary>How an answer stands to the truth.</summary>
internal enum TrialOutcome
{
    /// <summary>The child, opened alone.</summary>
    SingleRight,

    /// <summary>Another child, opened alone: what must never be.</summary>
    SingleWrong,

    /// <summary>A few, the child among them.</summary>
    PossibleWith,

    /// <summary>A few, the child not among them.</summary>
    PossibleWithout,

    /// <summary>One more detail is asked for.</summary>
    TooMany,

    /// <summary>Nobody was found.</summary>
    NotFound,

    /// <summary>The number and the rest do not belong together.</summary>
    Conflict,

    /// <summary>Nothing was looked for.</summary>
    Rejected,
}
