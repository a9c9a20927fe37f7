using System.Collections.Immutable;
using Gateway.Rules.Calendars;
using Gateway.Rules.Referrals.Clocks;

namespace Gateway.Rules.Referrals;

/// <summary>One step of one child's referral: found in the table, held to what the row asks for, taken whole or refused.</summary>
internal sealed class MoveStanding(ReferralTerms terms, ReferralRules rules, AreaCalendars calendars)
{
    public MoveResult Take(Standing standing, Step step, DateTimeOffset at)
    {
        if (at < standing.Last) return rules.Refuse(RefusedBecause.BeforeLast);
        var (row, why) = Find(standing, step);
        if (row is null) return rules.Refuse(why);
        var presses = Presses(standing, step);
        if (step.Event == ReferralEvent.DisagreementRaised && standing.Disagreement is not null && !presses) return rules.Refuse(RefusedBecause.AlreadyDisputed);
        foreach (var guard in presses ? [] : row.Guards)
            if (CheckGuard.Refuses(guard, standing, step, at, terms.Clocks(standing, calendars)) is { } refused) return rules.Refuse(refused);
        foreach (var text in row.Needs)
            if (rules.Missing(text, step) is { } missing) return missing;
        return Special(row, standing, step, at) is { } because ? rules.Refuse(because) : new MoveResult.Moved(Moved(row, standing, step, at));
    }

    public ImmutableArray<MoveOffered> Offers(Standing standing, ImmutableArray<ReferralActor> parts, DateTimeOffset at)
    {
        var clocks = terms.Clocks(standing, calendars);
        return
        [
            .. rules.Moves.Where(row => row.From.Any(standing.Is) && row.By.Intersect(parts).Any() && !(row.Event == ReferralEvent.DisagreementRaised && standing.Disagreement is not null))
                .Where(row => row.Guards.Where(IsKnown).All(guard => CheckGuard.Refuses(guard, standing, new Step(row.Event, row.By[0]), at, clocks) is null))
                .Select(row => new MoveOffered(row.Event, row.Outcome, [.. row.Needs])).DistinctBy(offer => (offer.Event, offer.Outcome)),
        ];
    }

    // The day of a conference comes with the step.
    private static bool IsKnown(MoveGuard guard) => guard is not (MoveGuard.Weekday or MoveGuard.ConferenceDay);

    private (MoveRow? Row, RefusedBecause Why) Find(Standing standing, Step step)
    {
        var rows = standing.States.SelectMany(state => rules.From(state, step.Event)).ToArray();
        if (rows.Length == 0) return (null, RefusedBecause.NotFromHere);
        var clock = step.Event == ReferralEvent.ClockBreached ? step.Clock : null;
        rows = [.. rows.Where(row => row.Outcome == step.Outcome && row.Clock == clock)];
        if (rows.Length == 0) return (null, RefusedBecause.OutcomeUnknown);
        return rows.FirstOrDefault(row => row.By.Contains(step.By)) is { } found ? (found, default) : (null, RefusedBecause.NotThisActor);
    }

    private RefusedBecause? Special(MoveRow row, Standing standing, Step step, DateTimeOffset at) => row.Event switch
    {
        ReferralEvent.ReferralRagSet or ReferralEvent.ReferralRagChanged when step.Rating is not (Rating.Red or Rating.Amber or Rating.Green) => RefusedBecause.RatingMissing,
        ReferralEvent.ClockBreached => Light(standing, step.Clock!.Value, at) is ClockLight.Breached ? null : RefusedBecause.NotOverdue,
        ReferralEvent.ClockPaused => MayPause(standing, step, at),
        ReferralEvent.ClockResumed => MayResume(standing, step),
        _ => null,
    };

    private ClockLight? Light(Standing standing, ReferralClock clock, DateTimeOffset at) =>
        terms.Clocks(standing, calendars).FirstOrDefault(reading => reading.Clock == clock)?.At(at);

    private RefusedBecause? MayPause(Standing standing, Step step, DateTimeOffset at)
    {
        if (step.Clock is not { } clock || Light(standing, clock, at) is not { } light) return RefusedBecause.NotRunning;
        if (rules.Clock(clock) is not { Pausable: true }) return RefusedBecause.NeverPauses;
        return light is ClockLight.Running or ClockLight.Risk ? null : RefusedBecause.PausedOrNot;
    }

    private static RefusedBecause? MayResume(Standing standing, Step step)
    {
        if (step.Clock is not { } clock || !standing.Clocks.TryGetValue(clock, out var run) || !run.Runs) return RefusedBecause.NotRunning;
        return run.Paused ? null : RefusedBecause.PausedOrNot;
    }

    private Standing Moved(MoveRow row, Standing standing, Step step, DateTimeOffset at)
    {
        var after = Facts(row, standing, step, at) with { Last = at };
        var entered = ImmutableArray.CreateBuilder<ReferralState>();
        if (row.Over) after = after.Without(row.From.First(standing.Is).Track());
        if (row.To is { } to && !standing.Is(to) && !Presses(standing, step)) Enter(to);
        if (row.Opens is { } opens) Enter(opens);
        return new TurnClocks(rules, row.Event, entered.ToImmutable(), standing.Main.Since, at) { Began = Began(step, at) }.On(after);

        void Enter(ReferralState state)
        {
            after = after.With(state, at);
            entered.Add(state);
        }
    }

    // A discussion on Friday that is written down on Monday was on Friday. What is booked is still to come.
    private static DateTimeOffset Began(Step step, DateTimeOffset at) => step is { On: { } on, Event: not ReferralEvent.ConferenceBooked } && on < LondonTime.Day(at) ? LondonTime.Instant(on.ToDateTime(TimeOnly.MinValue)) : at;

    // Raised once more because the child is not safe tonight: it stays at its stage, and the stages run in hours from now on.
    private static bool Presses(Standing standing, Step step) =>
        step is { Event: ReferralEvent.DisagreementRaised, Urgent: true } && standing is { Disagreement: not null, Urgent: false };

    private static Standing Facts(MoveRow row, Standing standing, Step step, DateTimeOffset at) => row.Event switch
    {
        ReferralEvent.ReferralRagSet or ReferralEvent.ReferralRagChanged => standing with { Rating = step.Rating },
        ReferralEvent.DisagreementRaised => standing with { Urgent = step.Urgent },
        ReferralEvent.ClockPaused => Paused(standing, step.Clock!.Value, pauses => pauses.Add(new Pause(at, null))),
        ReferralEvent.ClockResumed => Paused(standing, step.Clock!.Value, pauses => pauses.SetItem(pauses.Length - 1, pauses[^1] with { To = at })),
        _ => standing,
    };

    private static Standing Paused(Standing standing, ReferralClock clock, Func<ImmutableArray<Pause>, ImmutableArray<Pause>> change)
    {
        var run = standing.Clocks[clock];
        return standing with { Clocks = standing.Clocks.SetItem(clock, run with { Pauses = change(run.Pauses) }) };
    }
}
