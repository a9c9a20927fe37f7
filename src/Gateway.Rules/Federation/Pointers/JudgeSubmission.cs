namespace Gateway.Rules.Federation.Pointers;

/// <summary>How far a custodian's list is, as the gateway took it.</summary>
/// <param name="Sequence">The number of the last submission that was taken.</param>
/// <param name="SignedAt">When that one was signed, UTC.</param>
/// <param name="List">What the list comes to.</param>
/// <param name="Covers">The kinds that it is complete for.</param>
public sealed record ListTaken(long Sequence, DateTimeOffset SignedAt, string List, PointerKinds Covers);

/// <summary>Why a submission is not taken.</summary>
public enum SubmissionFault
{
    /// <summary>It is taken.</summary>
    None,
    /// <summary>Its number is not higher than that of the last one.</summary>
    Sequence,
    /// <summary>It was signed ahead of our clock.</summary>
    Ahead,
    /// <summary>It was signed too long ago, or before the last one.</summary>
    Behind,
    /// <summary>The content is not what was signed.</summary>
    Content,
    /// <summary>The list that we have would not come to what was signed: a whole list is needed.</summary>
    ListDiffers,
}

/// <summary>Judges a submission whose signature held against what was taken before. Depends on nothing else.</summary>
public static class JudgeSubmission
{
    /// <summary>The oldest signature that is taken. A list that waited longer somewhere is signed again.</summary>
    public static readonly TimeSpan Oldest = TimeSpan.FromMinutes(15);

    /// <param name="taken">What was taken last; null where nothing was, or what was cannot be used any more.</param>
    /// <param name="envelope">What was signed.</param>
    /// <param name="content">The hash of the content that came with it.</param>
    /// <param name="now">Our clock.</param>
    public static SubmissionFault Of(ListTaken? taken, ListEnvelope envelope, string content, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        if (envelope.Sequence <= (taken?.Sequence ?? 0)) return SubmissionFault.Sequence;
        if (envelope.SignedAt > now + Freshness.ClockAhead) return SubmissionFault.Ahead;
        if (envelope.SignedAt < now - Oldest || envelope.SignedAt < taken?.SignedAt) return SubmissionFault.Behind;
        if (envelope.Content != content) return SubmissionFault.Content;
        if (envelope.Kind == SubmissionKind.Same && content != ListHash.OfNothing) return SubmissionFault.Content;
        return IsSameList(taken, envelope) ? SubmissionFault.None : SubmissionFault.ListDiffers;
    }

    // What a list is complete for is said with the whole of it: a change cannot make it speak of more.
    private static bool IsSameList(ListTaken? taken, ListEnvelope envelope) =>
        ListHash.After(taken?.List, envelope.Kind, envelope.Content) == envelope.List
        && (envelope.Kind == SubmissionKind.Whole || taken?.Covers == envelope.Covers);
}
