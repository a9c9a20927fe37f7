using Gateway.Data;
using Gateway.Federation.Calls;
using Gateway.Federation.Silence;
using Gateway.Notices.Store;
using Gateway.Rules.Federation;
using Gateway.Rules.Notices;
using Gateway.Simulator;
using Gateway.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Federation.Silence;

/// <summary>E26: a source that answers nobody for more than five minutes is told to whoever runs the service, once for each silence.</summary>
public sealed class SilenceTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    private const string Source = "aldersham-csc";
    private const string Operations = "alder-valley-nhs-trust";
    private static readonly TestChild Child = TestChild.Of(26);
    private static readonly Reply Word = new Reply.Nothing(Because.Busy, Reached.Answered);
    private static readonly Reply Failure = new Reply.Nothing(Because.Unreachable, Reached.Nobody);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void List_that_cannot_be_fetched_is_silence_only_where_nobody_hears_the_source_itself()
    {
        var clock = new MovableTime(GatewayHost.Night);
        var heard = new SourcesHeard(clock);
        (DateTimeOffset? Word, DateTimeOffset? First, DateTimeOffset Last) Look() => heard.All.Single().Value.Look(null);

        // Asked live in its place it answers: the list is old, and the source is not silent.
        heard.Take(Source, Word);
        clock.Advance(TimeSpan.FromMinutes(10));
        heard.TakeList(Source, Failure);
        Assert.Null(Look().First);
        // Nobody has asked it for longer than that: the list is all that is heard of it.
        clock.Advance(TimeSpan.FromMinutes(6));
        heard.TakeList(Source, null);
        Assert.Equal(clock.GetUtcNow(), Look().First);
        var first = clock.GetUtcNow();
        clock.Advance(TimeSpan.FromMinutes(6));
        heard.TakeList(Source, Failure);
        Assert.Equal((first, clock.GetUtcNow()), (Look().First, Look().Last));
        // Whatever it says to whomever ends it.
        heard.TakeList(Source, Word);
        Assert.Null(Look().First);
        // A failure of its own counts however lately it was heard, and then that of its list too.
        heard.Take(Source, Failure);
        Assert.NotNull(Look().First);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task E26_operations_are_told_once_and_again_only_of_another_silence(string store)
    {
        await using var gateway = await StartAsync(store);
        await gateway.Agencies.SetAsync(Source, new Behaviour(Fault: Fault.Error));
        await AskAsync(gateway, 0);
        await AskAsync(gateway, 4);
        Assert.Empty(await NoticesAsync(gateway));
        Assert.Empty(Silent(gateway).Now);

        await AskAsync(gateway, 2);
        await AskAsync(gateway, 5);
        await Background.InboxAsync(gateway);

        var notice = Assert.Single(await NoticesAsync(gateway));
        Assert.Equal((NoticeRecipient.Operations, Operations, Source), (notice.Part, notice.Agency, notice.Subject));
        Assert.InRange(notice.At, GatewayHost.Night, GatewayHost.Night.AddMinutes(2));
        var listed = Assert.Single((await gateway.GetAsync("v1/notices", "operator-of-" + Operations)).Is(200).Json.GetProperty("notices").EnumerateArray());
        Assert.Equal(("source-silent", "U1"), (listed.GetProperty("event").GetString(), listed.GetProperty("urgency").GetString()));
        Assert.Equal(0, (await gateway.GetAsync("v1/notices", "nurse")).Is(200).Json.GetProperty("total").GetInt32());
        var shown = Assert.Single(Silent(gateway).Now);
        Assert.Equal((Source, notice.At), (shown.Custodian.Id, shown.Since));
        Assert.NotEqual("", Silent(gateway).Ring(shown).Number);

        // Another process that has asked nobody yet knows it too, and takes nothing away.
        await gateway.RestartAsync();
        await Background.SilenceAsync(gateway);
        Assert.Equal(notice.At, Assert.Single(Silent(gateway).Now).Since);

        await gateway.Agencies.ResetAsync();
        await AskAsync(gateway, 1);
        Assert.Empty(Silent(gateway).Now);
        Assert.Single(await NoticesAsync(gateway));
        await gateway.Agencies.SetAsync(Source, new Behaviour(Fault: Fault.Error));
        await AskAsync(gateway, 1);
        await AskAsync(gateway, 6);
        Assert.Equal(2, (await NoticesAsync(gateway)).Count);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task E26_generated_words_and_failures_in_three_processes_tell_of_a_silence_once_and_below_five_minutes_never(string store)
    {
        await using var gateway = await StartAsync(store);
        var clock = new MovableTime(GatewayHost.Night);
        var processes = Enumerable.Range(0, 3).Select(_ => new SourcesHeard(clock))
            .Select(heard => (Heard: heard, Watch: ActivatorUtilities.CreateInstance<WatchSources>(gateway.Services, heard))).ToArray();
        var random = new Random(26);
        var (since, last, told, expected) = ((DateTimeOffset?)null, DateTimeOffset.MinValue, false, 0);
        for (var n = 0; n < 200; n++)
        {
            clock.Advance(TimeSpan.FromSeconds(random.Next(5) == 0 ? random.Next(600, 1800) : random.Next(10, 160)));
            var (process, word, now) = (processes[random.Next(3)], random.Next(5) == 0, clock.GetUtcNow());
            process.Heard.Take(Source, word ? Word : Failure);
            if (word) (since, told) = (null, false);
            else
            {
                if (since is null || (!told && now - last > TimeSpan.FromMinutes(15))) since = now;
                last = now;
                if (!told && now - since > TimeSpan.FromMinutes(5)) (told, expected) = (true, expected + 1);
            }

            await process.Watch.RoundAsync(Cancellation);
            Assert.Equal(expected, (await NoticesAsync(gateway)).Count);
        }

        Assert.InRange(expected, 5, 60);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task E26_any_number_of_processes_at_once_tell_once_and_what_was_called_off_is_no_silence(string store)
    {
        await using var gateway = await StartAsync(store);
        var clock = new MovableTime(GatewayHost.Night);
        var heard = new SourcesHeard(clock);
        heard.Take(Source, Failure);
        clock.Advance(TimeSpan.FromMinutes(6));
        foreach (var nothing in (Reply[])[new Reply.Nothing(Because.TimedOut, Reached.Hurried), new Reply.Nothing(Because.NotAsked, Reached.NotSent)]) heard.Take(Source, nothing);
        await ActivatorUtilities.CreateInstance<WatchSources>(gateway.Services, heard).RoundAsync(Cancellation);
        Assert.Empty(await NoticesAsync(gateway));

        heard.Take(Source, Failure);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => ActivatorUtilities.CreateInstance<WatchSources>(gateway.Services, heard).RoundAsync(Cancellation), Cancellation)));

        Assert.Single(await NoticesAsync(gateway));
    }

    private Task<GatewayHost> StartAsync(string store) => GatewayHost.StartAsync(server, store, new Setting(Child)
    {
        Operators = [Operations],
        More = new Dictionary<string, string> { ["Notices:Operations"] = Operations },
    });

    // After so many minutes somebody asks, and it is looked.
    private static async Task AskAsync(GatewayHost gateway, int minutes)
    {
        gateway.Clock.Advance(TimeSpan.FromMinutes(minutes));
        gateway.Attends(Child);
        await gateway.CheckAsync(Child, "plan-flag");
        await Background.SilenceAsync(gateway);
    }

    private static SilentSources Silent(GatewayHost gateway) => gateway.Services.GetRequiredService<SilentSources>();

    private static async Task<List<InboxNotice>> NoticesAsync(GatewayHost gateway)
    {
        await using var db = await gateway.Services.GetRequiredService<IDbContextFactory<GatewayContext>>().CreateDbContextAsync(Cancellation);
        return await db.Set<InboxNotice>().AsNoTracking().Where(notice => notice.Event == NoticeEvent.SourceSilent).ToListAsync(Cancellation);
    }
}
