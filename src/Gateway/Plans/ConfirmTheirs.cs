using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Alerts;
using Gateway.Disclosure;
using Gateway.Federation;
using Gateway.Rules.Federation;
using Gateway.Rules.Policy;

namespace Gateway.Plans;

/// <summary>
/// Whether a child is the council's who speaks of the plan: its own system of record says that whoever speaks is involved, or what it holds itself says that there is a plan or care. What watches for
/// patterns sees it as it sees a check. Nobody else is asked before that.
/// </summary>
internal sealed class ConfirmTheirs(ConfirmRelationship confirm, AskCustodians ask, WatchChecks watch, Register register, TimeProvider time)
{
    private static readonly ImmutableArray<Item> Own = [Item.PlanFlag, Item.LookedAfter, Item.PlanEnded];

    public static CheckContext Check(Practitioner who, Guid interaction, ChildAsked child, PolicyBundle policy) =>
        new(interaction, interaction, who, new CheckQuestion(child, Purpose.Section47, [Item.PlanFlag], CheckQuestion.UsualDeadline), policy);

    public async Task<Theirs> RunAsync(CheckContext check, CancellationToken stopping)
    {
        var relationship = await RelationshipAsync(check, stopping);
        bool? theirs = Counts(check, relationship) ? true : await HoldsAsync(check, stopping);
        var watched = await watch.BeforeAsync(check, check.Policy, stopping);
        // Many children in an hour, one after the other, are nobody's plans.
        if (watched.Seen.TooMany) return new Theirs(Decided(check, Outcome.Refuse, "X12", RuleSet.BulkRequest), relationship, watched);
        return new Theirs(theirs is true ? Decided(check, Outcome.Share, "A6", RuleSet.None) : Decided(check, Outcome.Refuse, "X2", RuleSet.NoVerifiedRelationship), relationship, watched) { IsSilent = theirs is null || relationship is RelationshipAnswer.NotAnswered };
    }

    // What a council holds itself is its own, and no row of the matrix.
    private static Decision Decided(CheckContext check, Outcome outcome, string reason, RuleSet rule) =>
        new(check.Policy.Version, check.Policy.Hash, [new ItemDecision(Item.PlanFlag, outcome, reason, rule)]);

    // One that ended long ago is no part in this child's life: whoever took over has them.
    private bool Counts(CheckContext check, RelationshipAnswer relationship) => relationship is RelationshipAnswer.Confirmed confirmed && check.Policy.Role(check.Asker.Role) is { } role
        && confirmed.Relationship.CountsAt(time.GetUtcNow(), role.FollowUpWithin(check.Policy.LimitsAt(time.GetUtcNow())));

    private Task<RelationshipAnswer> RelationshipAsync(CheckContext check, CancellationToken stopping) =>
        check.Policy.Role(check.Asker.Role) is { RelationshipTypes.IsEmpty: false } role
            ? confirm.AskAsync(check.RequestId, check.Asker, role.RelationshipTypes, check.Question.Child, stopping)
            : Task.FromResult<RelationshipAnswer>(RelationshipAnswer.NotConfirmed.Instance);

    // None where it did not say. Whose reading is a line in a history is not read for this.
    private async Task<bool?> HoldsAsync(CheckContext check, CancellationToken stopping)
    {
        ImmutableArray<CustodianQuestion> own =
        [
            .. register.CustodiansOf(check.Asker.Agency).Where(custodian => !custodian.Speaks.IsReadOnce())
                .Select(custodian => new CustodianQuestion(custodian, [.. Own.Where(custodian.AuthoritativeFor.Contains)], MustBeCurrent: true)).Where(question => !question.Items.IsEmpty),
        ];
        if (own.IsEmpty) return false;
        var answers = await ask.AskAsync(check.RequestId, check.Question.Child, check.Question.Purpose, check.Since(time.GetUtcNow()), own, check.Question.Deadline, stopping);
        if (answers.Any(answer => answer.Items.Any(one => one.Said.Said == Said.Held))) return true;
        return answers.Any(answer => answer.Items.Any(one => one.Said.Said == Said.NotKnown)) ? null : false;
    }
}

/// <param name="Decision">Of the plan flag: shared where the child is theirs.</param>
internal sealed record Theirs(Decision Decision, RelationshipAnswer Relationship, Watched Watched)
{
    /// <summary>The council's own system did not say: to ask again may help, and nobody asked about a child who is not theirs.</summary>
    public bool IsSilent { get; init; }

    public bool Is => Decision.Items[0].Outcome == Outcome.Share;
}
