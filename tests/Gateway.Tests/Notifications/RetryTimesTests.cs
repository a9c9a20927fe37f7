using FsCheck;
using FsCheck.Fluent;
using Gateway.Notifications;

namespace Gateway.Tests.Notifications;

public sealed class RetryTimesTests
{
    [Fact]
    public void First_attempts_follow_quickly_and_the_ninth_failure_waits_a_quarter_of_an_hour() => Assert.Equal(
        [5, 10, 20, 40, 80, 160, 320, 640, 900, 900],
        Enumerable.Range(1, 10).Select(failures => (int)RetryTimes.After(failures).TotalSeconds));

    [Fact]
    public void Waiting_never_shrinks_and_never_passes_a_quarter_of_an_hour() => Prop.ForAll(
        Gen.Choose(1, int.MaxValue - 1).ToArbitrary(),
        failures => RetryTimes.After(failures) > TimeSpan.Zero
            && RetryTimes.After(failures) <= RetryTimes.After(failures + 1)
            && RetryTimes.After(failures + 1) <= RetryTimes.Longest
            && RetryTimes.AfterRefusedMessage(failures) <= TimeSpan.FromSeconds(10)
            && RetryTimes.AfterRefusedMessage(failures) >= TimeSpan.FromSeconds(1)).QuickCheckThrowOnFailure();
}
