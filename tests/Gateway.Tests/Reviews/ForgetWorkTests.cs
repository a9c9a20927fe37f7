using System.Text.Json.Nodes;
using Gateway.Agencies;
using Gateway.Alerts;
using Gateway.Asks;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Reviews;
using Gateway.Tests.Disclosure;
using Gateway.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Reviews;

/// <summary>Reasons, asks, challenges and alerts are kept as long as their agencies say, and no longer.</summary>
public sealed class ForgetWorkTests(PostgresServer server)
{
    private static readonly TestChild Child = TestChild.Of(820, "ZB1 1AA");
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(GatewayHost.Stores), MemberType = typeof(GatewayHost))]
    public async Task What_its_agency_no_longer_keeps_is_deleted_and_the_ledger_says_how_much(string store)
    {
        await using var gateway = await StartAsync(store, new() { ["Reviews:Retention:alder-valley-nhs-trust"] = "30", ["Asks:Retention:default"] = "40", ["Alerts:Retention:default"] = "keep" });
        var ask = await WorkAsync(gateway);
        (await gateway.PostAsync($"v1/asks/{ask}/answer", "brackenford-doctor", Conflict)).Is(403);
        Assert.Equal((5, 3, 3, 1), await CountAsync(gateway));

        await ForgetAsync(gateway, days: 31);
        Assert.Equal((3, 3, 3, 1), await CountAsync(gateway));
        var entry = Assert.Single(await gateway.Entries.OfAsync(EntryType.Erasure)).Common;
        Assert.Equal(("alder-valley-nhs-trust", "retention", 2), (entry.GetProperty("agency").GetString(), entry.GetProperty("authority").GetString(), entry.GetProperty("reviews").GetInt32()));

        await ForgetAsync(gateway, days: 10);
        Assert.Equal((3, 0, 3, 0), await CountAsync(gateway));
        Assert.Equal(4, (await gateway.Entries.OfAsync(EntryType.Erasure)).Count);
    }

    [Fact]
    public async Task Unless_it_is_said_work_stays_until_the_later_of_eight_years_and_the_twenty_fifth_birthday_and_alerts_two_years()
    {
        await using var gateway = await StartAsync("Sqlite", []);
        await WorkAsync(gateway);

        await ForgetAsync(gateway, days: 730);
        Assert.Equal((5, 3, 3, 0), await CountAsync(gateway));
        await ForgetAsync(gateway, days: 8 * 365);
        Assert.Equal((5, 3, 0, 0), await CountAsync(gateway));
        // Three years old when it was asked.
        await ForgetAsync(gateway, days: 12 * 365);
        Assert.Equal((0, 0, 0, 0), await CountAsync(gateway));
    }

    [Fact]
    public async Task With_a_closed_ledger_nothing_is_deleted()
    {
        await using var gateway = await StartAsync("Sqlite", new() { ["Reviews:Retention:default"] = "30" });
        await WorkAsync(gateway);
        await ClosedLedger.CloseAsync(gateway);

        await ForgetAsync(gateway, days: 31);

        Assert.Equal((5, 3, 3, 0), await CountAsync(gateway));
    }

    [Theory, InlineData("Reviews"), InlineData("Asks"), InlineData("Alerts")]
    public async Task Retention_that_does_not_read_stops_the_start(string kind) =>
        await Assert.ThrowsAsync<StartRefusedException>(() => StartAsync("Sqlite", new() { [$"{kind}:Retention:default"] = "a while" }));

    private static JsonObject Conflict => new() { ["answer"] = "release", ["reason"] = "It would change what the school does tonight.", ["conflictOfInterest"] = true };

    // One reason with a review at both agencies, one refusal told to three agencies, one question to three holders.
    private static async Task<Guid> WorkAsync(GatewayHost gateway)
    {
        var reason = Written.Reason("Three unexplained absences with bruises, and the plan alone does not tell whether anybody has seen them.", "make-referral");
        (await gateway.AskAsync(new Question(Child, "plan-category") { Asker = "ed-treating-clinician", Purpose = "clinical-concern", Justification = Written.Reason() })).Is(200);
        (await gateway.AskAsync(new Question(Child, "plan-flag") { Conflict = true })).Is(403);
        var asks = (await gateway.AskAsync(new Question(Child, "attendance-count") { Asker = "dsl", Purpose = "school-concern", Justification = reason })).Is(200).Json.GetProperty("asks").EnumerateArray();
        await Background.PatternsAsync(gateway);
        return asks.Single(one => one.GetProperty("holder").GetString() == "brackenford-hospitals-nhs-trust").GetProperty("ask").GetGuid();
    }

    private static Task ForgetAsync(GatewayHost gateway, int days)
    {
        gateway.Clock.Advance(TimeSpan.FromDays(days));
        return gateway.Services.GetRequiredService<ForgetWork>().ForgetAsync(Cancellation);
    }

    private static async Task<(int Reviews, int Asks, int Alerts, int Recusals)> CountAsync(GatewayHost gateway)
    {
        await using var db = await gateway.Services.GetRequiredService<IDbContextFactory<GatewayContext>>().CreateDbContextAsync(Cancellation);
        return (await db.Set<Review>().CountAsync(Cancellation), await db.Set<Ask>().CountAsync(Cancellation), await db.Set<Alert>().CountAsync(alert => alert.Kind == AlertKind.Refusal, Cancellation), await db.Set<AskRecusal>().CountAsync(Cancellation));
    }

    private async Task<GatewayHost> StartAsync(string store, Dictionary<string, string> more)
    {
        var child = Child with { Before = [("ZC1 1AA", new DateOnly(2025, 1, 1), new DateOnly(2026, 6, 1))] };
        var gateway = await GatewayHost.StartAsync(server, store, new Setting(child) { More = more });
        gateway.Attends(Child);
        gateway.Involve("st-oswins-primary", "school-roll", Child);
        gateway.Holds("brackenford-csc", Child, Held.Plan);
        return gateway;
    }
}
