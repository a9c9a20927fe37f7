using Gateway.Audit;
using Gateway.Simulator;
using Gateway.Tests.Consents;
using Gateway.Tests.Hosting;

namespace Gateway.Tests.Federation.Late;

/// <summary>A yes that is taken back after the answer lets nothing go that comes late.</summary>
public sealed class LateConsentTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    private const string Council = "brackenford-csc";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores))]
    public async Task Yes_taken_back_before_the_try_asks_nobody_and_releases_nothing(string store)
    {
        await using var bed = await ConsentBed.StartAsync(server, store);
        var (consent, answer) = await IncompleteAsync(bed);
        (await bed.WithdrawAsync(consent)).Is(201);
        var before = bed.Gateway.Asked(Council);

        bed.Gateway.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False(await Background.LateAsync(bed.Gateway));

        Assert.Equal(before, bed.Gateway.Asked(Council));
        await ReleasesNothingAsync(bed, answer);
    }

    [Fact]
    public async Task Yes_taken_back_while_the_source_is_asked_again_releases_nothing()
    {
        await using var bed = await ConsentBed.StartAsync();
        var (consent, answer) = await IncompleteAsync(bed);
        bed.Gateway.Relay!.Between = async path =>
        {
            if (path == $"/{Council}/v1/answers") (await bed.WithdrawAsync(consent)).Is(201);
        };

        bed.Gateway.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False(await Background.LateAsync(bed.Gateway));

        await ReleasesNothingAsync(bed, answer);
    }

    [Fact]
    public async Task Yes_taken_back_after_the_source_answered_lets_it_be_read_no_more()
    {
        await using var bed = await ConsentBed.StartAsync();
        var (consent, answer) = await IncompleteAsync(bed);
        bed.Gateway.Clock.Advance(TimeSpan.FromMinutes(1));
        await Background.LateAsync(bed.Gateway);
        Assert.Contains("rackenford", (await ReadAsync(bed, answer)).Is(200).Json.GetProperty("answers").GetRawText());

        (await bed.WithdrawAsync(consent)).Is(201);

        Assert.Empty((await ReadAsync(bed, answer)).Is(200).Json.GetProperty("answers").EnumerateArray());
    }

    private static async Task<(Guid Consent, Answer Answer)> IncompleteAsync(ConsentBed bed)
    {
        var consent = await bed.RecordedAsync(ConsentBed.Yes(ConsentBed.Child));
        await bed.Gateway.Agencies.SetAsync(Council, new Behaviour(Fault: Fault.Error));
        var answer = (await bed.EarlyHelpAsync("plan-flag")).Is(200);
        await bed.Gateway.Agencies.ResetAsync();
        Assert.Equal("not-known", answer.Says("plan-flag"));
        return (consent, answer);
    }

    private static Task<Answer> ReadAsync(ConsentBed bed, Answer answer) => bed.Gateway.GetAsync($"v1/checks/{answer.Json.GetProperty("check").GetGuid()}/late", "gp");

    private static async Task ReleasesNothingAsync(ConsentBed bed, Answer answer)
    {
        Assert.Empty((await ReadAsync(bed, answer)).Is(200).Json.GetProperty("answers").EnumerateArray());
        var entry = (await bed.Gateway.Entries.OfAsync(EntryType.Disclosure))[^1];
        Assert.Equal(("late-answer", EntryOutcome.Deny), (entry.Common.GetProperty("kind").GetString(), entry.Outcome));
        Assert.Equal("withdrawn", entry.Child!.Value.GetProperty("consent").GetProperty("state").GetString());
        Assert.Empty(bed.Gateway.Agencies.Notices);
    }
}
