using Gateway.Rules.Calendars;
using Gateway.Rules.Referrals.Clocks;

namespace Gateway.Rules.Referrals;

/// <summary>Whether what must be so for a row besides its state is so.</summary>
internal static class CheckGuard
{
    /// <summary>Why not; none where it is.</summary>
    public static RefusedBecause? Refuses(MoveGuard guard, Standing standing, Step step, DateTimeOffset at, IEnumerable<ClockReading> clocks) => guard switch
    {
        MoveGuard.Told => standing.ToldAt >= standing.Main.Since ? null : RefusedBecause.NotTold,
        MoveGuard.Undisputed => standing.Disagreement is null ? null : RefusedBecause.Disputed,
        MoveGuard.Disputed => standing.Disagreement is null ? RefusedBecause.NotDisputed : null,
        MoveGuard.Overdue => clocks.Any(clock => clock.At(at) == ClockLight.Breached) ? null : RefusedBecause.NotOverdue,
        MoveGuard.ChangedSince => standing.Main.Since >= standing.DisputedSince && standing.ToldAt >= standing.Main.Since ? null : RefusedBecause.NothingChanged,
        MoveGuard.Weekday => (step.On ?? LondonTime.Day(at)).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? RefusedBecause.NotAWeekday : null,
        MoveGuard.ConferenceDay => Conferred(standing, step, at) ? null : RefusedBecause.NotTheConferenceDay,
        _ => throw new ArgumentOutOfRangeException(nameof(guard)),
    };

    // From an assessment a plan starts without a conference here: its day is not known.
    private static bool Conferred(Standing standing, Step step, DateTimeOffset at) =>
        (standing.Main.State == ReferralState.Conference && ConferenceDay(standing) == (step.On ?? LondonTime.Day(at)))
        || step.Texts.TryGetValue(ReferralText.Reason, out var reason) && !string.IsNullOrWhiteSpace(reason);

    // Its core group counts from the day on which it was, whenever it was written down.
    private static DateOnly ConferenceDay(Standing standing) =>
        LondonTime.Day(standing.Clocks.TryGetValue(ReferralClock.CoreGroup, out var run) && run.Started < standing.Main.Since ? run.Started : standing.Main.Since);
}
