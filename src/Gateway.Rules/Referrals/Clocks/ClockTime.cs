using System.Collections.Immutable;

namespace Gateway.Rules.Referrals.Clocks;

/// <summary>For which cases a time of a clock holds.</summary>
internal enum TimeFor : byte
{
    Any,
    Red,
    Amber,
    Green,
    Urgent,
}

/// <summary>One row of <c>times.csv</c>.</summary>
/// <param name="Area">In which area of the register; empty in every area that has no row of its own for the same.</param>
/// <param name="For">For which cases.</param>
/// <param name="Amount">So many of the unit.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="Warn">How many of the warning's unit; several where it warns several times.</param>
/// <param name="Points">Working days after which it is looked at half-way.</param>
internal sealed record ClockTime(string Area, TimeFor For, int Amount, TimeUnit Unit, ImmutableArray<int> Warn, WarnUnit WarnUnit, ImmutableArray<int> Points)
{
    public TimeSpan Span => Unit == TimeUnit.Minutes ? TimeSpan.FromMinutes(Amount) : TimeSpan.FromHours(Amount);
}
