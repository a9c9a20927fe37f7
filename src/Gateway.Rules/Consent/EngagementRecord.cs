using System.Collections.Immutable;
using Gateway.Rules.Policy;

namespace Gateway.Rules.Consent;

/// <summary>Who was told what is shared, with whom and why.</summary>
public enum WhoWasInformed : byte
{
    /// <summary>Nobody: there is a reason.</summary>
    Nobody,
    /// <summary>The child.</summary>
    Child,
    /// <summary>A parent or carer.</summary>
    Carer,
    /// <summary>The child and a parent or carer.</summary>
    ChildAndCarer,
}

/// <summary>What those who were told said of it.</summary>
public enum ExpressedView : byte
{
    /// <summary>Nobody was asked for a view.</summary>
    NotAsked,
    /// <summary>Content with it.</summary>
    Agreed,
    /// <summary>Against it.</summary>
    Objected,
    /// <summary>Neither.</summary>
    NoView,
}

/// <summary>Why nobody was told (sharing rules, 3.3).</summary>
public enum WhyNotInformed : byte
{
    /// <summary>Delay would have raised the risk (C1).</summary>
    DelayRaisesRisk,
    /// <summary>Asking or telling could have raised the risk (C2).</summary>
    AskingRaisesRisk,
    /// <summary>It would have prejudiced the detection or investigation of a crime (C3).</summary>
    PrejudicesInvestigation,
    /// <summary>Unidentified, absent or without capacity.</summary>
    NotPossible,
}

/// <summary>The limb of paragraph 18 of Schedule 1 to the Data Protection Act 2018 that is relied on.</summary>
public enum Paragraph18Limb : byte
{
    /// <summary>Consent cannot be given.</summary>
    CannotBeGiven,
    /// <summary>It cannot reasonably be expected to be obtained.</summary>
    CannotBeExpected,
    /// <summary>Obtaining it would prejudice the protection.</summary>
    WouldPrejudiceProtection,
}

/// <summary>
/// That the child or carer was told, or why not, and what they said. A courtesy and a duty of fairness, never a gate: kept
/// apart from consent so that neither is taken for the other (sharing rules, 3.1).
/// </summary>
/// <param name="Id">The record.</param>
/// <param name="RecordedBy">The agency that recorded it and owns it.</param>
/// <param name="Purposes">What the sharing is for.</param>
/// <param name="Informed">Who was told.</param>
/// <param name="View">What they said.</param>
/// <param name="Because">Why nobody was told; null where somebody was.</param>
/// <param name="Limb">The limb of paragraph 18, where it is the condition relied on.</param>
/// <param name="On">The day.</param>
/// <param name="RecordedAt">When, UTC.</param>
public sealed record EngagementRecord(
    Guid Id, string RecordedBy, ImmutableArray<Purpose> Purposes, WhoWasInformed Informed, ExpressedView View,
    WhyNotInformed? Because, Paragraph18Limb? Limb, DateOnly On, DateTimeOffset RecordedAt);

/// <summary>The words of engagement.</summary>
public static class EngagementWords
{
    private static readonly WordTable<WhoWasInformed> Who = new("nobody", "child", "carer", "child-and-carer");
    private static readonly WordTable<ExpressedView> Views = new("not-asked", "agreed", "objected", "no-view");
    private static readonly WordTable<WhyNotInformed> Reasons = new("delay-raises-risk", "asking-raises-risk", "prejudices-investigation", "not-possible");
    private static readonly WordTable<Paragraph18Limb> Limbs = new("cannot-be-given", "cannot-be-expected", "would-prejudice-protection");

    /// <summary>Who can have been told, in words.</summary>
    public static ImmutableArray<string> AllInformed => Who.Words;

    /// <summary>Every view, in words.</summary>
    public static ImmutableArray<string> AllViews => Views.Words;

    /// <summary>Every reason, in words.</summary>
    public static ImmutableArray<string> AllReasons => Reasons.Words;

    /// <summary>Every limb, in words.</summary>
    public static ImmutableArray<string> AllLimbs => Limbs.Words;

    /// <summary>The word on the wire.</summary>
    public static string Word(this WhoWasInformed informed) => Who.Of(informed);

    /// <summary>The word on the wire.</summary>
    public static string Word(this ExpressedView view) => Views.Of(view);

    /// <summary>The word on the wire.</summary>
    public static string Word(this WhyNotInformed because) => Reasons.Of(because);

    /// <summary>The word on the wire.</summary>
    public static string Word(this Paragraph18Limb limb) => Limbs.Of(limb);

    /// <summary>Reads a word; an unknown one is false.</summary>
    public static bool TryRead(string? word, out WhoWasInformed informed) => Who.TryRead(word, out informed);

    /// <summary>Reads a word; an unknown one is false.</summary>
    public static bool TryRead(string? word, out ExpressedView view) => Views.TryRead(word, out view);

    /// <summary>Reads a word; an unknown one is false.</summary>
    public static bool TryRead(string? word, out WhyNotInformed because) => Reasons.TryRead(word, out because);

    /// <summary>Reads a word; an unknown one is false.</summary>
    public static bool TryRead(string? word, out Paragraph18Limb limb) => Limbs.TryRead(word, out limb);
}
