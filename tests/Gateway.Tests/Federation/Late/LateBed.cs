using System.Text.Json;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Federation.Late;
using Gateway.Simulator;
using Gateway.Tests.Disclosure;
using Gateway.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Federation.Late;

/// <summary>A child on a plan in Brackenford, in a department, and a council that gives no answer for now.</summary>
internal sealed class LateBed : IAsyncDisposable
{
    public const string Council = "brackenford-csc";
    public static readonly TestChild Child = TestChild.Of(70, "ZB1 1AA");

    private LateBed(GatewayHost gateway) => Gateway = gateway;

    public GatewayHost Gateway { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<LateBed> StartAsync(PostgresServer? server = null, string store = "Sqlite", bool recorded = false, bool notices = false, DateTimeOffset? ended = null)
    {
        var gateway = await GatewayHost.StartAsync(server, store, new Setting(Child) { Recorded = recorded, TakesNotices = notices ? "alder-valley-nhs-trust" : null });
        gateway.Attends(Child, "brook-street-ed", "ENC-90", ended);
        gateway.Holds(Council, Child, Held.Plan);
        return new LateBed(gateway);
    }

    public Task SilenceAsync(string custodian = Council) => Gateway.Agencies.SetAsync(custodian, new Behaviour(Fault: Fault.Error));

    /// <summary>The nurse's answer without the council, which is well again after it.</summary>
    public async Task<Answer> IncompleteAsync(params string[] items)
    {
        await SilenceAsync();
        var answer = (await Gateway.CheckAsync(Child, items.Length == 0 ? ["plan-flag", "plan-category", "lead-social-worker"] : items)).Is(200);
        Assert.Equal("not-known", answer.Says("plan-flag"));
        await Gateway.Agencies.ResetAsync();
        return answer;
    }

    /// <summary>So much time passes, and whatever is due then is tried.</summary>
    public Task<bool> AfterAsync(double minutes)
    {
        Gateway.Clock.Advance(TimeSpan.FromMinutes(minutes));
        return Background.LateAsync(Gateway);
    }

    public Task<Answer> ReadAsync(Answer answer, string asker = "nurse", string after = "") =>
        Gateway.GetAsync($"v1/checks/{answer.Json.GetProperty("check").GetGuid()}/late{after}", asker);

    /// <summary>The ledger's entries of a kind, oldest first.</summary>
    public async Task<List<LedgerReader.Entry>> EntriesAsync(string kind) =>
        [.. (await Gateway.Entries.AllAsync()).Where(entry => entry.Common.TryGetProperty("kind", out var of) && of.ValueEquals(kind))];

    public Task ToldAsync(int notices) =>
        Gateway.Agencies.NoticesReachAsync(notices, Cancellation).WaitAsync(TimeSpan.FromSeconds(30), Cancellation);

    public async Task<T> StoredAsync<T>(Func<GatewayContext, Task<T>> read)
    {
        await using var db = await Gateway.Services.GetRequiredService<IDbContextFactory<GatewayContext>>().CreateDbContextAsync(Cancellation);
        return await read(db);
    }

    public Task<LateQuestion> RowAsync() => StoredAsync(db => db.Set<LateQuestion>().AsNoTracking().SingleAsync(Cancellation));

    /// <summary>Another worker on the same store, as another process has one.</summary>
    public KeepAsking AnotherWorker() => ActivatorUtilities.CreateInstance<KeepAsking>(Gateway.Services);

    public static JsonElement Only(Answer late) => Assert.Single(late.Json.GetProperty("answers").EnumerateArray());

    public ValueTask DisposeAsync() => Gateway.DisposeAsync();
}
