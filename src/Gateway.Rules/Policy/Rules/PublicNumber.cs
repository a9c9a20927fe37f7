namespace Gateway.Rules.Policy.Rules;

/// <summary>The public out-of-hours number is always given, except to a bulk request (rulings, 14).</summary>
internal static class PublicNumber
{
    public static bool Applies(ItemDecision decided) =>
        decided.Item == Item.OutOfHoursContact && decided.Outcome != Outcome.Share && !decided.Rules.HasFlag(RuleSet.BulkRequest);

    public static ItemDecision Give(ItemDecision decided) => decided.With(Outcome.Share, "A13", RuleSet.PublicNumber);
}
