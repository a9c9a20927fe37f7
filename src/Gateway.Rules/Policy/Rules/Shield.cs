namespace Gateway.Rules.Policy.Rules;

/// <summary>
/// Rule 17, after 16, so that an emergency never releases a protected address. Only makes stricter; an outcome already as
/// strict keeps its reason (rulings, 11 and 13). Compelled disclosure is exempt (rulings, 12).
/// </summary>
internal static class Shield
{
    private const string Reason = "X10";

    public static ItemDecision Tighten(RequestFacts facts, RecordFacts record, ItemDecision decided)
    {
        if (!record.Shield || facts.Purpose == Purpose.Compelled || Floor(facts, decided.Item) is not { } floor) return decided;
        return decided.Outcome >= floor ? decided : decided.With(floor, Reason, RuleSet.Shield);
    }

    private static Outcome? Floor(RequestFacts facts, Item item)
    {
        var mayJustify = facts.Flags.HasFlag(RequestFlags.Allocated) || facts.Purpose == Purpose.ImmediateProtection;
        return item switch
        {
            Item.LeadSocialWorker => mayJustify ? null : Outcome.ShareLess,
            Item.AttendanceSite or Item.GpRegistration => mayJustify ? Outcome.Justify : Outcome.ShareLess,
            Item.School or Item.Address => mayJustify ? Outcome.Justify : Outcome.Refuse,
            _ => null,
        };
    }
}
