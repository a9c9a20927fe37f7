using System.Diagnostics;
using System.Text.Json;
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
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(Rounds.IsWhole ? 30 : 2);

    private GatewayProcess _gateway = null!;

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
        _gateway = await GatewayProcess.StartAsync(settings);
        await using var council = CouncilInbox.Open(broker.Address, Council);
        await using var trust = CouncilInbox.Open(broker.Address, Trust);
        using var limit = new CancellationTokenSource(Patience);
        var load = new ReferralLoad(referrals, () => _gateway, seed);
        var sending = load.RunAsync(limit.Token);

        try
        {
            // A broker in service is older than a test's.
            await council.HasAsync(1, Patience);
            await trust.HasAsync(1, Patience);
            await broker.AgeQueuesAsync();
            await KillAsync(Order(brokerKills, gatewayKills, new Random(seed)), load, sending, broker, settings, new Random(seed + 1));
            await sending;
            await council.HasAsync(referrals * ReferralLoad.CallsOfEach, Patience);
            await trust.HasAsync(referrals, Patience);
            Holds(load, council, trust);
            await store.LetDeliveriesBeDueAsync();
            await NoticedAsync(webhook, load.Total, limit.Token);
        }
        finally
        {
            await limit.CancelAsync();
            await _gateway.DisposeAsync();
        }

        TestContext.Current.SendDiagnosticMessage($"{brokerKills} broker kills, {gatewayKills} gateway kills, {referrals} referrals, {council.Count + trust.Count} messages shown, {council.Repeated + trust.Repeated} came again, {webhook.Posted.Count} notices posted of {load.Total}, seed {seed}, {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s");
    }

    // Spread evenly over the load, in an order of the seed's.
    private async Task KillAsync(bool[] order, ReferralLoad load, Task sending, RabbitMqBroker broker, Dictionary<string, string> settings, Random random)
    {
        var began = load.Calls;
        for (var n = 0; n < order.Length; n++)
        {
            while (load.Calls < began + (n + 1L) * (load.Total - began) / (order.Length + 1) && !sending.IsCompleted) await Task.Delay(5);
            await Task.Delay(random.Next(60));
            if (order[n])
            {
                await broker.KillAsync();
                await Task.Delay(random.Next(500));
                await broker.StartAgainAsync();
            }
            else
            {
                await _gateway.KillAsync();
                var next = await GatewayProcess.StartAsync(settings);
                await Interlocked.Exchange(ref _gateway, next).DisposeAsync();
            }
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
        while (Noticed(webhook).Count < expected) await Task.Delay(50, stopping);
        Assert.Equal(expected, Noticed(webhook).Count);
        Assert.All(webhook.Posted, posted => Assert.True(posted.Signed));
    }

    private static HashSet<string> Noticed(WebhookListener webhook) => [.. webhook.Posted.Select(posted => JsonDocument.Parse(posted.Body).RootElement.GetProperty("notice").GetString()!)];

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
