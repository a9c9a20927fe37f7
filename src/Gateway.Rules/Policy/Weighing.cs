using Gateway.Rules.Policy.Necessity;
using Gateway.Rules.Policy.Proportionality;
using Gateway.Rules.Policy.Rules;

namespace Gateway.Rules.Policy;

/// <summary>Necessity and proportionality in the decision (sharing rules, Q6). The defaults change nothing (rulings, 1).</summary>
internal static class Weighing
{
    public static ItemDecision Necessary(in Asked asked, ItemDecision decided)
    {
        if (AlreadyHeld.Applies(asked.Facts, decided)) decided = AlreadyHeld.Name(decided);
        if (CanActOnIt.Applies(asked, decided)) decided = CanActOnIt.Name(decided);
        if (NothingLessWouldDo.Applies(asked, decided)) decided = NothingLessWouldDo.Name(decided);
        if (NeededNow.Applies(asked, decided)) decided = NeededNow.Tighten(decided);
        return InsideTheWindow.Applies(asked, decided) ? InsideTheWindow.Tighten(decided) : decided;
    }

    /// <summary>P1, P4, P6, P7 and P8. A written reason declares its levels for what needs a reason; the rest keeps the standing ones.</summary>
    public static ItemDecision Proportionate(in Asked asked, ItemDecision decided)
    {
        if (ThirdParty.Applies(asked, decided)) decided = ThirdParty.Name(decided);
        if (Completeness.Applies(asked, decided)) decided = Completeness.Tighten(decided);
        if (asked.Facts.Risk is { IsSilent: false } risk) decided = Weigh(asked, risk, decided);
        return asked.Facts.Justification is { } written && decided.Outcome == Outcome.Justify ? Weigh(asked, written.Risk, decided) : decided;
    }

    /// <summary>P2, P3 and again P4 and P7, after the emergency: they may only make stricter, and what they leave to the holder it does not open.</summary>
    public static ItemDecision Guarded(in Asked asked, ItemDecision decided)
    {
        if (asked.Facts.Risk is { IsSilent: false } risk) decided = Guard(asked, risk, decided);
        return asked.Facts.Justification is { } written ? Guard(asked, written.Risk, decided) : decided;
    }

    /// <summary>P7 for an attendance at a sensitive service that rule 13 lets through.</summary>
    public static bool IsDeterred(in Asked asked, RecordFacts record, in ItemDecision decided) =>
        !record.SensitiveConsentGiven
        && ((asked.Facts.Risk is { } risk && Deterrence.AppliesToSensitive(asked, risk, decided))
            || (asked.Facts.Justification is { } written && Deterrence.AppliesToSensitive(asked, written.Risk, decided)));

    private static ItemDecision Weigh(in Asked asked, in RiskDeclared risk, in ItemDecision decided)
    {
        if (Completeness.IsOffTheScale(risk, decided)) return Completeness.Tighten(decided);
        if (Deterrence.Applies(asked, risk, decided)) return Deterrence.Tighten(decided);
        var levels = DeclaredLevels.Of(asked, risk);
        if (IntrusionCap.Applies(asked, risk, decided)) return IntrusionCap.Tighten(decided);
        return Balance.Applies(asked, levels, decided) ? Balance.Tighten(decided) : decided;
    }

    private static ItemDecision Guard(in Asked asked, in RiskDeclared risk, ItemDecision decided)
    {
        if (decided.Outcome >= Outcome.Refuse) return decided;
        var levels = DeclaredLevels.Of(asked, risk);
        if (RecipientRisk.Applies(asked, levels)) return RecipientRisk.Refuse(decided);
        if (Deterrence.Applies(asked, risk, decided)) decided = Deterrence.Tighten(decided);
        if (decided.Emergency && Balance.Applies(asked, levels, decided)) decided = Balance.Tighten(decided);
        return LeakRisk.Applies(asked, levels) ? LeakRisk.Tighten(asked, decided) : decided;
    }
}
