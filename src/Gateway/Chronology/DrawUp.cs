using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Alerts;
using Gateway.Audit;
using Gateway.Disclosure;
using Gateway.Disclosure.Admission;
using Gateway.Federation;
using Gateway.Matching;
using Gateway.Matching.Links;
using Gateway.Policy;
using Gateway.Rules.Policy;

namespace Gateway.Chronology;

/// <summary>
/// Draws up a chronology of one child, on the path of every disclosure: the relationship is confirmed by the asker's own agency, the policy decides for role and purpose, the child is matched, and
/// what may go is in the ledger before it goes. Whom the policy would not tell whether there is a plan gets none. No custodian is asked: nobody else learns of it.
/// </summary>
internal sealed class DrawUp(CheckSteps steps, AdmitChecks admit, FindLines find, ComposeChronology compose, PoliciesInForce policies, MergedNumbers merged, AppendToLedger append, TimeProvider time)
{
    public async Task<ChronologyOutcome> RunAsync(Practitioner who, ChronologyQuestion question, CancellationToken stopping)
    {
        var ring = steps.Ring.ForAreas(who.Agency.Areas);
        if (policies.Current is not { } policy) return new ChronologyOutcome.NoPolicy(ring);
        switch (admit.Begin(who.Agency, question.Purpose))
        {
            case Admitted.Yes place:
                using (place) return await AdmittedAsync(Check(who, question, policy), question, ring, stopping);
            case Admitted.AgencyHeldBack: return new ChronologyOutcome.AgencyHeldBack(ring);
            default: return new ChronologyOutcome.TooBusy(ring);
        }
    }

    private async Task<ChronologyOutcome> AdmittedAsync(CheckContext check, ChronologyQuestion question, ImmutableArray<RingAnswer> ring, CancellationToken stopping)
    {
        var relationship = await RelationshipAsync(check, stopping);
        if (relationship is RelationshipAnswer.Confirmed) check = check with { Consent = await steps.Agreed.LookAsync(check, stopping) };
        var watched = await steps.Watch.BeforeAsync(check, check.Policy, stopping);
        await using var turn = watched.Turn;
        var decision = WhileAgreed.Decide(check, Facts(check, relationship, watched.Flags));
        var asked = new Asked(check, question, decision, relationship, watched, ring);
        if (decision.Items[0] is { Outcome: not Outcome.Share, Reason: var reason }) return await RefuseAsync(asked, reason, stopping);
        var match = await steps.Children.MatchAsync(question.Child.NhsNumber, question.Child.DateOfBirth, stopping);
        return match is ChildMatch.Exact known ? await FoundAsync(asked, known, stopping) : await NotMatchedAsync(asked, match, stopping);
    }

    private async Task<ChronologyOutcome> FoundAsync(Asked asked, ChildMatch.Exact known, CancellationToken stopping)
    {
        var (who, question) = (asked.Check.Asker, asked.Question);
        // Protected whereabouts are not printed, and not handed on as a file (X10).
        if (known.Home.Protected && question.Form != ChronologyForm.Screen) return await RefuseAsync(asked, "X10", stopping);
        var found = await find.OfAsync(who, ChildSought.Of(question.Child, known.Held, merged), stopping);
        if (compose.Of(who, question, found, known.Home.Protected) is not { } drawn) return new ChronologyOutcome.LineGone();
        return await RecordAsync(asked, EntryOutcome.Noted, null, drawn, stopping) is { } receipt ? new ChronologyOutcome.Drawn(drawn, receipt) : new ChronologyOutcome.LedgerClosed(asked.Ring);
    }

    private async Task<ChronologyOutcome> RefuseAsync(Asked asked, string reason, CancellationToken stopping)
    {
        var words = RefusalWords.Of(reason, asked.Relationship is RelationshipAnswer.NotAnswered, asked.Ring.FirstOrDefault(), "a chronology", ReferringRoles.All.Contains(asked.Check.Asker.Role));
        return await RecordAsync(asked, EntryOutcome.Deny, reason, null, stopping) is { } receipt
            ? new ChronologyOutcome.Refused(Refusal(asked, reason, words, receipt), receipt)
            : new ChronologyOutcome.LedgerClosed(asked.Ring);
    }

    private static RefusalAnswer Refusal(Asked asked, string reason, string words, LedgerReceipt receipt) => new(
        receipt.EntryId, receipt.At, new ReasonAnswer(reason, asked.Check.Policy.Reasons[reason]), words, [], asked.Ring, ComposeAnswer.RefusalStanding, ComposeAnswer.Policy(asked.Check.Policy));

    private async Task<ChronologyOutcome> NotMatchedAsync(Asked asked, ChildMatch match, CancellationToken stopping)
    {
        var looked = match is not ChildMatch.NotKnown;
        return await RecordAsync(asked, looked ? EntryOutcome.NotMatched : EntryOutcome.Unknown, looked ? "not-matched" : "not-known", null, stopping) is { } receipt
            ? new ChronologyOutcome.NotMatched(looked ? "We could not find this child. This is not the same as no records." : "We could not look who this child is. Nothing is known of any record.", looked, asked.Ring, receipt)
            : new ChronologyOutcome.LedgerClosed(asked.Ring);
    }

    // Nothing goes before the entry is durable and whoever watches was told what it was.
    private async Task<LedgerReceipt?> RecordAsync(Asked asked, EntryOutcome outcome, string? because, DrawnChronology? drawn, CancellationToken stopping)
    {
        var entry = ChronologyEntry.Of(asked.Check.Asker, asked.Check.Interaction, asked.Question, asked.Decision, asked.Relationship, outcome, because, drawn);
        if (await append(entry, stopping) is not AppendResult.Recorded { Receipt: var receipt }) return null;
        await steps.Watch.DecidedAsync(asked.Check with { Check = receipt.EntryId }, asked.Decision, asked.Watched, stopping);
        return receipt;
    }

    private static CheckContext Check(Practitioner who, ChronologyQuestion question, PolicyBundle policy)
    {
        var id = Guid.NewGuid();
        return new CheckContext(id, id, who, new CheckQuestion(question.Child, question.Purpose, [Item.PlanFlag], CheckQuestion.UsualDeadline), policy);
    }

    private Task<RelationshipAnswer> RelationshipAsync(CheckContext check, CancellationToken stopping) =>
        check.Policy.Role(check.Asker.Role) is { RelationshipTypes.IsEmpty: false } role
            ? steps.Confirm.AskAsync(check.RequestId, check.Asker, role.RelationshipTypes, check.Question.Child, check.Question.Deadline / 2, stopping)
            : Task.FromResult<RelationshipAnswer>(RelationshipAnswer.NotConfirmed.Instance);

    private RequestFacts Facts(CheckContext check, RelationshipAnswer relationship, RequestFlags flags) => WhileAgreed.With(
        new RequestFacts(time.GetUtcNow(), check.Asker.Role, check.Question.Purpose, check.Question.Items)
        {
            Relationship = (relationship as RelationshipAnswer.Confirmed)?.Relationship,
            AgeYears = check.Question.Child.AgeOn(Clock.Today(time)),
            Flags = flags,
        },
        check.Consent);

    private sealed record Asked(CheckContext Check, ChronologyQuestion Question, Decision Decision, RelationshipAnswer Relationship, Watched Watched, ImmutableArray<RingAnswer> Ring);
}
