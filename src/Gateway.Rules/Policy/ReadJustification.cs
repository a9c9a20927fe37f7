using System.Collections.Immutable;

namespace Gateway.Rules.Policy;

/// <summary>Whether a written reason is complete, and if not, field by field, what it lacks and what to write (sharing rules, 2.3, 2.4 and 5.2).</summary>
public static class ReadJustification
{
    /// <summary>True where nothing is lacking.</summary>
    public static bool IsComplete(PolicyBundle policy, string role, Purpose purpose, Justification justification) =>
        Faults(policy, role, purpose, justification).IsEmpty;

    /// <summary>Everything that is lacking, in the order of the fields.</summary>
    public static ImmutableArray<JustificationFault> Faults(PolicyBundle policy, string role, Purpose purpose, Justification justification) =>
        policy.Takes(role, purpose, justification.Supports)
            ? []
            : [new(JustificationField.Supports, "is not a decision that your role takes or feeds for this purpose", "Name the decision that you are making now.")];
}

/// <summary>A field of a written reason.</summary>
public enum JustificationField : byte
{
    /// <summary>The decision.</summary>
    Supports,
    /// <summary>Why less will not do.</summary>
    WhyNotLess,
    /// <summary>What could happen meanwhile.</summary>
    WhatIfWait,
    /// <summary>The risk if not shared.</summary>
    IfNotShared,
    /// <summary>The reason for it.</summary>
    IfNotSharedReason,
    /// <summary>The risk if shared.</summary>
    IfShared,
    /// <summary>Where that comes from.</summary>
    Source,
    /// <summary>The reason for it.</summary>
    IfSharedReason,
    /// <summary>When the decision falls.</summary>
    DecideWithin,
    /// <summary>Who judged.</summary>
    DeclaredBy,
}

/// <summary>One field that is not acceptable.</summary>
/// <param name="Lacks">What is wrong with it; never what was written.</param>
/// <param name="Write">What to write.</param>
public sealed record JustificationFault(JustificationField Field, string Lacks, string Write);
