namespace Gateway.Rules.Federation;

/// <summary>How old an answer may be (wire words, section 2; rulings, 16 and 32).</summary>
public static class Freshness
{
    /// <summary>Up to this age an answer is current.</summary>
    public static readonly TimeSpan Current = TimeSpan.FromMinutes(60);

    /// <summary>Up to this age an answer counts with its time; older is stale.</summary>
    public static readonly TimeSpan AsOf = TimeSpan.FromHours(24);

    /// <summary>How far a custodian's clock may run ahead of ours.</summary>
    public static readonly TimeSpan ClockAhead = TimeSpan.FromMinutes(5);

    /// <summary>
    /// What an answer is worth at its age. Something held stays held at any age, with its time shown; nothing held is
    /// not known once it is too old; a time ahead of ours is no answer.
    /// </summary>
    /// <param name="said">What the custodian said.</param>
    /// <param name="age">Now less the time that the custodian gave.</param>
    /// <param name="mustBeCurrent">The child's home council, the council where the child is found, or one that is pointed to.</param>
    public static CustodianSaid Judge(CustodianSaid said, TimeSpan age, bool mustBeCurrent)
    {
        if (age < -ClockAhead) return CustodianSaid.NotKnown(Because.RejectedUnverified);
        var limit = mustBeCurrent ? Current : AsOf;
        return said.Said is Said.NothingHeld or Said.NotApplicable && age > limit ? CustodianSaid.NotKnown(Because.Stale) : said;
    }
}
