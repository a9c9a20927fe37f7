namespace Gateway.Rules.Referrals.Clocks;

/// <summary>When something is due.</summary>
/// <param name="At">It is late at this instant; in time at every one before.</param>
/// <param name="Day">The last day on which it is in time: what a page says, never a count of days.</param>
/// <param name="Provisional">Bank holidays or school days of that time are not known yet: the day may be too early, never too late.</param>
public readonly record struct Due(DateTimeOffset At, DateOnly Day, bool Provisional = false);

/// <summary>A time in which a clock stood still.</summary>
/// <param name="To">None while it still does.</param>
public readonly record struct Pause(DateTimeOffset From, DateTimeOffset? To);
