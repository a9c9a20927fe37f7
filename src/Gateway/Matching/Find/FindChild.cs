using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Disclosure;
using Gateway.Federation;
using Gateway.Policy;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Matching.Decide;
using Gateway.Rules.Matching.Questions;
using Gateway.Rules.Policy;

namespace Gateway.Matching.Find;

/// <summary>
/// Looks for one child on what a practitioner knows: hold it against the limits, confirm the involvement for what was asked,
/// look, record, answer. The candidate step shows no safeguarding fact, and neither does any other.
/// </summary>
internal sealed class FindChild(
    PoliciesInForce policies, ConfirmRelationship confirm, Children children, MatchHandles handles, LookPatterns patterns, LookTrail trail, ChildTrail seen,
    FindEntries entries, TellOfLooks tell, AppendToLedger append, WhomToRing ring, LookOnce once, TimeProvider time)
{
    public Task<FindOutcome> RunAsync(Guid requestId, Practitioner asker, FindQuestion question, CancellationToken waiting) =>
        once.RunAsync(asker, requestId, question, stopping => WhileReadableAsync(asker, numbers => LookAsync(requestId, asker, question, numbers, stopping)), waiting);

    /// <summary>A candidate was chosen, and one more fact typed.</summary>
    public Task<FindOutcome> ConfirmAsync(Guid requestId, Practitioner asker, MatchHandle candidate, TypedFact fact, string reason, CancellationToken waiting) => once.RunAsync(
        asker, requestId, (candidate, fact, reason), stopping => WhileReadableAsync(asker, numbers => CompareAsync(requestId, asker, candidate, (fact, reason), numbers, stopping)), waiting);

    // Without the ledger nobody knows how much was looked for today.
    private async Task<FindOutcome> WhileReadableAsync(Practitioner asker, Func<ImmutableArray<RingAnswer>, Task<FindOutcome>> find)
    {
        var numbers = ring.ForAreas(asker.Agency.Areas);
        try
        {
            return await find(numbers);
        }
        catch (LedgerUnreadableException)
        {
            return new FindOutcome.LedgerClosed(numbers);
        }
    }

    private async Task<FindOutcome> LookAsync(Guid requestId, Practitioner asker, FindQuestion question, ImmutableArray<RingAnswer> numbers, CancellationToken stopping)
    {
        if (policies.Current is not { } policy) return new FindOutcome.NoPolicy(numbers);
        if (children.WhyRejected(question.Who) is { } rejection) return new FindOutcome.Rejected(rejection);
        var look = new FindContext(requestId, asker, question, policy);
        // Counted before anything else: whoever guesses is mostly refused.
        var taken = patterns.Of(question.Who, time.GetUtcNow());
        if (await trail.TakeAsync(asker, taken, stopping) is var verdict and not LookVerdict.Fine && !question.IsEmergency) return await TooOftenAsync(look, verdict, numbers, stopping);
        if (await WhyNotAsync(look, stopping) is var (reason, silent)) return await RefuseAsync(look, reason, silent, numbers, stopping);

        return await children.FindAsync(question.Who, stopping) switch
        {
            Sought.Done sought => await LookedAsync(look, taken, sought, numbers, stopping),
            Sought.NotKnown(var why) => await NotLookedAsync(look, why, numbers, stopping),
            _ => throw new InvalidOperationException(),
        };
    }

    private async Task<FindOutcome> LookedAsync(FindContext look, Look taken, Sought.Done sought, ImmutableArray<RingAnswer> numbers, CancellationToken stopping)
    {
        if (await append(entries.Looked(look, sought), stopping) is not AppendResult.Recorded { Receipt: var receipt }) return new FindOutcome.LedgerClosed(numbers);
        await WatchAsync(look, receipt, taken, sought, stopping);
        // Beside the answer and after it: neither its time nor its entry tells that there was one.
        if (!sought.Outcome.Trail.Sealed.IsEmpty) _ = tell.OfSealedAsync([.. sought.Outcome.Trail.Sealed.Select(sought.At)], receipt.EntryId, look.Asker.Agency.Id);
        return Answer(look, receipt, sought, numbers);
    }

    private async Task<FindOutcome> CompareAsync(
        Guid requestId, Practitioner asker, MatchHandle candidate, (TypedFact Fact, string Reason) typed, ImmutableArray<RingAnswer> numbers, CancellationToken stopping)
    {
        if (policies.Current is not { } policy) return new FindOutcome.NoPolicy(numbers);
        // Asked about as now described: the one with whom they are involved may be another child of that description.
        var asked = candidate with { Question = typed.Fact.Added(candidate.Question), IsConfirmed = true };
        var look = new FindContext(requestId, asker, new FindQuestion(asked.Question, asked.Purpose, null), policy);
        // A wrong fact is a look too: nobody tries them one after the other.
        if (await trail.TakeAsync(asker, patterns.Of(asked.Question, time.GetUtcNow()), stopping) is var verdict and not LookVerdict.Fine)
            return await TooOftenAsync(look, verdict, numbers, stopping);
        if (await WhyNotAsync(look, stopping) is var (reason, silent)) return await RefuseAsync(look, reason, silent, numbers, stopping);
        var under = await children.HeldAsync(candidate.Number, stopping);
        if (under is HeldUnder.NotKnown(var why)) return await NotLookedAsync(look, why, numbers, stopping);
        var held = (under as HeldUnder.Found)?.Child;
        var agrees = held?.Agrees(typed.Fact) == true;
        var entry = entries.Chosen(look, candidate, typed.Fact.Kind.Word(), typed.Reason, agrees);
        if (await append(entry, stopping) is not AppendResult.Recorded { Receipt: var receipt }) return new FindOutcome.LedgerClosed(numbers);
        if (!agrees) return new FindOutcome.NotConfirmed(receipt, numbers);
        return new FindOutcome.Found(receipt, handles.Seal(asked, asker), Shown(held!), null, default);
    }

    // A role that would be told nothing about any child has no reason to look for one.
    private async Task<(string Reason, bool Silent)?> WhyNotAsync(FindContext look, CancellationToken stopping)
    {
        var (asker, policy) = (look.Asker, look.Policy);
        if (policy.Role(asker.Role) is not { } role) return ("X1", false);
        var child = new ChildAsked { AsDescribed = look.Question.Who };
        var answer = role.RelationshipTypes.IsEmpty
            ? RelationshipAnswer.NotConfirmed.Instance
            : await confirm.AskAsync(look.RequestId, asker, role.RelationshipTypes, child, stopping);
        var relationship = (answer as RelationshipAnswer.Confirmed)?.Relationship;
        // What rests on agreement is decided by the check, on the agreement that is held then.
        var facts = new RequestFacts(time.GetUtcNow(), asker.Role, look.Question.Purpose, ItemWords.All)
        {
            Relationship = relationship,
            Consent = new ConsentFacts(ConsentState.Given),
            Flags = asker.Agency.Areas.Any(area => policy.DutyInForce(Clock.Today(time), area, look.Question.Purpose)) ? RequestFlags.DutyInForce : RequestFlags.None,
        };
        var items = Decide.Request(policy, facts).Items.RemoveAll(item => item.Item == Item.OutOfHoursContact);
        return items.All(item => item.Outcome == Outcome.Refuse)
            ? (items.Any(item => item.Reason == "X2") ? "X2" : items[0].Reason, answer is RelationshipAnswer.NotAnswered)
            : null;
    }

    private async Task<FindOutcome> RefuseAsync(FindContext look, string reason, bool silent, ImmutableArray<RingAnswer> numbers, CancellationToken stopping) =>
        await append(entries.Refused(look, reason), stopping) is AppendResult.Recorded { Receipt: var receipt }
            ? new FindOutcome.Refused(receipt, reason, RefusalWords.Of(reason, silent, numbers is [var first, ..] ? first : null, onlyRefers: ReferringRoles.All.Contains(look.Asker.Role)), numbers)
            : new FindOutcome.LedgerClosed(numbers);

    private async Task<FindOutcome> NotLookedAsync(FindContext look, LookFault why, ImmutableArray<RingAnswer> numbers, CancellationToken stopping) =>
        await append(entries.NotLooked(look, why), stopping) is AppendResult.Recorded { Receipt: var receipt }
            ? new FindOutcome.NotLooked(receipt, why, numbers)
            : new FindOutcome.LedgerClosed(numbers);

    private async Task<FindOutcome> TooOftenAsync(FindContext look, LookVerdict verdict, ImmutableArray<RingAnswer> numbers, CancellationToken stopping)
    {
        var code = verdict == LookVerdict.Walks ? TellOfLooks.Walk : TellOfLooks.Rate;
        if (await append(entries.Refused(look, code), stopping) is not AppendResult.Recorded { Receipt: var receipt }) return new FindOutcome.LedgerClosed(numbers);
        await tell.RunAsync(look, receipt.EntryId, code, default, stopping);
        return new FindOutcome.TooOften(receipt, numbers, verdict == LookVerdict.ShiftSpent);
    }

    private async Task WatchAsync(FindContext look, LedgerReceipt receipt, Look taken, Sought.Done sought, CancellationToken stopping)
    {
        var outcome = sought.Outcome;
        if (trail.Ended(look.Asker, taken, outcome.Answer is MatchingAnswer.Possible or MatchingAnswer.NotFound))
            await tell.RunAsync(look, receipt.EntryId, TellOfLooks.Unsure, default, stopping);
        foreach (var one in outcome.Trail.Considered)
        {
            var child = sought.At(one.Ordinal);
            if (children.IsCanary(child.Number)) await tell.RunAsync(look, receipt.EntryId, TellOfLooks.Canary, (child.Number, child.Born), stopping);
            if (await seen.ShownAsync(look.Asker, child.Number, stopping)) await tell.RunAsync(look, receipt.EntryId, TellOfLooks.OneChild, (child.Number, child.Born), stopping);
        }
    }

    private FindOutcome Answer(FindContext look, LedgerReceipt receipt, Sought.Done sought, ImmutableArray<RingAnswer> numbers) => sought.Outcome.Answer switch
    {
        MatchingAnswer.Single single => new FindOutcome.Found(receipt, Handle(look, sought.At(single.Child.Ordinal), single), Shown(sought.At(single.Child.Ordinal)), single.Fields, sought.Outcome.Notes),
        MatchingAnswer.Possible possible => new FindOutcome.Candidates(receipt, [.. possible.Children.Select(child => Shown(look, sought.At(child.Ordinal), child))], numbers, sought.Outcome.Notes),
        MatchingAnswer.TooMany => new FindOutcome.TooMany(receipt, numbers, sought.Outcome.Notes),
        MatchingAnswer.Conflict => new FindOutcome.Conflict(receipt, numbers),
        MatchingAnswer.Rejected rejected => new FindOutcome.Rejected(rejected.Why),
        _ => new FindOutcome.NotFound(receipt, numbers, sought.Outcome.Notes),
    };

    private string Handle(FindContext look, ChildHeld held, MatchingAnswer.Single single) =>
        handles.Seal(new MatchHandle(held.Number, held.Born, look.Question.Purpose, look.Question.Who, IsConfirmed: true) { IsByFormer = IsByFormer(look.Question.Who, held, single) }, look.Asker);

    // The number agreed and is not the child's present one. What a pupil number agreed on says nothing of it.
    private static bool IsByFormer(MatchingQuestion who, ChildHeld held, MatchingAnswer.Single single) =>
        single.Fields.Number == FieldAgreement.Agreed && who.Upn is null && NhsNumber.Read(who.NhsNumber, out var typed) == NhsNumberFault.None && typed != held.Number;

    private CandidateShown Shown(FindContext look, ChildHeld held, Candidate child) =>
        new(handles.Seal(new MatchHandle(held.Number, held.Born, look.Question.Purpose, look.Question.Who, IsConfirmed: false), look.Asker), child.Given, child.YearOfBirth, child.District, child.IsUnborn);

    private ChildShown Shown(ChildHeld held) => new(held.GivenName, held.FamilyName, new ChildAsked(held.Number, held.Born).AgeOn(Clock.Today(time)));
}
