using System.Diagnostics;
using System.Text.Json.Nodes;
using Gateway.Tests.Notices;

namespace Gateway.Tests.Crash;

public sealed class MessagesKilledOnSqliteTests : MessagesKilledTests
{
    private protected override (int Broker, int Gateway, int Referrals) Short => (1, 1, 20);

    private protected override Task<CrashStore> NewStoreAsync() => Task.FromResult<CrashStore>(new CrashStore.Sqlite());
}

public sealed class MessagesKilledOnPostgresTests(PostgresServer server) : MessagesKilledTests
{
    private protected override (int Broker, int Gateway, int Referrals) Short => (1, 2, 40);

    private protected override async Task<CrashStore> NewStoreAsync() => new CrashStore.Postgres(await server.CreateDatabaseAsync());
}

/// <summary>Broker and gateway are killed again and again while referrals are sent: each arrives once, in order, and each notice is delivered.</summary>
[Collection(CrashCollection.Name)]
public abstract class MessagesKilledTests
{
    private const string Council = "brackenford-council", Trust = "alder-valley-nhs-trust";
    private const int MostWithoutBroker = 16;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(Rounds.IsWhole ? 60 : 2);

    private TaskCompletionSource<GatewayProcess> _gateway = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private protected abstract (int Broker, int Gateway, int Referrals) Short { get; }

    private protected abstract Task<CrashStore> NewStoreAsync();

    [Fact]
    public async Task Every_referral_is_once_at_its_council_in_order_and_every_notice_delivered_however_often_broker_and_gateway_are_killed()
    {
        var (brokerKills, gatewayKills, referrals) = Rounds.IsWhole ? (20, 50, 2000) : Short;
        var (started, seed) = (Stopwatch.GetTimestamp(), Rounds.Seed());
        using var store = await NewStoreAsync();
        await using var site = await CrashSite.PrepareAsync(1);
        await using var broker = await RabbitMqBroker.StartAsync();
        await using var webhook = await WebhookListener.StartAsync();
        var settings = Settings(site, store, broker, webhook);
        await using var council = CouncilInbox.Open(broker, Council);
        await using var trust = CouncilInbox.Open(broker, Trust);
        using var limit = new CancellationTokenSource(Patience);
        var load = new ReferralLoad(referrals, () => Volatile.Read(ref _gateway).Task, seed);
        _gateway.SetResult(await GatewayProcess.StartAsync(settings));
        var sending = load.RunAsync(limit.Token);

        try
        {
            // A broker in service is older than a test's.
            await council.HasAsync(1, Patience);
            await trust.HasAsync(1, Patience);
            await broker.AgeQueuesAsync();
            await Task.WhenAll(sending, KillAsync(Order(brokerKills, gatewayKills, new Random(seed)), load, broker, settings, new Random(seed + 1), limit.Token));
            await council.HasAsync(referrals * ReferralLoad.CallsOfEach, Patience);
            await trust.HasAsync(referrals, Patience);
            Holds(load, council, trust);
            await store.LetDeliveriesBeDueAsync();
            await NoticedAsync(webhook, load.Total, limit.Token);
        }
        finally
        {
            await limit.CancelAsync();
            if (_gateway.Task.IsCompletedSuccessfully) await (await _gateway.Task).DisposeAsync();
        }

        TestContext.Current.SendDiagnosticMessage($"{brokerKills} broker kills, {gatewayKills} gateway kills, {referrals} referrals, {council.Count + trust.Count} messages shown, {council.Repeated + trust.Repeated} came again, {webhook.Posted.Count} notices posted of {load.Total}, seed {seed}, {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s");
    }

    // Spread over the load, each at a call of its share of it, in an order and at calls of the seed's. The broker stays away for some calls more.
    private async Task KillAsync(bool[] order, ReferralLoad load, RabbitMqBroker broker, Dictionary<string, string> settings, Random random, CancellationToken stopping)
    {
        var (began, left) = (load.Calls, load.Total - load.Calls);
        for (var n = 0; n < order.Length; n++)
        {
            await load.AnsweredAsync(began + (int)((n + random.NextDouble()) * left / order.Length), stopping);
            if (order[n])
            {
                await broker.KillAsync();
                await load.AnsweredAsync(Math.Min(load.Total, load.Calls + random.Next(MostWithoutBroker)), stopping);
                await broker.StartAgainAsync();
            }
            else await NextGatewayAsync(settings);
        }
    }

    // Whose call died waits for the next one from before the death on.
    private async Task NextGatewayAsync(Dictionary<string, string> settings)
    {
        var next = new TaskCompletionSource<GatewayProcess>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var killed = await Interlocked.Exchange(ref _gateway, next).Task;
        try
        {
            await killed.KillAsync();
            next.SetResult(await GatewayProcess.StartAsync(settings));
        }
        catch (Exception fault)
        {
            next.SetException(fault);
            throw;
        }
    }

    private static bool[] Order(int broker, int gateway, Random random)
    {
        bool[] order = [.. Enumerable.Repeat(true, broker), .. Enumerable.Repeat(false, gateway)];
        random.Shuffle(order);
        return order;
    }

    private static void Holds(ReferralLoad load, CouncilInbox council, CouncilInbox trust)
    {
        var sent = load.Sent.ToDictionary(each => each.Child, each => each.Referral);
        Assert.Equal(sent.Count, load.Sent.Select(each => each.Reference).Distinct().Count());
        Assert.Equal(sent.Keys.Order(), council.Shown.Keys.Order());
        Assert.All(council.Shown, line => Assert.Equal(
            [(1, "referral-received.v1", sent[line.Key]), (2, "referral-added-to.v1", sent[line.Key]), (3, "referral-added-to.v1", sent[line.Key])], line.Value));
        Assert.Equal(sent.Keys.Order(), trust.Shown.Keys.Order());
        Assert.All(trust.Shown.Values, line => Assert.Equal([(1, "referral-received.v1")], line.Select(each => (each.Number, each.Kind))));
    }

    // At least once at the council's system, under an id that is one for each: there it is shown once.
    private static async Task NoticedAsync(WebhookListener webhook, int expected, CancellationToken stopping)
    {
        await webhook.HasAsync(expected, stopping);
        Assert.Equal(expected, webhook.Notices);
        Assert.All(webhook.Posted, posted => Assert.True(posted.Signed));
    }

    private static Dictionary<string, string> Settings(CrashSite site, CrashStore store, RabbitMqBroker broker, WebhookListener webhook)
    {
        var settings = site.Settings(store);
        var register = JsonNode.Parse(File.ReadAllText(settings["Gateway__Register"]))!;
        foreach (var agency in register["agencies"]!.AsArray().Where(agency => (string)agency!["id"]! is Council or Trust))
        {
            agency!["queue"] = true;
            if ((string)agency["id"]! == Council) agency["webhook"] = new JsonObject { ["endpoint"] = webhook.Address.AbsoluteUri, ["key"] = "our-key" };
        }

        File.WriteAllText(settings["Gateway__Register"], register.ToJsonString());
        settings["Messaging__Transport"] = "RabbitMq";
        settings["Messaging__RabbitMq"] = broker.Address.OriginalString;
        settings["Notices__WebhookKeys__our-key"] = Convert.ToBase64String(webhook.Key.ExportPkcs8PrivateKey());
        settings["Notices__SweepSeconds"] = "0.5";
        return settings;
    }
}
