namespace Gateway.Rules.Policy;

/// <summary>Risk as a professional declared it (sharing rules, 2.4). What is not declared stays at its default.</summary>
/// <param name="IfNotShared">0 none to 4 danger to life within hours, or null.</param>
/// <param name="IfShared">0 none to 4 danger to life within hours, or null.</param>
/// <param name="Source">Where the risk of sharing comes from.</param>
public readonly record struct RiskDeclared(int? IfNotShared, int? IfShared, RiskSource Source)
{
    internal bool IsSilent => IfNotShared is null && IfShared is null;
}

/// <summary>Where the risk of sharing comes from (sharing rules, 2.4).</summary>
public enum RiskSource : byte
{
    /// <summary>None was named.</summary>
    None,
    /// <summary>The asker, or their circle.</summary>
    Recipient,
    /// <summary>Parents, or an abuser, would learn of it.</summary>
    OnwardLeak,
    /// <summary>The family may stop seeking help.</summary>
    Deterrence,
    /// <summary>An investigation would suffer.</summary>
    Investigation,
}

/// <summary>A written reason for an item that needs one (sharing rules, 2.3, 2.4 and 5.2).</summary>
/// <param name="Supports">The decision that the item is to help with (N1, N2).</param>
/// <param name="WhyNotLess">Why the flag, the minimal form and a call will not do (N3).</param>
/// <param name="WhatIfWait">What could happen meanwhile (N4).</param>
/// <param name="IfNotShared">0 to 4.</param>
/// <param name="IfNotSharedReason">Why that level.</param>
/// <param name="IfShared">0 to 4.</param>
/// <param name="Source">Where the risk of sharing comes from; needed from level 3.</param>
/// <param name="IfSharedReason">Why that level.</param>
/// <param name="DecideWithin">When the decision falls, counted from now; null for at once (N4).</param>
/// <param name="DeclaredBy">Who judged.</param>
public sealed record Justification(
    DecisionSupported Supports, string WhyNotLess, string WhatIfWait,
    int IfNotShared, string IfNotSharedReason, int IfShared, RiskSource Source, string IfSharedReason,
    TimeSpan? DecideWithin, string DeclaredBy)
{
    internal RiskDeclared Risk => new(IfNotShared, IfShared, Source);
}
