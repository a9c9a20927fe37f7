namespace Gateway.Rules.Policy.Rules;

/// <summary>
/// Rule 17, after 16, so that an emergency never releases a protected address. Only makes stricter; an outcome already as
/// strict keeps its reason (rulings, 11 and 13). Compelled disclosure is exempt (rulings, 12).
/// </summary>
internal static class Shield
{
    private const string Reason = "X10";

    public static bool Applies(RequestFacts facts, RecordFacts record) => record.Shield && facts.Purpose != Purpose.Compelled;

    /// <summary>At least as strict as the floor for the item; the rule named here asks for it.</summary>
    public static ItemDecision Raise(in Asked asked, in ItemDecision decided, RuleSet rule)
    {
        var floor = Floor(asked, decided.Item);
        return IsMilder(decided.Outcome, floor) ? decided.With(floor, Reason, rule) : decided;
    }

    // The minimal form stands where a written reason is the floor: a reason may release more than it (rulings, 13).
    private static bool IsMilder(Outcome outcome, Outcome floor) =>
        outcome < floor && !(outcome == Outcome.ShareLess && floor == Outcome.Justify);

    private static Outcome Floor(in Asked asked, Item item) => item switch
    {
        Item.LeadSocialWorker => Outcome.ShareLess,
        Item.AttendanceSite or Item.GpRegistration => MayJustify(asked) ? Outcome.Justify : Outcome.ShareLess,
        Item.School or Item.Address => MayJustify(asked) ? Outcome.Justify : Outcome.Refuse,
        _ => Outcome.Share,
    };

    // Social care allocated to the child, or anyone whose purpose is danger now.
    private static bool MayJustify(in Asked asked) =>
        asked.Facts.Purpose == Purpose.ImmediateProtection
        || ((asked.Facts.Flags & RequestFlags.Allocated) != 0 && asked.Role is { LeadFunction: true });
}
