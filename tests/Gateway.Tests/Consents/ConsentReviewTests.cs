using Gateway.Audit;
using Gateway.Consents;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Consents;

/// <summary>What time and events do to a yes.</summary>
public sealed class ConsentReviewTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    private static readonly TestChild Child = ConsentBed.Child;

    [Fact]
    public async Task Event_suspends_a_yes_until_it_is_confirmed()
    {
        await using var bed = await ConsentBed.StartAsync();
        var consent = await bed.RecordedAsync(ConsentBed.Yes(Child));
        foreach (var happened in (string[])["case-closed", "purpose-changed", "recipients-changed", "harm-disclosed", "parental-responsibility-changed"])
        {
            Assert.Equal("review-due", (await bed.ReviewAsync(consent, "due", happened)).Is(201).Json.GetProperty("state").GetString());
            Assert.Equal(403, (await bed.EarlyHelpAsync("plan-flag")).Status);
            (await bed.ReviewAsync(consent, "due", happened)).Is(409);
            Assert.Equal("given", (await bed.ReviewAsync(consent, "confirmed")).Is(201).Json.GetProperty("state").GetString());
            (await bed.EarlyHelpAsync("plan-flag")).Is(200);
        }

        Assert.Equal("lapsed", (await bed.ReviewAsync(consent, "lapsed")).Is(201).Json.GetProperty("state").GetString());
        (await bed.ReviewAsync(consent, "confirmed")).Is(409);
        Assert.Equal(403, (await bed.EarlyHelpAsync("plan-flag")).Status);
    }

    [Fact]
    public async Task Parental_responsibility_that_ends_ends_the_yes()
    {
        await using var bed = await ConsentBed.StartAsync();
        var consent = await bed.RecordedAsync(ConsentBed.Yes(Child));

        Assert.Equal("superseded", (await bed.ReviewAsync(consent, "due", "parental-responsibility-ended")).Is(201).Json.GetProperty("state").GetString());

        Assert.Equal(403, (await bed.EarlyHelpAsync("plan-flag")).Status);
        (await bed.ReviewAsync(consent, "confirmed")).Is(409);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Year_brings_a_review_and_a_review_that_nobody_does_the_end(string store)
    {
        await using var bed = await ConsentBed.StartAsync(server, store);
        var recorded = (await bed.RecordAsync(ConsentBed.Yes(Child))).Is(201).Json;
        Assert.Equal(("2027-11-20", "2027-12-18"), (recorded.GetProperty("reviewOn").GetString(), recorded.GetProperty("lapsesOn").GetString()));

        bed.Gateway.Clock.Advance(TimeSpan.FromDays(363));
        Assert.Equal("review-due True", await StateAsync(bed));
        (await bed.EarlyHelpAsync("plan-flag")).Is(200);
        await TendAsync(bed);
        Assert.Equal("review-due True", await StateAsync(bed));
        Assert.Equal(("fell-due", "twelve-months"), await LastStepAsync(bed));

        bed.Gateway.Clock.Advance(TimeSpan.FromDays(28));
        Assert.Equal("lapsed False", await StateAsync(bed));
        Assert.Equal(403, (await bed.EarlyHelpAsync("plan-flag")).Status);
        await TendAsync(bed);
        Assert.Equal("lapsed", (await LastStepAsync(bed)).Item1);
        var entries = (await bed.Gateway.Entries.OfAsync(EntryType.Consent)).Count;
        await TendAsync(bed);
        Assert.Equal(entries, (await bed.Gateway.Entries.OfAsync(EntryType.Consent)).Count);
    }

    [Fact]
    public async Task Sixteenth_birthday_ends_a_parents_yes()
    {
        await using var bed = await ConsentBed.StartAsync();
        var almost = ConsentBed.Teenager;
        bed.Gateway.Clock.Advance(TimeSpan.FromDays(800));
        var yes = ConsentBed.Yes(almost);
        yes["givenOn"] = "2029-01-20";
        var recorded = (await bed.RecordAsync(yes)).Is(201).Json;
        Assert.Equal("2029-02-01", recorded.GetProperty("reviewOn").GetString());
        Assert.Equal(200, (await bed.EarlyHelpAsync(almost, "plan-flag")).Status);

        bed.Gateway.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(403, (await bed.EarlyHelpAsync(almost, "plan-flag")).Status);
        await TendAsync(bed);
        Assert.Equal(("superseded", "child-turns-16"), await LastStepAsync(bed));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Each_agencys_retention_counts_for_its_own_records_and_a_hold_for_all(string store)
    {
        await using var bed = await ConsentBed.StartAsync(server, store, new Dictionary<string, string>
        {
            ["Consents:Retention:default"] = "keep",
            ["Consents:Retention:millpond-surgery"] = "30",
        });
        var gone = await bed.RecordedAsync(ConsentBed.Yes(Child));
        await bed.RecordedAsync(ConsentBed.No(Child), "dsl");
        await bed.WithdrawAsync(gone);
        var again = ConsentBed.Yes(Child);
        Assert.Equal("urn:gateway:problem:consent-whose-answer", (await bed.RecordAsync(again)).Is(409).Type);
        again["supersedes"] = new System.Text.Json.Nodes.JsonArray(gone.ToString());
        await bed.RecordedAsync(again);

        bed.Gateway.Clock.Advance(TimeSpan.FromDays(29));
        await TendAsync(bed);
        Assert.Empty(await bed.Gateway.Entries.OfAsync(EntryType.Erasure));
        bed.Gateway.Clock.Advance(TimeSpan.FromDays(2));
        await TendAsync(bed);

        var erased = Assert.Single(await bed.Gateway.Entries.OfAsync(EntryType.Erasure)).Common;
        Assert.Equal(("millpond-surgery", 1), (erased.GetProperty("agency").GetString(), erased.GetProperty("consents").GetInt32()));
        Assert.Equal("given", Assert.Single((await bed.SearchAsync()).Json.GetProperty("consents").EnumerateArray()).GetProperty("state").GetString());
        Assert.Single((await bed.SearchAsync("dsl")).Json.GetProperty("consents").EnumerateArray());
    }

    [Fact]
    public async Task Setting_that_does_not_read_stops_the_start() => await Assert.ThrowsAsync<global::Gateway.Agencies.StartRefusedException>(
        () => ConsentBed.StartAsync(server, "Sqlite", new Dictionary<string, string> { ["Consents:Retention:default"] = "for ever" }));

    private static Task TendAsync(ConsentBed bed) => bed.Gateway.Services.GetRequiredService<TendConsents>().TendAsync(TestContext.Current.CancellationToken);

    private static async Task<(string?, string?)> LastStepAsync(ConsentBed bed)
    {
        var common = (await bed.LastAsync(EntryType.Consent)).Common;
        return (common.GetProperty("step").GetString(), common.TryGetProperty("because", out var because) ? because.GetString() : null);
    }

    private static async Task<string> StateAsync(ConsentBed bed)
    {
        var found = Assert.Single((await bed.SearchAsync()).Is(200).Json.GetProperty("consents").EnumerateArray());
        return $"{found.GetProperty("state").GetString()} {found.GetProperty("stands").GetBoolean()}";
    }
}
