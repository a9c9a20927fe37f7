using Gateway.Rules.Federation;
using Gateway.Rules.Referrals;

namespace Gateway.Rules.Tests.Referrals;

/// <summary>The time of a council's receipt, either side of what a clock may be out by.</summary>
public sealed class ReceiptTimeTests
{
    private static readonly DateTimeOffset Sent = new(2026, 11, 21, 22, 14, 0, 512, TimeSpan.Zero);
    private static readonly DateTimeOffset Heard = Sent.AddSeconds(90);

    [Fact]
    public void It_is_what_a_custodians_clock_may_be_out_by() => Assert.Equal(Freshness.ClockAhead, ReceiptTime.ClockDiffers);

    [Fact]
    public void Between_sent_and_heard_it_is_as_they_say() => Assert.Equal(new ReceiptTime.Believed(Sent.AddSeconds(40)), ReceiptTime.Of(Sent.AddSeconds(40), Sent, Heard));

    // From the whole second in which it was sent: a system may keep no less.
    [Theory]
    [InlineData(-512, true)]
    [InlineData(-300_512, true)]
    [InlineData(-300_513, false)]
    public void A_clock_that_is_behind(int milliseconds, bool believed) =>
        Assert.Equal(believed ? new ReceiptTime.Believed(Sent) : new ReceiptTime.Behind(5), ReceiptTime.Of(Sent.AddMilliseconds(milliseconds), Sent, Heard));

    [Theory]
    [InlineData(1, true)]
    [InlineData(300_000, true)]
    [InlineData(300_001, false)]
    public void A_clock_that_is_ahead(int milliseconds, bool believed) =>
        Assert.Equal(believed ? new ReceiptTime.Believed(Heard) : new ReceiptTime.Ahead(5), ReceiptTime.Of(Heard.AddMilliseconds(milliseconds), Sent, Heard));

    [Fact]
    public void How_far_it_is_out_is_said_in_whole_minutes_and_never_too_much()
    {
        Assert.Equal(new ReceiptTime.Behind(11), ReceiptTime.Of(Sent.AddMinutes(-12), Sent.AddMilliseconds(-513), Heard));
        Assert.Equal(new ReceiptTime.Ahead(62), ReceiptTime.Of(Heard.AddMinutes(62).AddSeconds(59), Sent, Heard));
        Assert.IsType<ReceiptTime.Behind>(ReceiptTime.Of(DateTimeOffset.MinValue, Sent, Heard));
        Assert.IsType<ReceiptTime.Ahead>(ReceiptTime.Of(DateTimeOffset.MaxValue, Sent, Heard));
    }

    [Fact]
    public void Whatever_a_clock_says_no_time_runs_from_before_it_was_sent_or_after_it_was_heard_and_what_is_a_little_out_always_counts()
    {
        var random = new Random(20261124);
        for (var n = 0; n < 20_000; n++)
        {
            var heard = Sent.AddMilliseconds(random.Next(0, 7_200_000));
            var stored = Sent.AddMilliseconds(random.NextInt64(0, (long)(heard - Sent).TotalMilliseconds + 1));
            var skew = TimeSpan.FromMilliseconds(random.Next(-900_000, 900_001));
            switch (ReceiptTime.Of(stored + skew, Sent, heard))
            {
                case ReceiptTime.Believed(var at):
                    Assert.InRange(at, Sent, heard);
                    // Where it fits it is theirs to the millisecond.
                    if (stored + skew >= Sent && stored + skew <= heard) Assert.Equal(stored + skew, at);
                    break;
                case ReceiptTime.Behind(var minutes):
                    Assert.InRange(minutes, 5, -skew.TotalMinutes);
                    break;
                case ReceiptTime.Ahead(var minutes):
                    Assert.InRange(minutes, 5, skew.TotalMinutes);
                    break;
            }
        }
    }
}
