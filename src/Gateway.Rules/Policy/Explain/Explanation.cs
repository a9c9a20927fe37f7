using System.Collections.Immutable;

namespace Gateway.Rules.Policy.Explain;

/// <summary>
/// Why a decision is what it is. Pure: the policy that made it, the facts and the decision are all it needs. An asker sees
/// <see cref="ForAsker"/>, information governance <see cref="ForGovernance"/>; neither says what another purpose would have
/// opened, and the asker's says nothing of an attendance that was left out (rulings, 33).
/// </summary>
public sealed class Explanation
{
    private const string NotIdentified = "The child is not identified exactly, so nothing is shown about any child.";
    private const string NotLooked = "We could not look who the child is, so nobody was asked. This says nothing of any child.";

    private readonly PolicyBundle _policy;
    private readonly RequestFacts _facts;
    private readonly Decision _decision;
    private readonly RecordFacts? _record;

    private Explanation(PolicyBundle policy, RequestFacts facts, Decision decision, RecordFacts? record) =>
        (_policy, _facts, _decision, _record) = (policy, facts, decision, record);

    /// <summary>Explains a decision.</summary>
    /// <param name="policy">The version that made it; another version is refused, since its words may differ.</param>
    /// <param name="record">What the record said, where it was read; only information governance is told.</param>
    public static Explanation Of(PolicyBundle policy, RequestFacts facts, Decision decision, RecordFacts? record = null) =>
        policy.Hash.Span.SequenceEqual(decision.PolicyHash.Span)
            ? new Explanation(policy, facts, decision, record)
            : throw new ArgumentException("The decision was made under another version of the policy.", nameof(policy));

    /// <summary>The reason and the next step for each item, for the practitioner who asked.</summary>
    /// <param name="ring">Whom to ring, such as a duty team and its number.</param>
    public ImmutableArray<ItemForAsker> ForAsker(string ring = "your council's duty team") =>
        [.. _decision.Items.Select(item => new ItemForAsker(
            item.Item, item.Item.Title(), item.Outcome, OutcomeSentence.Of(item, _facts.Identity), Reason(item).Text, NextStep.Of(item, _facts.Identity, _policy.Terms(item.Item), ring)))];

    /// <summary>Everything, for information governance: the questions, the facts, each rule that spoke, and what follows.</summary>
    /// <param name="agencyKind">The asker's kind of agency, such as <c>nhs-trust</c>, for the lawful basis; null leaves it out.</param>
    public ExplanationForGovernance ForGovernance(string? agencyKind = null) => new(
        _policy.Version, Convert.ToHexStringLower(_policy.Hash.Span), Questions.Of(_policy, _facts, _decision), FactsUsed.Of(_facts, _record),
        [.. _decision.Items.Select(item => Row(item, leftOut: false)), .. _decision.SensitiveAttendance.Select(item => Row(item, leftOut: true))],
        [.. ObligationSentence.Of(_decision.Obligations)],
        agencyKind is null ? null : _policy.Basis(agencyKind, _facts.Purpose));

    private ItemForGovernance Row(ItemDecision item, bool leftOut) => new(
        item.Item, item.Item.Title(), leftOut, Base(item), item.Outcome, item.Emergency, item.Justified, Reason(item),
        [.. RuleOrder.Of(item.Rules).Select(_policy.Rule)]);

    // Only where the table was reached, and never for a purpose that was not asked with.
    private Cell? Base(ItemDecision item) =>
        (item.Rules & RuleSet.MatrixCell) == 0 ? null : _policy.Cell(_facts.Role, _facts.Purpose, item.Item);

    private ReasonTerms Reason(ItemDecision item) => item.Outcome == Outcome.NoData
        ? new ReasonTerms(item.Reason, _facts.Identity == IdentityMatch.NotLooked ? NotLooked : NotIdentified, "UK GDPR Article 5(1)(d)")
        : _policy.Reason(item.Reason) ?? new ReasonTerms(item.Reason, "", "");
}

/// <summary>One item, as the practitioner who asked may read it.</summary>
/// <param name="What">What happens with it, in one sentence.</param>
/// <param name="Why">The reason, in one sentence.</param>
/// <param name="NextStep">What to do now.</param>
public sealed record ItemForAsker(Item Item, string Title, Outcome Outcome, string What, string Why, string NextStep);

/// <summary>A whole decision, as information governance may read it.</summary>
/// <param name="PolicyHash">SHA-256, in lower-case hexadecimal.</param>
/// <param name="Basis">The lawful basis of the asker's kind of agency for the purpose; null where it was not asked for or there is none.</param>
public sealed record ExplanationForGovernance(
    string PolicyVersion, string PolicyHash, ImmutableArray<QuestionAnswered> Questions, ImmutableArray<FactUsed> Facts,
    ImmutableArray<ItemForGovernance> Items, ImmutableArray<string> Obligations, LawfulBasis? Basis);

/// <summary>A question of sharing rules, section 1.1, as it was answered.</summary>
/// <param name="Id"><c>G0</c>, or <c>Q1</c> to <c>Q8</c>.</param>
/// <param name="Answer">One sentence; a question that was not reached says so.</param>
/// <param name="Rules">The rules that spoke to it.</param>
public sealed record QuestionAnswered(string Id, string Words, string Answer, ImmutableArray<RuleTerms> Rules);

/// <summary>One fact that the rules looked at. Never an identity.</summary>
public sealed record FactUsed(string Name, string Value);

/// <summary>One item in the table that an auditor checks.</summary>
/// <param name="LeftOut">This row is about the attendance at a sensitive service alone, which the asker is not shown.</param>
/// <param name="Cell">The cell of the matrix that was begun from; null where the table was not reached or has none.</param>
/// <param name="Rules">Each rule that spoke, in the order in which they speak.</param>
public sealed record ItemForGovernance(
    Item Item, string Title, bool LeftOut, Cell? Cell, Outcome Outcome, bool Emergency, bool Justified, ReasonTerms Reason, ImmutableArray<RuleTerms> Rules);
