namespace Gateway.Rules.Policy.Proportionality;

/// <summary>The two levels of risk as they stand for this question: as declared, else the policy's default (sharing rules, 2.4).</summary>
internal readonly record struct DeclaredLevels(int IfNotShared, int IfShared, RiskSource Source)
{
    public static DeclaredLevels Of(in Asked asked, in RiskDeclared risk) => new(
        risk.IfNotShared ?? asked.Policy.Terms(asked.Facts.Purpose).RiskIfNotShared, risk.IfShared ?? Default(asked), risk.Source);

    /// <summary>What is left of the risk of sharing where the handling flags are applied, as P3 demands. A place cannot be handled away.</summary>
    public int Residual(in Asked asked, Item item) =>
        LeakRisk.Applies(asked, this) && !asked.Policy.Terms(item).Location ? IfShared - asked.Limits.LeakRelief : IfShared;

    // Consent changes an outcome in the consent-dependent purposes only (property 3).
    private static int Default(in Asked asked) =>
        HasAgreement(asked) ? asked.Limits.RiskIfSharedWithConsent : asked.Limits.RiskIfShared;

    public static bool HasAgreement(in Asked asked) =>
        asked.Facts.Consent.IsGiven && asked.Policy.Terms(asked.Facts.Purpose).ConsentDependent;
}
