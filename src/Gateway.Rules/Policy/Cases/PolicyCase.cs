using System.Collections.Immutable;
using Gateway.Rules.Federation;

namespace Gateway.Rules.Policy.Cases;

/// <summary>One worked request and the answer that the rules require (policy case format).</summary>
/// <param name="Id">The case's own name, such as <c>SC-59</c>.</param>
/// <param name="Sources">What each custodian in scope said, for the items whose status is part of the case.</param>
/// <param name="Expected">The answer for each item.</param>
/// <param name="Notes">Codes of obligations; those that do not follow from the rules are read and not compared.</param>
/// <param name="Why">Reasons and citation.</param>
public sealed record PolicyCase(
    string Id, string Title, string Situation, CaseRequest Request,
    ImmutableArray<SourceState> Sources, ImmutableArray<ItemExpectation> Expected, ImmutableArray<string> Notes, string Why);

/// <summary>The <c>request</c> of a case, as the rules take it.</summary>
/// <param name="AgencyKind">The kind of agency that asks, such as <c>NHS_TRUST</c>.</param>
/// <param name="Facts">What is known before any custodian is asked.</param>
/// <param name="Record">What the record says that the rules need.</param>
public sealed record CaseRequest(string AgencyKind, RequestFacts Facts, RecordFacts Record);

/// <summary>What one custodian in scope said about one item.</summary>
/// <param name="Status">A status of sharing rules, section 5.1, such as <c>NO_REPLY</c>.</param>
/// <param name="Count">The number that it gave, where the value is a number.</param>
/// <param name="Yes">True where the value is <c>YES</c>.</param>
/// <param name="AsOf">The time of what it said, UTC, or null.</param>
public sealed record SourceState(string SourceId, string Kind, Item Item, string Status, int? Count, bool Yes, DateTimeOffset? AsOf);

/// <summary>The answer that a case requires for one item.</summary>
/// <param name="Cell">The outcome, or that of the sensitive attendance alone where there are <paramref name="Others"/>.</param>
/// <param name="Status">The combined status; null where it is not part of the case.</param>
/// <param name="Because">What made it unknown or partial; default where it is not part of the case.</param>
/// <param name="Coverage">How many custodians answered; null where it is not part of the case.</param>
/// <param name="SensitiveOnly">The outcome is that of the sensitive attendance alone.</param>
/// <param name="Others">What every other attendance has, which is what the asker sees.</param>
public sealed record ItemExpectation(
    Item Item, CaseCell Cell, string? Status, ImmutableArray<string> Because, Coverage? Coverage, bool SensitiveOnly, CaseCell? Others);

/// <summary>An outcome with its reason.</summary>
/// <param name="Emergency">The emergency rule changed the outcome and no later rule replaced it (<c>+E</c>).</param>
public readonly record struct CaseCell(Outcome Outcome, string Reason, bool Emergency)
{
    /// <summary>As the matrix writes it, such as <c>S A1</c> or <c>J1 Ha +E</c>.</summary>
    public override string ToString() => $"{CaseWords.Short(Outcome)} {Reason}{(Emergency ? " +E" : "")}";
}
