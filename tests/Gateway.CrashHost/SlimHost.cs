using Gateway.Audit;
using Gateway.Audit.Publishing;
using Gateway.Audit.Witness;
using Gateway.Rules.Ledger.Witnessing;

namespace Gateway.CrashHost;

/// <summary>
/// The ledger without the service around it: opens, says so, waits for a line, and is then under load until it is killed. On PostgreSQL
/// two writers share the log.
/// </summary>
internal static class SlimHost
{
    private const int Callers = 10;

    public static async Task<int> RunAsync(Orders orders, KilledAt? _)
    {
        var clock = new HurriedClock(orders.Now);
        var ledger = await OpenAsync(orders, clock);
        var writers = orders.Settings.Provider == StorageProvider.Postgres ? new[] { ledger, await OpenAsync(orders, clock) } : [ledger];
        Pipe.Say("open");
        if (await Console.In.ReadLineAsync() is null) return 1;

        var children = new Children(orders.Seed, orders.Start);
        var callers = Enumerable.Range(0, Callers).Select(i => new Caller(writers[i % writers.Length], children, new Random(orders.Seed + i)).RunAsync());
        using var publisher = Publisher(orders, ledger, clock);
        await Task.WhenAll([.. callers, new Tending(ledger, publisher, clock, children, orders.Settings).RunAsync()]);
        return 0;
    }

    private static async Task<Ledger> OpenAsync(Orders orders, HurriedClock clock)
    {
        var ledger = new Ledger(orders.Settings, clock, new Announcing<Ledger>());
        await ledger.StartAsync(CancellationToken.None);
        if (ledger.State is LedgerState.Sealed { Why: var why }) Pipe.Say($"closed {why}");
        return ledger;
    }

    private static PublishCheckpoints Publisher(Orders orders, Ledger ledger, HurriedClock clock)
    {
        var signer = new AnnouncedSigner(orders.Signer);
        using var reader = new LogReader(orders.Settings);
        var witness = new InProcessWitness(orders.Witness, signer.Signer(reader.Logs()[^1].Name), orders.Folder, clock);
        var policy = ((WitnessPolicyReading.Valid)WitnessPolicyReader.Read(System.Text.Encoding.UTF8.GetBytes(witness.Lines))).Policy;
        var settings = new PublishingSettings(signer, null, Path.Combine(orders.Folder, "published"), policy, witness.Lines);
        return new PublishCheckpoints(
            ledger, orders.Settings, settings, new AskWitnesses(new HttpClient(witness), new Announcing<AskWitnesses>()), new WitnessQuorum(clock), clock, new Announcing<PublishCheckpoints>());
    }
}
