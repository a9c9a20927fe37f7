namespace Gateway.Rules.Matching.Links;

/// <summary>Where a link between an agency's number and a child stands (matching, section 7).</summary>
public enum LinkStatus : byte
{
    /// <summary>Said by a match, seen by nobody: it does not resolve.</summary>
    Proposed,

    /// <summary>NHS number and date of birth agreed.</summary>
    ConfirmedByNumberAndDate,

    /// <summary>Somebody looked and said so.</summary>
    ConfirmedByPerson,

    /// <summary>In doubt: it stops resolving until somebody settles it.</summary>
    Disputed,

    /// <summary>Taken back for good. Another link may say the same again.</summary>
    Withdrawn,
}

/// <summary>What may be done to a link.</summary>
public enum LinkStep : byte
{
    /// <summary>NHS number and date of birth agree.</summary>
    ConfirmByNumberAndDate,

    /// <summary>A person confirms it, or settles a doubt.</summary>
    ConfirmByPerson,

    /// <summary>Somebody, or a check, doubts it.</summary>
    Dispute,

    /// <summary>It is taken back.</summary>
    Withdraw,
}

/// <summary>What a link may become, and the words of both on the wire.</summary>
public static class LinkLife
{
    /// <summary>Where a link stands after a step; null where the step is not possible. A doubt is settled by a person only, never by the number that raised it.</summary>
    public static LinkStatus? Next(LinkStatus status, LinkStep step) => (status, step) switch
    {
        (LinkStatus.Withdrawn, _) => null,
        (LinkStatus.Proposed, LinkStep.ConfirmByNumberAndDate) => LinkStatus.ConfirmedByNumberAndDate,
        (_, LinkStep.ConfirmByNumberAndDate) => null,
        (LinkStatus.ConfirmedByPerson, LinkStep.ConfirmByPerson) => null,
        (_, LinkStep.ConfirmByPerson) => LinkStatus.ConfirmedByPerson,
        (LinkStatus.Disputed, LinkStep.Dispute) => null,
        (_, LinkStep.Dispute) => LinkStatus.Disputed,
        (_, LinkStep.Withdraw) => LinkStatus.Withdrawn,
        _ => null,
    };

    /// <summary>True where the number leads to the child.</summary>
    public static bool Resolves(this LinkStatus status) => status is LinkStatus.ConfirmedByNumberAndDate or LinkStatus.ConfirmedByPerson;

    /// <summary>The word on the wire.</summary>
    public static string Word(this LinkStatus status) => status switch
    {
        LinkStatus.Proposed => "proposed",
        LinkStatus.ConfirmedByNumberAndDate => "confirmed-by-number-and-date",
        LinkStatus.ConfirmedByPerson => "confirmed-by-person",
        LinkStatus.Disputed => "disputed",
        LinkStatus.Withdrawn => "withdrawn",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    /// <summary>The word in the ledger.</summary>
    public static string Word(this LinkStep step) => step switch
    {
        LinkStep.ConfirmByNumberAndDate => "confirmed-by-number-and-date",
        LinkStep.ConfirmByPerson => "confirmed-by-person",
        LinkStep.Dispute => "disputed",
        LinkStep.Withdraw => "withdrawn",
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };
}
