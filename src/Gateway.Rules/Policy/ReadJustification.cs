using System.Collections.Immutable;
using Gateway.Rules.Policy.Necessity;
using Gateway.Rules.Policy.Proportionality;

namespace Gateway.Rules.Policy;

/// <summary>
/// Whether a written reason is complete, and if not, field by field, what it lacks and what to write (sharing rules, 2.3, 2.4
/// and 5.2). A text that names no decision, such as "useful background", is returned and never accepted.
/// </summary>
public static class ReadJustification
{
    /// <summary>True where nothing is lacking.</summary>
    public static bool IsComplete(PolicyBundle policy, string role, Purpose purpose, Justification justification) =>
        Lacking(policy, role, purpose, justification) == JustificationFields.None;

    /// <summary>Everything that is lacking, in the order of the fields. No fault repeats what was written.</summary>
    public static ImmutableArray<JustificationFault> Faults(PolicyBundle policy, string role, Purpose purpose, Justification justification)
    {
        var lacking = Lacking(policy, role, purpose, justification);
        return [.. JustificationFault.All.Where(fault => (lacking & fault.Field) != 0)];
    }

    internal static JustificationFields Lacking(PolicyBundle policy, string role, Purpose purpose, Justification written)
    {
        var lacking = JustificationFields.None;
        if (!CanActOnIt.Takes(policy, role, purpose, written.Supports)) lacking |= JustificationFields.Supports;
        if (!Completeness.IsLevel(written.IfNotShared)) lacking |= JustificationFields.IfNotShared;
        if (!Completeness.IsLevel(written.IfShared)) lacking |= JustificationFields.IfShared;
        if (!Completeness.NamesSource(written)) lacking |= JustificationFields.Source;
        if (written.DecideWithin < TimeSpan.Zero) lacking |= JustificationFields.DecideWithin;
        if (string.IsNullOrWhiteSpace(written.DeclaredBy)) lacking |= JustificationFields.DeclaredBy;
        return lacking | Texts(policy.NotReasons, written);
    }

    private static JustificationFields Texts(ImmutableArray<string> notReasons, Justification written)
    {
        var lacking = JustificationFields.None;
        if (!GivenReason.IsReason(written.WhyNotLess, notReasons)) lacking |= JustificationFields.WhyNotLess;
        if (!GivenReason.IsReason(written.WhatIfWait, notReasons)) lacking |= JustificationFields.WhatIfWait;
        if (!GivenReason.IsReason(written.IfNotSharedReason, notReasons)) lacking |= JustificationFields.IfNotSharedReason;
        if (!GivenReason.IsReason(written.IfSharedReason, notReasons)) lacking |= JustificationFields.IfSharedReason;
        return lacking;
    }
}
