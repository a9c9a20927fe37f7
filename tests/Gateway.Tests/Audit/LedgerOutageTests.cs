using Gateway.Audit;
using Gateway.Audit.Sealing;
using Gateway.Audit.Search;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Gateway.Tests.Audit;

public sealed class LedgerOutageTests(PostgresServer server)
{
    [Fact]
    public async Task PostgreSQL_killed_and_back_loses_nothing_and_releases_nothing_meanwhile()
    {
        await using var cluster = await PostgresCluster.StartNewAsync();
        using var ledger = await StartAsync(cluster.ConnectionString);
        var running = Task.WhenAll(Enumerable.Range(0, 8).Select(_ => AppendUntilRefusedAsync(ledger)));
        await ledger.RecordAsync(Entries.Disclosure());

        await cluster.KillAsync();
        var acknowledged = (await running).SelectMany(r => r).ToArray();
        Assert.IsType<LedgerState.Sealed>(ledger.State);
        Assert.IsType<AppendResult.NotRecorded>(await ledger.AppendAsync(Entries.Disclosure()));
        await Assert.ThrowsAsync<LedgerUnreadableException>(() => ledger.FindAsync(Guid.NewGuid()));

        await cluster.StartAsync();
        await OpenAgainAsync(ledger);
        var after = await ledger.RecordAsync(Entries.Disclosure());
        Assert.All(acknowledged, r => Assert.InRange(r.Index, 0, after.Index - 1));
        foreach (var receipt in acknowledged.TakeLast(20)) Assert.Equal(receipt.EntryId, (await ledger.ReadLeafAsync(receipt.Index))!.EntryId);
        await ledger.StopAsync(CancellationToken.None);
        using var verified = await StartAsync(cluster.ConnectionString);
        Assert.IsType<LedgerState.Open>(verified.State);
    }

    [Fact]
    public async Task PostgreSQL_away_at_the_start_leaves_a_living_process_that_opens_later()
    {
        await using var cluster = await PostgresCluster.StartNewAsync();
        await cluster.KillAsync();
        using var ledger = await StartAsync(cluster.ConnectionString);
        Assert.IsType<LedgerState.Sealed>(ledger.State);

        await cluster.StartAsync();
        await OpenAgainAsync(ledger);

        Assert.Equal(1, (await ledger.RecordAsync(Entries.Disclosure())).Index);
    }

    [Fact]
    public async Task Database_that_turned_read_only_refuses_until_it_can_be_written_again()
    {
        var database = await server.CreateDatabaseAsync();
        using var ledger = await StartAsync(database);
        await ledger.RecordAsync(Entries.Disclosure());
        await AlterAsync(database, "set default_transaction_read_only = on");

        Assert.IsType<AppendResult.NotRecorded>(await ledger.AppendAsync(Entries.Disclosure()));
        Assert.Contains("25006", Assert.IsType<LedgerState.Sealed>(ledger.State).Why);

        await AlterAsync(database, "reset default_transaction_read_only");
        await OpenAgainAsync(ledger);
        await ledger.RecordAsync(Entries.Disclosure());
    }

    [Fact]
    public async Task Database_that_does_not_wait_for_its_disk_is_refused()
    {
        var database = await server.CreateDatabaseAsync();
        await AlterAsync(database, "set synchronous_commit = off");

        using var ledger = await StartAsync(database);

        Assert.Contains("synchronous_commit is off", Assert.IsType<LedgerState.Sealed>(ledger.State).Why);
    }

    [Theory]
    [InlineData("fsync")]
    [InlineData("full_page_writes")]
    public async Task Server_that_does_not_wait_for_its_disk_is_refused(string setting)
    {
        await using var cluster = await PostgresCluster.StartNewAsync();
        await PostgresServer.ExecuteAsync(cluster.ConnectionString, $"alter system set {setting} = off");
        await PostgresServer.ExecuteAsync(cluster.ConnectionString, "select pg_reload_conf()");
        await cluster.KillAsync();
        await cluster.StartAsync();

        using var ledger = await StartAsync(cluster.ConnectionString);

        Assert.Contains($"{setting} is off", Assert.IsType<LedgerState.Sealed>(ledger.State).Why);
    }

    [Fact]
    public async Task Ten_thousand_at_once_on_a_slow_store_are_recorded_or_refused_and_memory_stays()
    {
        var database = await server.CreateDatabaseAsync();
        using var ledger = await StartAsync(database);
        await ledger.RecordAsync(Entries.Disclosure("so that the child's key is known"));
        await PostgresServer.ExecuteAsync(database, """
            create function ledger.slow() returns trigger language plpgsql as 'begin perform pg_sleep(0.05); return new; end';
            create trigger slow before update on ledger.head for each row execute function ledger.slow();
            """);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var appends = Enumerable.Range(0, 10_000).Select(_ => ledger.AppendAsync(Entries.Disclosure("a child")).AsTask()).ToArray();
        var results = await Task.WhenAll(appends);

        var recorded = results.OfType<AppendResult.Recorded>().Select(result => result.Receipt.Index).Order().ToArray();
        Assert.Equal(Enumerable.Range(2, recorded.Length).Select(i => (long)i), recorded);
        Assert.InRange(recorded.Length, Ledger.QueueLength, 10_000 - 1);
        Assert.All(results.OfType<AppendResult.NotRecorded>(), refused => Assert.Equal("the ledger's queue is full", refused.Why));
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 64L * 1024 * 1024);
        await ledger.StopAsync(CancellationToken.None);
        using var verified = await StartAsync(database);
        Assert.IsType<LedgerState.Open>(verified.State);
    }

    [Fact]
    public async Task Two_writers_share_one_log_without_a_gap()
    {
        var database = await server.CreateDatabaseAsync();
        using var one = await StartAsync(database);
        using var other = await StartAsync(database);

        var receipts = (await Task.WhenAll(Entries.AppendAllAsync(one, 700), Entries.AppendAllAsync(other, 700))).SelectMany(r => r).ToArray();

        Assert.Equal(Enumerable.Range(2, 1400).Select(i => (long)i), receipts.Select(r => r.Index).Order());
        Assert.Single(receipts.Select(r => r.Log).Distinct());
        foreach (var of in new AccessOf[] { new AccessOf.ToChild(Entries.Child(0)), new AccessOf.ByAgency(Entries.Nurse.Agency) })
        {
            var history = await one.History.ReadAsync(of, null, 2000, CancellationToken.None);
            Assert.Empty(history.Gaps);
            Assert.Equal(Enumerable.Range(1, 1400).Reverse().Select(i => (long)i), history.Entries.Select(entry => entry.On!.Value.Ordinal));
        }

        using var third = await StartAsync(database);
        Assert.IsType<LedgerState.Open>(third.State);
    }

    [Fact]
    public async Task Two_processes_make_one_key_for_one_child()
    {
        var database = await server.CreateDatabaseAsync();
        using var one = await StartAsync(database);
        using var other = await StartAsync(database);

        await Task.WhenAll(Enumerable.Range(0, 20).SelectMany(child => new[] { one, other }.Select(ledger =>
            ledger.RecordAsync(Entries.Disclosure() with { Sections = [Entries.About(Entries.Child(child), "asked")] }))));

        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var count = new NpgsqlCommand("select count(*) from ledger_keys.subject_key", connection);
        Assert.Equal(20L, await count.ExecuteScalarAsync());
    }

    [Fact]
    public async Task One_question_has_one_decision_also_across_two_processes()
    {
        var database = await server.CreateDatabaseAsync();
        using var one = await StartAsync(database);
        using var other = await StartAsync(database);
        var interaction = Guid.NewGuid();

        var receipt = await one.RecordAsync(Entries.Decision(interaction));
        var already = Assert.IsType<AppendResult.AlreadyDecided>(await other.AppendAsync(Entries.Decision(interaction)));

        Assert.Equal(receipt.EntryId, already.Decision.EntryId);
    }

    [Fact]
    public async Task Answer_lost_at_the_commit_is_found_again_and_not_written_twice()
    {
        var database = new NpgsqlConnectionStringBuilder(await server.CreateDatabaseAsync());
        await using var proxy = new AnswerDroppingProxy(database.Host!, database.Port);
        var direct = database.ToString();
        (database.Host, database.Port) = ("127.0.0.1", proxy.Port);
        using var ledger = await StartAsync(database.ToString());
        await ledger.RecordAsync(Entries.Disclosure("so that the child's key and the heads of the trails are known"));

        proxy.DropNextAnswer();
        var receipt = await ledger.RecordAsync(Entries.Disclosure("once"));

        Assert.Equal(1, proxy.Dropped);
        Assert.Equal(2, receipt.Index);
        Assert.Equal(3, (await ledger.RecordAsync(Entries.Disclosure("next"))).Index);
        await ledger.StopAsync(CancellationToken.None);
        using var verified = await StartAsync(direct);
        Assert.IsType<LedgerState.Open>(verified.State);
    }

    [Fact]
    public async Task Answer_lost_before_the_commit_is_asked_for_again()
    {
        var database = new NpgsqlConnectionStringBuilder(await server.CreateDatabaseAsync());
        await using var proxy = new AnswerDroppingProxy(database.Host!, database.Port);
        (database.Host, database.Port) = ("127.0.0.1", proxy.Port);
        using var ledger = await StartAsync(database.ToString());

        proxy.DropNextAnswer();
        Assert.Equal(1, (await ledger.RecordAsync(Entries.Disclosure("the key of the child is looked for"))).Index);
        proxy.DropNextAnswer();
        Assert.Equal(2, (await ledger.RecordAsync(Entries.Disclosure() with { Common = new AskerSection(new byte[2], new Actor("another")) })).Index);

        Assert.Equal(2, proxy.Dropped);
        Assert.IsType<LedgerState.Open>(ledger.State);
    }

    [Fact]
    public async Task Full_disk_seals_the_file_and_what_was_recorded_stays()
    {
        await using var bed = await LedgerBed.CreateAsync(StorageProvider.Sqlite, server);
        var ledger = await bed.StartAsync(bed.Settings with { MaximumPages = 60 });

        var acknowledged = await AppendUntilRefusedAsync(ledger);
        Assert.Contains("SQLite 13", Assert.IsType<LedgerState.Sealed>(ledger.State).Why);
        Assert.IsType<AppendResult.NotRecorded>(await ledger.AppendAsync(Entries.Disclosure()));

        await bed.StopAsync();
        var after = await (await bed.StartAsync()).RecordAsync(Entries.Disclosure());
        Assert.NotEmpty(acknowledged);
        Assert.Equal(acknowledged[^1].Index + 2, after.Index);
    }

    [Fact]
    public async Task Second_process_on_one_file_waits_for_the_first_to_end()
    {
        await using var bed = await LedgerBed.CreateAsync(StorageProvider.Sqlite, server);
        var first = await bed.StartAsync();
        using var second = new Ledger(bed.Settings, bed.Clock, NullLogger<Ledger>.Instance);
        await second.StartAsync(CancellationToken.None);
        Assert.Contains("another process", Assert.IsType<LedgerState.Sealed>(second.State).Why);

        await first.StopAsync(CancellationToken.None);
        await OpenAgainAsync(second);

        Assert.Equal(2, (await second.RecordAsync(Entries.Disclosure())).Index);
        await second.StopAsync(CancellationToken.None);
    }

    private static async Task<Ledger> StartAsync(string database)
    {
        var settings = new LedgerSettings(StorageProvider.Postgres, database, new LedgerKey(LedgerBed.Key));
        var ledger = new Ledger(settings, new MovableClock(), NullLogger<Ledger>.Instance);
        await ledger.StartAsync(CancellationToken.None);
        return ledger;
    }

    private static async Task<List<LedgerReceipt>> AppendUntilRefusedAsync(Ledger ledger)
    {
        List<LedgerReceipt> receipts = [];
        while (await ledger.AppendAsync(Entries.Disclosure(new string('x', 2000))) is AppendResult.Recorded recorded) receipts.Add(recorded.Receipt);
        return receipts;
    }

    private static async Task OpenAgainAsync(Ledger ledger)
    {
        while (true)
        {
            var changed = ledger.StateChanged;
            if (ledger.State is LedgerState.Open) return;
            await changed.WaitAsync(TimeSpan.FromSeconds(60));
        }
    }

    // New sessions take the setting; those that are there are ended.
    private static async Task AlterAsync(string database, string setting)
    {
        var name = new NpgsqlConnectionStringBuilder(database).Database;
        await PostgresServer.ExecuteAsync(
            new NpgsqlConnectionStringBuilder(database) { Database = "postgres" }.ToString(),
            $"alter database {name} {setting}");
        await PostgresServer.ExecuteAsync(
            new NpgsqlConnectionStringBuilder(database) { Database = "postgres" }.ToString(),
            $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'");
    }
}
