using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Consents.Store;
using Gateway.Data;
using Gateway.Rules.Consent;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Consents;

/// <summary>Makes the change that a command asks for, in the context and not yet in the store.</summary>
internal sealed class ApplyStep(ConsentTerms terms, ChildKeys keys, TimeProvider time)
{
    public async Task<Change> ToAsync(GatewayContext db, Recorder recorder, ConsentCommand command, byte[] sent, CancellationToken stopping)
    {
        var child = keys.Of(command.Child.NhsNumber);
        switch (command)
        {
            case ConsentCommand.Record record:
                return await RecordAsync(db, recorder, record, child, sent, stopping);
            case ConsentCommand.Engage engage:
                var engagement = RecordedEngagement.Of(Guid.CreateVersion7(Now), child, recorder.Agency.Id, recorder.Practitioner.Subject, engage, Now);
                db.Add(engagement);
                return Made(db, RecordedStep.Of(recorder.Interaction, sent, engagement, Now));
            case ConsentCommand.Withdraw withdraw:
                return await ToOwnAsync(db, recorder, withdraw.Consent, child, sent, consent => Withdraw(consent, withdraw), stopping);
            case ConsentCommand.Review review:
                return await ToOwnAsync(db, recorder, review.Consent, child, sent, consent => Review(recorder, consent, review), stopping);
            default:
                throw new InvalidOperationException();
        }
    }

    private DateTimeOffset Now => time.GetUtcNow();

    private DateOnly Today => LondonTime.Day(Now);

    private async Task<Change> RecordAsync(
        GatewayContext db, Recorder recorder, ConsentCommand.Record command, byte[] child, byte[] sent, CancellationToken stopping)
    {
        var own = await db.Set<RecordedConsent>().Where(consent => consent.Child == child && consent.Agency == recorder.Agency.Id && consent.Stage != ConsentStage.Superseded).ToListAsync(stopping);
        if (command.Supersedes.Any(named => own.All(consent => consent.Id != named))) return Change.NoSuchRecord.Instance;
        if (!command.AnotherGiver && own.Any(before => !command.Supersedes.Contains(before.Id) && SaysTheOpposite(command, before.Value()))) return Change.WhoseIsIt.Instance;
        var plan = command.GivenOn is { } given ? Plan(recorder, command.Giver, command.Child.DateOfBirth, given) : null;
        var consent = RecordedConsent.Of(Guid.CreateVersion7(Now), child, recorder.Agency.Id, recorder.Practitioner.Subject, command, plan, Now);
        Replace(consent, [.. own.Where(before => command.Supersedes.Contains(before.Id) || Replaces(command, before))]);
        db.Add(consent);
        return Made(db, RecordedStep.Of(recorder.Interaction, sent, consent, command.Step, Now));
    }

    // A no counts from here on. Anything else takes a place only once the ledger has it: what it replaces may be a no, which stands until then.
    private void Replace(RecordedConsent consent, RecordedConsent[] earlier)
    {
        if (consent.Stage != ConsentStage.Refused) consent.TakesThePlaceOf(earlier);
        else foreach (var before in earlier) before.Move(ConsentStage.Superseded, Now);
    }

    // The child has one answer, and the newest is it. Once they are judged competent for a decision, others no longer make it.
    private static bool Replaces(ConsentCommand.Record now, RecordedConsent before)
    {
        var earlier = before.Value();
        if (now.Giver != GiverRole.Self || before.Kind != now.Kind || !Overlaps(now.Scope, earlier.Scope)) return false;
        // A no stands where the new answer does not reach all of it, and where its giver was judged competent and now is not judged.
        if (earlier.IsNo && (!Reaches(now.Scope, earlier.Scope) || (earlier.Competence is { IsCompetent: true } && now.Competence is null))) return false;
        return before.Giver == GiverRole.Self || (before.Giver != GiverRole.CourtOrder && now.Competence is { IsCompetent: true });
    }

    // Of two holders of parental responsibility one yes is enough, so a change of mind must never be taken for a second person.
    private bool SaysTheOpposite(ConsentCommand.Record now, ConsentRecord before)
    {
        if (!now.Giver.HasParentalResponsibility() || !before.Giver.HasParentalResponsibility() || now.Kind != before.Kind || !Overlaps(now.Scope, before.Scope)) return false;
        return now.Stage switch
        {
            ConsentStage.Refused => before.StageOn(Today) is ConsentStage.Given or ConsentStage.ReviewDue,
            ConsentStage.Given => before.IsNo,
            _ => false,
        };
    }

    private static bool Reaches(ConsentScope now, ConsentScope earlier) =>
        Within(earlier.Items, now.Items) && Within(earlier.Recipients, now.Recipients) && Within(earlier.Purposes, now.Purposes);

    // An empty list is everything.
    private static bool Within<T>(ImmutableArray<T> earlier, ImmutableArray<T> now) => now.IsEmpty || (!earlier.IsEmpty && earlier.All(now.Contains));

    private static bool Overlaps(ConsentScope one, ConsentScope other) =>
        one.Purposes.IsEmpty || other.Purposes.IsEmpty || one.Purposes.Any(other.Purposes.Contains);

    private async Task<Change> ToOwnAsync(
        GatewayContext db, Recorder recorder, Guid named, byte[] child, byte[] sent, Func<RecordedConsent, (ConsentStep Step, Action Take)?> step, CancellationToken stopping)
    {
        var consent = await db.Set<RecordedConsent>().SingleOrDefaultAsync(found => found.Id == named && found.Agency == recorder.Agency.Id, stopping);
        if (consent is null || !consent.Child.AsSpan().SequenceEqual(child)) return Change.NoSuchRecord.Instance;
        if (step(consent) is not var (taken, take) || ConsentLife.Next(consent.Value().StageOn(Today), taken) is null) return Change.NotPossible.Instance;
        take();
        return Made(db, RecordedStep.Of(recorder.Interaction, sent, consent, taken, Now));
    }

    private (ConsentStep, Action)? Withdraw(RecordedConsent consent, ConsentCommand.Withdraw command) =>
        (ConsentStep.Withdraw, () => consent.Withdraw(command.By, Now));

    private (ConsentStep, Action)? Review(Recorder recorder, RecordedConsent consent, ConsentCommand.Review command) => command.Outcome switch
    {
        ReviewOutcome.Confirmed => (ConsentStep.Confirm, () => consent.Confirm(Plan(recorder, consent.Giver, command.Child.DateOfBirth, Today), Now)),
        ReviewOutcome.Lapsed => (ConsentStep.Lapse, () => consent.Move(ConsentStage.Lapsed, Now)),
        _ => terms.Review(command.Because!.Value, consent.Giver, Today) is { } rule
            ? (rule.Effect == ReviewEffect.Superseded ? ConsentStep.Supersede : ConsentStep.FallDue, () => consent.Trigger(rule, Today, Now))
            : null,
    };

    private ReviewPlan? Plan(Recorder recorder, GiverRole giver, DateOnly born, DateOnly from) => terms.Plan(giver, born, from, recorder.Policy.LimitsAt(Now).ConsentReviewMonths);

    private static Change.Made Made(GatewayContext db, RecordedStep step)
    {
        db.Add(step);
        return new Change.Made(step);
    }
}

/// <summary>What a command would do.</summary>
internal abstract record Change
{
    private Change() { }

    public sealed record Made(RecordedStep Step) : Change;

    public sealed record NoSuchRecord : Change
    {
        public static readonly NoSuchRecord Instance = new();

        private NoSuchRecord() { }
    }

    /// <summary>The agency has the opposite answer of a holder of parental responsibility, and did not say whether this is the same person.</summary>
    public sealed record WhoseIsIt : Change
    {
        public static readonly WhoseIsIt Instance = new();

        private WhoseIsIt() { }
    }

    public sealed record NotPossible : Change
    {
        public static readonly NotPossible Instance = new();

        private NotPossible() { }
    }
}
