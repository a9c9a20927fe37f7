using Gateway.Rules.Federation;

namespace Gateway.Rules.Referrals;

/// <summary>
/// What the time in a receipt of a council's own system is worth. Nothing is received before it was sent, or after its receipt was heard; what a clock is out by is borne as far as a custodian's is
/// (<see cref="Freshness.ClockAhead"/>; rulings, 16 and 32), and what happened is then kept between the two.
/// </summary>
public abstract record ReceiptTime
{
    /// <summary>How far a council's clock may be from ours, either way: here it is as wrong behind as ahead. That far still counts.</summary>
    public static readonly TimeSpan ClockDiffers = Freshness.ClockAhead;

    private ReceiptTime() { }

    /// <param name="said">By the council's system.</param>
    /// <param name="sent">When it was sent there, by our clock.</param>
    /// <param name="heard">When the receipt was here, by our clock.</param>
    public static ReceiptTime Of(DateTimeOffset said, DateTimeOffset sent, DateTimeOffset heard)
    {
        if (said - heard > ClockDiffers) return new Ahead(AtLeast(said - heard));
        // A system may keep whole seconds.
        var earliest = new DateTimeOffset(sent.UtcTicks - (sent.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        if (earliest - said > ClockDiffers) return new Behind(AtLeast(earliest - said));
        return new Believed(said < sent ? sent : said > heard ? heard : said);
    }

    // At least so many: how much longer it took, nobody knows.
    private static int AtLeast(TimeSpan by) => (int)Math.Min(by.TotalMinutes, int.MaxValue);

    /// <param name="At">From when everything runs.</param>
    public sealed record Believed(DateTimeOffset At) : ReceiptTime;

    /// <summary>No receipt: the clock is at least so many minutes behind ours.</summary>
    public sealed record Behind(int Minutes) : ReceiptTime;

    /// <summary>No receipt yet: the clock is at least so many minutes ahead of ours.</summary>
    public sealed record Ahead(int Minutes) : ReceiptTime;
}
