using Gateway.Matching.Registrations;
using Gateway.Tests.Hosting;
using static Gateway.Tests.Matching.Registrations.RegistrationBed;

namespace Gateway.Tests.Matching.Registrations;

/// <summary>Two processes on one store: what is registered at one is known at the other within a minute.</summary>
public sealed class TwoGatewaysTests(PostgresServer server)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Child_registered_at_one_is_found_at_the_other_and_what_supersedes_it_changes_both()
    {
        await using var one = await StartAsync(server, "Postgres");
        await using var other = await StartAsync(server, "Postgres", one.Gateway.Store.Connection);
        await one.RegisterAsync(Aldersham, Line(1, New));

        await other.Keep.CatchUpAsync(Cancellation);
        Assert.All((RegistrationBed[])[one, other], bed => Assert.Equal(("Quennellow", "brackenford-council"), Told(bed)));

        // Another agency says it of them newer, at the other process.
        await other.RegisterAsync(Trust, Line(1, New with { Family = "Marsh", Postcode = "ZC1 1AA" }, minutesAgo: 5));
        await one.Keep.CatchUpAsync(Cancellation);
        Assert.All((RegistrationBed[])[one, other], bed =>
        {
            Assert.Equal("Marsh", bed.Held(New)!.FamilyName);
            Assert.Contains("castlebridge-council", bed.Held(New)!.Home!.Councils);
        });
    }

    [Fact]
    public async Task It_is_looked_within_a_minute_and_at_once_for_what_was_registered_here()
    {
        Assert.InRange(FollowRegistrations.Between, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        var time = new MovableTime(GatewayHost.Night);
        using var alarm = new Alarm(time);

        var waiting = alarm.WaitAsync(FollowRegistrations.Between, Cancellation);
        time.Advance(FollowRegistrations.Between - TimeSpan.FromMilliseconds(1));
        Assert.False(waiting.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));
        await waiting;

        // Once, however often it was woken before.
        alarm.Wake();
        alarm.Wake();
        await alarm.WaitAsync(FollowRegistrations.Between, Cancellation);
        waiting = alarm.WaitAsync(FollowRegistrations.Between, Cancellation);
        Assert.False(waiting.IsCompleted);
        alarm.Wake();
        await waiting;
    }

    private static (string, string) Told(RegistrationBed bed) => (bed.Held(New)!.FamilyName, bed.Held(New)!.Home!.Councils.Single());
}
