using System.Collections.Immutable;
using Gateway.Rules.Calendars;
using Gateway.Rules.Referrals.Clocks;

namespace Gateway.Rules.Referrals;

/// <summary>
/// The life of a referral as dated tables (<c>contracts/referrals</c>): states, who owns them, what leads from one to the next, and by when.
/// What is not in the tables cannot happen.
/// </summary>
public sealed class ReferralTerms
{
    private readonly ImmutableArray<(DateOnly From, ReferralRules Rules)> _versions;

    internal ReferralTerms(ImmutableArray<(DateOnly From, ReferralRules Rules)> versions) => _versions = versions;

    /// <summary>Each day on which something in them changes, oldest first.</summary>
    public ImmutableArray<DateOnly> Changes => [.. _versions.Select(version => version.From)];

    /// <summary>What happens when a step is taken at an instant. Nothing changes where it is refused.</summary>
    public MoveResult Move(Standing standing, Step step, DateTimeOffset at, AreaCalendars calendars) =>
        On(LondonTime.Day(at)) is { } rules
            ? new MoveStanding(this, rules, calendars).Take(standing, step, at)
            : _versions[0].Rules.Refuse(RefusedBecause.NotInForce);

    /// <summary>
    /// What somebody in some parts may try from here. What depends on the step itself (a day, a rating, a clock, a text) is looked at when it is tried; nothing else is refused then
    /// at the same instant.
    /// </summary>
    public ImmutableArray<MoveOffered> Offers(Standing standing, ImmutableArray<ReferralActor> parts, DateTimeOffset at, AreaCalendars calendars) =>
        On(LondonTime.Day(at)) is { } rules ? new MoveStanding(this, rules, calendars).Offers(standing, parts, at) : [];

    /// <summary>Every clock that runs, the soonest due first; one that stands still comes last.</summary>
    public ImmutableArray<ClockReading> Clocks(Standing standing, AreaCalendars calendars) =>
    [
        .. standing.Clocks.Where(each => each.Value.Runs)
            .Select(each => Read(each.Key, each.Value, calendars, standing.Rating, standing.Urgent && IsStage(each.Key)))
            .OfType<ClockReading>().OrderBy(reading => reading.Due?.At ?? DateTimeOffset.MaxValue),
    ];

    /// <summary>What is due next, for whatever state; none where nothing is owed.</summary>
    public ClockReading? NextDue(Standing standing, AreaCalendars calendars) =>
        Clocks(standing, calendars) is [{ Due: not null } first, ..] ? first : null;

    /// <summary>What is due next in one of its states.</summary>
    public ClockReading? NextDue(Standing standing, ReferralState state, AreaCalendars calendars) =>
        Clocks(standing, calendars).FirstOrDefault(reading =>
            reading.Due is not null && On(LondonTime.Day(reading.Run.Started))?.Clock(reading.Clock)?.Runs.Contains(state) == true);

    /// <summary>One clock by itself, by the table of the day on which it started: also one of a notice, which no state has. None where no table is in force.</summary>
    /// <param name="urgent">A disagreement about a child who is not safe tonight.</param>
    public ClockReading? Read(ReferralClock clock, ClockRun run, AreaCalendars calendars, Rating rating = Rating.None, bool urgent = false) =>
        On(LondonTime.Day(run.Started))?.Clock(clock)?.Read(run, rating, urgent, calendars);

    /// <summary>A state on a day: its owner and what the referrer sees; none where it is not in force.</summary>
    public StateTerms? State(ReferralState state, DateOnly day) => On(day)?.State(state);

    /// <summary>True where something leads out of a state on a day.</summary>
    public bool HasExit(ReferralState state, DateOnly day) => On(day)?.Moves.Any(row => row.From.Contains(state) && row.Leaves(state)) ?? false;

    /// <summary>What some row of an event asks for on a day, whatever the state: nothing else is written with it.</summary>
    public ImmutableHashSet<ReferralText> Written(ReferralEvent happened, DateOnly day) =>
        On(day)?.Moves.Where(row => row.Event == happened).SelectMany(row => row.Needs).ToImmutableHashSet() ?? [];

    /// <summary>What is said where a text is missing from a step on a day, or is too short; none where it is there.</summary>
    public MoveResult.Refused? Missing(ReferralText text, Step step, DateOnly day) => On(day)?.Missing(text, step);

    /// <summary>A refusal of what these tables cannot see for themselves, in their words.</summary>
    public MoveResult.Refused Refuse(RefusedBecause because, DateOnly day) => (On(day) ?? _versions[0].Rules).Refuse(because);

    internal ReferralRules? On(DateOnly day) => _versions.LastOrDefault(version => version.From <= day).Rules;

    private static bool IsStage(ReferralClock clock) => clock >= ReferralClock.PractitionersReply;
}
