using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Alerts;
using Gateway.Asks;
using Gateway.Audit;
using Gateway.Federation;
using Gateway.Federation.Late;
using Gateway.Federation.Pointers;
using Gateway.Hosting;
using Gateway.Matching;
using Gateway.Reviews;
using Gateway.Rules.Federation;
using Gateway.Rules.Policy;

namespace Gateway.Disclosure;

/// <summary>
/// The one path. Every question takes it, from a page or a system: confirm the relationship, decide from the request,
/// record, match, ask the custodians, apply the rules that need the record, record, release.
/// </summary>
internal sealed class RunCheck(
    CheckSteps steps, Register register, Ledger ledger, TimeProvider time)
{
    // What stays of the deadline for recording and writing once the custodians were asked.
    private static readonly TimeSpan Reserve = TimeSpan.FromMilliseconds(150);

    public async Task<CheckOutcome> RunAsync(CheckContext check, CancellationToken stopping)
    {
        var started = time.GetTimestamp();
        ledger.Expect(check.Question.Child.NhsNumber, check.Question.Child.DateOfBirth, RetentionClass.Decision(check.Asker.Agency.Id));
        var relationship = Placed(await RelationshipAsync(check, stopping), check.Asker.Agency);
        var asking = time.GetElapsedTime(started);
        // Without a confirmed involvement no consent opens anything, so none is looked for.
        if (relationship is RelationshipAnswer.Confirmed) check = check with { Consent = await steps.Agreed.LookAsync(check, stopping) };
        var whereFound = WhereFound(check.Asker.Agency, relationship);
        var watched = await steps.Watch.BeforeAsync(check, check.Policy, stopping);
        await using var turn = watched.Turn;
        var facts = WhileAgreed.With(Facts(check, relationship, watched.Flags, whereFound), check.Consent);
        var decision = Released(check, WhileAgreed.Decide(check, facts));

        var recorded = await ledger.AppendAsync(steps.Record.Decision(check, relationship, facts, decision), stopping);
        if (recorded is AppendResult.AlreadyDecided { Decision: var before }) return new CheckOutcome.AlreadyAnswered(before.EntryId, before.Index, before.At);
        if (recorded is not AppendResult.Recorded { Receipt: var receipt }) return Closed(whereFound);
        CrashPoint.DecisionRecorded.Reached();
        check = check with { Check = receipt.EntryId };
        await steps.Watch.DecidedAsync(check, decision, watched, stopping);
        if (RefusesOnRequest(decision)) return Refuse(check, receipt, decision, whereFound, relationship);
        if (!AsksSomebody(decision) && !MakeAsks.IsNeeded(check, decision)) return await ReleaseAsync(check, NobodyAsked(decision, whereFound), relationship, default, stopping);

        var match = await steps.Children.MatchAsync(check.Question.Child.NhsNumber, check.Question.Child.DateOfBirth, stopping);
        if (match is not ChildMatch.Exact known) return await NotMatchedAsync(check, facts, match, whereFound, stopping);

        var left = check.Question.Deadline - time.GetElapsedTime(started) - Reserve;
        var findings = await FindAsync(check, facts, decision, known, relationship, whereFound, left, stopping);
        CrashPoint.CustodiansAnswered.Reached();
        (check, findings) = await steps.Agreed.AgainAsync(check, facts, findings, stopping);
        if (findings.AgreementEnded && RefusesOnRequest(findings.Decision)) return await RefuseLateAsync(check, findings, relationship, stopping);
        return await ReleaseAsync(check, findings, relationship, new CheckTimings(asking, Slowest(findings)), stopping);
    }

    private Task<RelationshipAnswer> RelationshipAsync(CheckContext check, CancellationToken stopping) =>
        check.Policy.Role(check.Asker.Role) is { RelationshipTypes.IsEmpty: false } role
            ? steps.Confirm.AskAsync(check.RequestId, check.Asker, role.RelationshipTypes, check.Question.Child, check.Question.Deadline / 2, stopping)
            : Task.FromResult<RelationshipAnswer>(RelationshipAnswer.NotConfirmed.Instance);

    private RequestFacts Facts(CheckContext check, RelationshipAnswer relationship, RequestFlags flags, ImmutableArray<string> whereFound)
    {
        var said = check.Question.Justification;
        var confirmed = relationship as RelationshipAnswer.Confirmed;
        return new RequestFacts(time.GetUtcNow(), check.Asker.Role, check.Question.Purpose, check.Question.Items)
        {
            Relationship = confirmed?.Relationship,
            AgeYears = check.Question.Child.AgeOn(Clock.Today(time)),
            PregnancyRecorded = confirmed?.PregnancyRecorded ?? false,
            Flags = flags | Duty(check, whereFound),
            Justification = said is null ? null : said with { DeclaredBy = check.Asker.Subject },
            Risk = said is null ? null : new RiskDeclared(said.IfNotShared, said.IfShared, said.Source),
            InHours = said is not null && steps.Ring.InHours(whereFound),
        };
    }

    private RequestFlags Duty(CheckContext check, ImmutableArray<string> whereFound)
    {
        foreach (var area in whereFound)
            if (check.Policy.DutyInForce(Clock.Today(time), area, check.Question.Purpose)) return RequestFlags.DutyInForce;
        return RequestFlags.None;
    }

    private static Decision Released(CheckContext check, Decision decision) => check.Collects is { } ask ? AsReleased.Apply(decision, ask) : decision;

    // Exactly what was released, of exactly whom it was asked.
    private static ImmutableArray<CustodianQuestion> OfTheHolder(CheckContext check, ImmutableArray<CustodianQuestion> questions) => check.Collects is { } ask
        ? questions.RemoveAll(question => !ask.Custodians.Split(' ').Contains(question.Custodian.Id))
        : questions;

    // The public number alone does not make an answer of a refusal.
    private static bool RefusesOnRequest(Decision decision) =>
        decision.Items.Any(item => item.Outcome == Outcome.Refuse)
        && decision.Items.All(item => item.Outcome == Outcome.Refuse || item.Item == Item.OutOfHoursContact);

    // A child is matched for a custodian's sake only: whether we know them, and where they live, is no answer to anything else.
    private static bool AsksSomebody(Decision decision) => decision.Items.Any(item => item.MayBeAsked && item.Item != Item.OutOfHoursContact);

    private static Findings NobodyAsked(Decision decision, ImmutableArray<string> whereFound) =>
        new(decision, [], null, whereFound, null) { Identity = "not-asked" };

    // Taken back while the custodians were asked: recorded, and none of it leaves.
    private async Task<CheckOutcome> RefuseLateAsync(CheckContext check, Findings findings, RelationshipAnswer relationship, CancellationToken stopping)
    {
        var entry = steps.Record.Disclosure(check, findings, null, []);
        return await ledger.AppendAsync(entry, stopping) is AppendResult.Recorded { Receipt: var receipt }
            ? Refuse(check, receipt, findings.Decision, findings.WhereFound, relationship)
            : Closed(findings.WhereFound);
    }

    private CheckOutcome.Refused Refuse(
        CheckContext check, LedgerReceipt receipt, Decision decision, ImmutableArray<string> whereFound, RelationshipAnswer relationship)
    {
        var refusal = steps.Compose.Refused(check, receipt.At, decision, whereFound, relationship is RelationshipAnswer.NotAnswered);
        var release = WriteCheck.AsProblem(
            receipt, WriteCheck.Body(refusal), "refused", "Not available by this route", StatusCodes.Status403Forbidden, refusal.Words, "policy");
        return new CheckOutcome.Refused(refusal, release);
    }

    private async Task<CheckOutcome> NotMatchedAsync(CheckContext check, RequestFacts facts, ChildMatch match, ImmutableArray<string> whereFound, CancellationToken stopping)
    {
        var fault = (match as ChildMatch.NotKnown)?.Why;
        var decision = Decide.Request(check.Policy, facts with { Identity = IdentityOf(match) });
        var answer = fault is { } why
            ? steps.Compose.NotLooked(check, time.GetUtcNow(), decision, whereFound, why)
            : steps.Compose.NotMatched(check, time.GetUtcNow(), decision, whereFound);
        var body = WriteCheck.Body(answer);
        if (await ledger.AppendAsync(steps.Record.NotMatched(check, match, body), stopping) is not AppendResult.Recorded { Receipt: var receipt }) return Closed(whereFound);
        var release = fault is null ? WriteCheck.WithReceipt(receipt, body) : NotLooked(receipt, body, answer);
        return new CheckOutcome.Answered(answer, release, default) { NobodyAnswered = fault is not null };
    }

    private static IdentityMatch IdentityOf(ChildMatch match) => match switch
    {
        ChildMatch.Exact => IdentityMatch.Exact,
        ChildMatch.Superseded => IdentityMatch.Superseded,
        ChildMatch.NotKnown => IdentityMatch.NotLooked,
        _ => IdentityMatch.None,
    };

    private static Release NotLooked(LedgerReceipt receipt, byte[] body, CheckAnswer answer) => WriteCheck.AsProblem(
        receipt, body, "child-not-looked-up", "Nobody could look who this child is", StatusCodes.Status503ServiceUnavailable, answer.Headline, "gateway");

    private async Task<Findings> FindAsync(
        CheckContext check, RequestFacts facts, Decision decision, ChildMatch.Exact known, RelationshipAnswer relationship,
        ImmutableArray<string> whereFound, TimeSpan left, CancellationToken stopping)
    {
        var home = known.Home;
        // Protection is known before anybody is asked, so what it forbids is not even asked for.
        var stricter = Decide.WithRecord(check.Policy, decision, facts, new RecordFacts(home.Protected));
        var inScope = steps.Choose.For(stricter, home, whereFound);
        var questions = OfTheHolder(check, inScope);
        // What was released is fetched; of everything else the lists say first who need not be asked.
        var lists = check.Collects is null ? steps.Lists.Of(check.Question.Child, known.Held, home, whereFound, questions) : ListsConsulted.AllLive(questions);
        var round = await steps.Ask.AskAsync(check.Asker.Agency.Id, check.RequestId, check.Question.Child with { Held = known.Held }, check.Question.Purpose, check.Since(facts.At), lists.Live, left, stopping);
        ImmutableArray<CustodianAnswer> answers = [.. lists.With(round.Answers).Select(answer => answer.To(check.Question.Child))];
        // A release is one holder's. What the others hold stays not known.
        answers = answers.AddRange(inScope.RemoveRange(questions).Select(other => CustodianAnswer.NotKnown(other, Because.NotAsked, TimeSpan.Zero)));
        var record = SaidOfRecord.Together(answers).Facts(home.Protected);
        stricter = Decide.WithRecord(check.Policy, decision, facts, record);
        // A protection that a record alone tells of hides the home as one that was known before does.
        if (record.Shield) home = home with { Protected = true };
        var visit = relationship is RelationshipAnswer.Confirmed { Relationship.Type: RelationshipType.Encounter, Reference: var reference } ? reference : null;
        return new Findings(stricter, answers, home, whereFound, (relationship as RelationshipAnswer.Confirmed)?.Site) { AskedUnder = round.AskedUnder, Visit = visit, Record = record };
    }

    private async Task<CheckOutcome> ReleaseAsync(
        CheckContext check, Findings findings, RelationshipAnswer relationship, CheckTimings timings, CancellationToken stopping)
    {
        await steps.Reviews.ReleasedAsync(check, findings, stopping);
        var made = await steps.Asks.RunAsync(check, findings, stopping);
        if (ReferenceEquals(made, AsksMade.NotRecorded)) return Closed(findings.WhereFound);
        findings = findings with { Asks = made.Asks };
        var told = await steps.Notify.IfAttendedAsync(check, findings, relationship as RelationshipAnswer.Confirmed, stopping);
        findings = findings with { Late = await steps.Late.RunAsync(check, findings, relationship as RelationshipAnswer.Confirmed, stopping) };
        // Looked for only where there is a plan to tell: every other check costs no query.
        if (findings.WithPlan() is [_, ..] councils) findings = findings with { Moving = await steps.Moving.OfAsync(check.Question.Child.NhsNumber, councils, stopping) };
        var answer = steps.Compose.Matched(check, time.GetUtcNow(), findings, told);
        var body = WriteCheck.Body(answer);
        var result = await ledger.AppendAsync(steps.Record.Disclosure(check, findings, answer, body), stopping);
        if (result is not AppendResult.Recorded { Receipt: var receipt }) return Closed(findings.WhereFound);
        CrashPoint.DisclosureRecorded.Reached();
        var silent = NobodyAnswered(findings);
        return new CheckOutcome.Answered(answer, silent ? Silence(receipt, body, answer) : WriteCheck.WithReceipt(receipt, body), timings) { NobodyAnswered = silent };
    }

    // "Ring me" and "I cannot tell who this is" are answers too.
    private static bool NobodyAnswered(Findings findings) => !findings.Answers.IsEmpty && findings.Answers.All(answer => answer.AsOf is null && answer.Items.All(one => one.Said.Said == Said.NotKnown));

    private static Release Silence(LedgerReceipt receipt, byte[] body, CheckAnswer answer) => WriteCheck.AsProblem(
        receipt, body, "no-custodian-answered", "Nobody answered", StatusCodes.Status503ServiceUnavailable, answer.Headline, "custodians");

    private CheckOutcome.LedgerClosed Closed(ImmutableArray<string> whereFound) => new(steps.Ring.ForAreas(whereFound));

    private static TimeSpan Slowest(Findings findings) => findings.Answers.IsEmpty ? TimeSpan.Zero : findings.Answers.Max(a => a.Took);

    // An agency can say where the child is within its own walls, and nowhere else.
    private RelationshipAnswer Placed(RelationshipAnswer relationship, Agency asker) =>
        relationship is RelationshipAnswer.Confirmed { Site: { } site } confirmed && !register.CustodiansOf(asker).Any(own => own.Id == site)
            ? confirmed with { Site = null }
            : relationship;

    private ImmutableArray<string> WhereFound(Agency asker, RelationshipAnswer relationship)
    {
        var site = (relationship as RelationshipAnswer.Confirmed)?.Site;
        return (register.CustodianOf(site)?.Agency ?? asker).Areas;
    }
}

/// <summary>The steps of the path, in its order.</summary>
internal sealed record CheckSteps(
    ConfirmRelationship Confirm, RecordCheck Record, Children Children, ChooseCustodians Choose, ConsultLists Lists, AskTogether Ask,
    ComposeAnswer Compose, TellCouncil Notify, WhomToRing Ring, WatchChecks Watch, RecordReviews Reviews, MakeAsks Asks, WhileAgreed Agreed, PromiseLate Late, Gateway.Referrals.Steps.FindMoving Moving);
