namespace Gateway.Rules.Policy.Proportionality;

/// <summary>P5: one child, the items named, this asker. What is on no closed list is refused (X1), never guessed.</summary>
internal static class Scope
{
    private const RequestFlags Known = (RequestFlags)63;
    private const HandlingFlags KnownHandling = (HandlingFlags)7;

    public static bool Applies(RequestFacts facts, Item item) =>
        !IsKnown(item) || (int)facts.Purpose >= PurposeWords.All.Length || (facts.Flags & ~Known) != 0;

    public static bool Applies(RecordFacts record) => (record.Handling & ~KnownHandling) != 0;

    public static ItemDecision Refuse(Item item) => new(item, Outcome.Refuse, "X1", RuleSet.Scope);

    public static ItemDecision Tighten(in ItemDecision decided) =>
        decided.Outcome < Outcome.Refuse ? decided.With(Outcome.Refuse, "X1", RuleSet.Scope) : decided;

    public static bool IsKnown(Item item) => item is >= Item.PlanFlag and <= Item.AdultRecord;
}
