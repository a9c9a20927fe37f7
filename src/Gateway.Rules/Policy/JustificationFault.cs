using System.Collections.Immutable;

namespace Gateway.Rules.Policy;

/// <summary>The fields of a written reason.</summary>
[Flags]
public enum JustificationFields : ushort
{
    /// <summary>None.</summary>
    None = 0,
    /// <summary>The decision.</summary>
    Supports = 1,
    /// <summary>Why less will not do.</summary>
    WhyNotLess = 2,
    /// <summary>What could happen meanwhile.</summary>
    WhatIfWait = 4,
    /// <summary>The risk if not shared.</summary>
    IfNotShared = 8,
    /// <summary>The reason for it.</summary>
    IfNotSharedReason = 16,
    /// <summary>The risk if shared.</summary>
    IfShared = 32,
    /// <summary>Where that comes from.</summary>
    Source = 64,
    /// <summary>The reason for it.</summary>
    IfSharedReason = 128,
    /// <summary>When the decision falls.</summary>
    DecideWithin = 256,
    /// <summary>Who judged.</summary>
    DeclaredBy = 512,
}

/// <summary>One field of a written reason that is not acceptable.</summary>
/// <param name="Field">Which; one bit.</param>
/// <param name="Name">The member on the wire, such as <c>whyNotLess</c>.</param>
/// <param name="Lacks">What is wrong with it; never what was written.</param>
/// <param name="Write">What to write.</param>
public sealed record JustificationFault(JustificationFields Field, string Name, string Lacks, string Write)
{
    private const string NoReason = "gives no reason of its own for this child and this decision";
    private const string NoLevel = "is not a level from 0 to 4";

    internal static ImmutableArray<JustificationFault> All { get; } =
    [
        new(JustificationFields.Supports, "supports", "is not a decision that your role takes or feeds for this purpose",
            "Name the decision that you are making now, such as discharge-or-keep or make-referral."),
        new(JustificationFields.WhyNotLess, "whyNotLess", NoReason,
            "Say why the flag, the minimal form and a call to the named worker will not do for that decision."),
        new(JustificationFields.WhatIfWait, "whatIfWait", NoReason, "Say what could happen to the child if you wait."),
        new(JustificationFields.IfNotShared, "ifNotShared", NoLevel, "Give the risk to the child if this is not shared: 0 none to 4 danger to life within hours."),
        new(JustificationFields.IfNotSharedReason, "ifNotSharedReason", NoReason, "Say what you saw or heard that makes it that level."),
        new(JustificationFields.IfShared, "ifShared", NoLevel, "Give the risk to anyone if this is shared: 0 none to 4 danger to life within hours."),
        new(JustificationFields.Source, "source", "does not say where so high a risk of sharing comes from",
            "Name it: recipient, onward-leak, deterrence or investigation."),
        new(JustificationFields.IfSharedReason, "ifSharedReason", NoReason, "Say what makes it that level, or what makes you think that there is none."),
        new(JustificationFields.DecideWithin, "decideWithin", "is in the past", "Say how long from now you have to decide."),
        new(JustificationFields.DeclaredBy, "declaredBy", "is empty", "Name the professional who judged this."),
    ];
}
