namespace Gateway.Rules.Policy.Rules;

/// <summary>The public out-of-hours number is always given, except to a bulk request (rulings, 14).</summary>
internal static class PublicNumber
{
    public static bool Applies(in ItemDecision decided) =>
        decided.Item == Item.OutOfHoursContact && decided.Outcome != Outcome.Share && (decided.Rules & RuleSet.BulkRequest) == 0;

    public static ItemDecision Give(in ItemDecision decided) => decided.With(Outcome.Share, "A13", RuleSet.PublicNumber);
}
