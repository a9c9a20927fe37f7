namespace Gateway.Rules.Policy.Proportionality;

/// <summary>
/// P4: where the risk of not sharing does not outweigh what is left of the risk of sharing, a person at the holder decides.
/// Public and directory entries and the asker's own data are not weighed.
/// </summary>
internal static class Balance
{
    public static bool Applies(in Asked asked, in DeclaredLevels levels, in ItemDecision decided) =>
        decided.Outcome < Outcome.AskHolder
        && asked.Policy.Terms(decided.Item).Class is not (ItemClass.Public or ItemClass.Directory)
        && !decided.IsOwnData
        && levels.IfNotShared <= levels.Residual(asked, decided.Item);

    public static ItemDecision Tighten(in ItemDecision decided) => decided.With(Outcome.AskHolder, decided.Reason, RuleSet.Balance);
}
