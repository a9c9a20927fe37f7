using System.Collections.Immutable;
using Gateway.Rules.Policy;

namespace Gateway.Disclosure;

/// <summary>A written reason that is not complete is returned, field by field, with what to write; it is never taken in part.</summary>
public static class WhatToWrite
{
    public static ImmutableArray<FieldFault> For(PolicyBundle policy, string role, CheckQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        return question.Justification is { } given
            ? [.. ReadJustification.Faults(policy, role, question.Purpose, given).Select(fault => new FieldFault(PathOf(fault.Field), $"This {fault.Lacks}. {fault.Write}"))]
            : [];
    }

    private static string PathOf(JustificationField field) => "justification." + field switch
    {
        JustificationField.Supports => "decision",
        JustificationField.WhyNotLess => "whyNotLess",
        JustificationField.WhatIfWait => "ifYouWait",
        JustificationField.IfNotShared => "ifNotShared.level",
        JustificationField.IfNotSharedReason => "ifNotShared.reason",
        JustificationField.IfShared => "ifShared.level",
        JustificationField.Source => "ifShared.source",
        JustificationField.IfSharedReason => "ifShared.reason",
        JustificationField.DecideWithin => "decideWithinMinutes",
        _ => "declaredBy",
    };
}
