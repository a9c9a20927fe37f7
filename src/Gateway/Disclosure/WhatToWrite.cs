using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Rules.Policy;

namespace Gateway.Disclosure;

/// <summary>A written reason that is not complete is returned, field by field, with what to write; it is never taken in part.</summary>
public static class WhatToWrite
{
    public static ImmutableArray<FieldFault> For(PolicyBundle policy, Practitioner asker, CheckQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(asker);
        return question.Justification is { } given
            ? [.. ReadJustification.Faults(policy, asker.Role, question.Purpose, given with { DeclaredBy = asker.Subject }).Select(Fault)]
            : [];
    }

    private static FieldFault Fault(JustificationFault fault) => new(
        "justification." + (fault.Field == JustificationFields.DecideWithin ? "decideWithinMinutes" : fault.Name), $"This {fault.Lacks}. {fault.Write}");
}
