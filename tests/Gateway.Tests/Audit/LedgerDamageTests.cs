using Gateway.Audit;
using Gateway.Audit.Sealing;

namespace Gateway.Tests.Audit;

public sealed class LedgerDamageOnSqliteTests(PostgresServer server) : LedgerDamageTests(server, StorageProvider.Sqlite);

public sealed class LedgerDamageOnPostgresTests(PostgresServer server) : LedgerDamageTests(server, StorageProvider.Postgres);

public abstract class LedgerDamageTests : IAsyncLifetime
{
    private readonly PostgresServer _server;
    private readonly StorageProvider _provider;
    private LedgerBed _bed = null!;

    private protected LedgerDamageTests(PostgresServer server, StorageProvider provider) => (_server, _provider) = (server, provider);

    public async ValueTask InitializeAsync() => _bed = await LedgerBed.CreateAsync(_provider, _server);

    public ValueTask DisposeAsync() => _bed.DisposeAsync();

    [Theory]
    [InlineData("leaf", "entry 7 does not match its hash")]
    [InlineData("leaf_hash", "entry 7 does not match its hash")]
    public async Task Changed_byte_seals_the_start(string column, string why)
    {
        await _bed.WithHistoryAsync(20);
        await _bed.FlipAsync("entry", column, 7);
        await SealedAtStartAsync(why);
    }

    [Theory]
    [InlineData("delete from {entry} where idx = 20", "counts 21 entries, but 20 are stored")]
    [InlineData("delete from {entry} where idx = 5", "entry 5 is missing")]
    [InlineData("update {entry} set idx = 100 where idx = 5", "but 101 are stored")]
    [InlineData("update {entry} set time_ms = time_ms + 1 where idx = 5", "entry 5 does not match its columns")]
    [InlineData("update {entry} set type = 9 where idx = 5", "entry 5 does not match its columns")]
    [InlineData("update {head} set size = size - 1", "but 21 are stored")]
    [InlineData("update {head} set frontier = root, size = 16", "but 21 are stored")]
    [InlineData("update {head} set root = (select leaf_hash from {entry} where idx = 3)", "frontier does not give the stored root")]
    [InlineData("update {head} set time_ms = 1", "earlier than its last entry")]
    [InlineData("delete from {head}", "no head")]
    public async Task Rows_moved_about_seal_the_start(string damage, string why)
    {
        await _bed.WithHistoryAsync(20);
        await _bed.SpoilAsync(damage);
        await SealedAtStartAsync(why);
    }

    [Fact]
    public async Task Swapped_rows_seal_the_start()
    {
        await _bed.WithHistoryAsync(20);
        await _bed.SpoilAsync("update {entry} set idx = 1000 where idx = 4");
        await _bed.SpoilAsync("update {entry} set idx = 4 where idx = 9");
        await _bed.SpoilAsync("update {entry} set idx = 9 where idx = 1000");
        await SealedAtStartAsync("not the root of the stored entries");
    }

    [Theory]
    [InlineData(true, "entry 5 does not match its columns")]
    [InlineData(false, "not the root of the stored entries")]
    public async Task Row_put_in_between_with_all_later_ones_renumbered_seals_the_start(bool isACopy, string why)
    {
        await _bed.WithHistoryAsync(20);
        // Up by a thousand and down again, so that no two rows meet on the way; the last one goes, so that the count fits.
        await _bed.SpoilAsync("delete from {entry} where idx = 20");
        await _bed.SpoilAsync("update {entry} set idx = idx + 1000 where idx >= 5");
        await _bed.SpoilAsync("update {entry} set idx = idx - 999 where idx >= 1000");
        var (leaf, id) = (await _bed.ReadAsync<byte[]>("select leaf from {entry} where idx = 4"), Guid.NewGuid());
        if (!isACopy) id.TryWriteBytes(leaf.AsSpan(10, 16), bigEndian: true, out _);

        await _bed.SpoilAsync(
            "insert into {entry} (log_id, idx, entry_id, interaction_id, type, time_ms, leaf, leaf_hash) select 1, 5, @id, interaction_id, type, time_ms, @leaf, @hash from {entry} where idx = 4",
            ("id", _provider == StorageProvider.Sqlite ? id.ToByteArray(bigEndian: true) : id), ("leaf", leaf), ("hash", Gateway.Rules.Ledger.TreeHash.OfLeaf(leaf)));

        await SealedAtStartAsync(why);
    }

    [Fact]
    public async Task Damaged_sealed_section_is_told_from_a_whole_one()
    {
        await _bed.WithHistoryAsync(3);
        await _bed.FlipAsync("sealed", "ciphertext", 2);

        var ledger = await _bed.StartAsync();

        Assert.IsType<SectionReading.Damaged>(await ledger.ReadSectionAsync(2, 1));
        Assert.IsType<SectionReading.Opened>(await ledger.ReadSectionAsync(3, 1));
    }

    [Fact]
    public async Task Section_moved_to_another_entry_does_not_open()
    {
        await _bed.WithHistoryAsync(3);
        await _bed.SpoilAsync("delete from {sealed} where idx = 3 and section = 1");
        await _bed.SpoilAsync("update {sealed} set idx = 3 where idx = 2 and section = 1");

        var ledger = await _bed.StartAsync();

        Assert.IsType<SectionReading.Damaged>(await ledger.ReadSectionAsync(3, 1));
        Assert.IsType<SectionReading.NotThere>(await ledger.ReadSectionAsync(2, 1));
    }

    [Fact]
    public async Task Head_moved_under_a_running_ledger_seals_it()
    {
        var ledger = await _bed.StartAsync();
        await ledger.RecordAsync(Entries.Disclosure());
        await _bed.SpoilAsync("update {head} set size = size + 1");

        Assert.IsType<AppendResult.NotRecorded>(await ledger.AppendAsync(Entries.Disclosure()));
        Assert.Contains("counts 3 entries, but 2 are stored", Assert.IsType<LedgerState.Sealed>(ledger.State).Why);
    }

    [Fact]
    public async Task Log_that_shrank_under_a_running_ledger_seals_it()
    {
        var ledger = await _bed.StartAsync();
        var before = await _bed.ReadAsync<byte[]>("select root from {head}");
        var frontier = await _bed.ReadAsync<byte[]>("select frontier from {head}");
        await ledger.RecordAsync(Entries.Disclosure());
        await _bed.SpoilAsync("delete from {entry} where idx = 1");
        await _bed.SpoilAsync("update {head} set size = 1, root = @root, frontier = @frontier", ("root", before), ("frontier", frontier));

        Assert.IsType<AppendResult.NotRecorded>(await ledger.AppendAsync(Entries.Disclosure()));
        Assert.Contains("fewer than the 2 this process has seen", Assert.IsType<LedgerState.Sealed>(ledger.State).Why);
    }

    [Theory]
    [InlineData("update {entry} set leaf = leaf_hash")]
    [InlineData("delete from {entry}")]
    [InlineData("update {sealed} set section = 9")]
    [InlineData("delete from {sealed}")]
    [InlineData("update {log} set name = 'another'")]
    [InlineData("delete from {log}")]
    [InlineData("delete from {head}")]
    [InlineData("update {head} set size = size - 1")]
    [InlineData("update {entry_subject} set idx = idx + 1000")]
    [InlineData("delete from {entry_subject}")]
    [InlineData("update {subject_head} set ordinal = ordinal - 1")]
    [InlineData("delete from {subject_head}")]
    public async Task Store_itself_refuses_to_change_what_is_recorded(string sql)
    {
        await _bed.WithHistoryAsync(1);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => _bed.ExecuteAsync(sql));
        Assert.IsType<LedgerState.Open>((await _bed.StartAsync()).State);
    }

    [Theory]
    [InlineData("log")]
    [InlineData("entry")]
    [InlineData("sealed")]
    [InlineData("entry_subject")]
    [InlineData("subject_head")]
    [InlineData("head")]
    public async Task Store_itself_refuses_to_be_emptied(string table)
    {
        await _bed.WithHistoryAsync(1);
        // SQLite has no other word for it; what it does in its place meets the same trigger.
        var sql = _provider == StorageProvider.Sqlite ? $"delete from {{{table}}}" : $"truncate {{{table}}}";
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => _bed.ExecuteAsync(sql));
        Assert.IsType<LedgerState.Open>((await _bed.StartAsync()).State);
    }

    [Fact]
    public async Task Another_key_seals_the_start()
    {
        await _bed.WithHistoryAsync(1);
        var ledger = await _bed.StartAsync(_bed.Settings with { Key = new LedgerKey(new byte[32]) });
        Assert.Contains("Ledger:Key is not the key", Assert.IsType<LedgerState.Sealed>(ledger.State).Why);
    }

    [Fact]
    public async Task Ledger_of_an_earlier_schema_is_refused_and_not_touched()
    {
        await _bed.WithHistoryAsync(1);
        await _bed.SpoilAsync("drop table {subject_head}");
        await _bed.SpoilAsync("drop table {entry_subject}");

        var ledger = await _bed.StartAsync();

        Assert.Contains("earlier version of this program", Assert.IsType<LedgerState.Sealed>(ledger.State).Why);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => _bed.ReadAsync<long>("select count(*) from {subject_head}"));
    }

    [Fact]
    public async Task One_bad_entry_fails_alone()
    {
        var ledger = await _bed.StartAsync();
        var bad = Guid.NewGuid();
        await RefuseInTheStoreAsync(bad);

        var results = await Task.WhenAll(Enumerable.Range(0, 101)
            .Select(i => ledger.AppendAsync(i == 50 ? Entries.New(EntryType.Disclosure, bad) : Entries.Disclosure()).AsTask()));

        Assert.Equal("the store refused the entry", Assert.IsType<AppendResult.NotRecorded>(results[50]).Why);
        Assert.Equal(Enumerable.Range(1, 100).Select(i => (long)i), results.OfType<AppendResult.Recorded>().Select(r => r.Receipt.Index).Order());
        await _bed.StopAsync();
        Assert.IsType<LedgerState.Open>((await _bed.StartAsync()).State);
    }

    [Fact]
    public async Task Full_queue_refuses_and_loses_nothing_that_was_queued()
    {
        var ledger = await _bed.StartAsync();
        await using var holder = await _bed.ConnectAsync();
        await using var transaction = await holder.BeginTransactionAsync();
        await using (var held = holder.CreateCommand())
        {
            (held.Transaction, held.CommandText) = (transaction, $"update {_bed.Schema}head set size = size + 1");
            await held.ExecuteNonQueryAsync();
        }

        var appends = Enumerable.Range(0, Ledger.QueueLength + 600).Select(_ => ledger.AppendAsync(Entries.Disclosure()).AsTask()).ToArray();
        var first = await await Task.WhenAny(appends);
        await transaction.RollbackAsync();
        var results = await Task.WhenAll(appends);

        Assert.Equal("the ledger's queue is full", Assert.IsType<AppendResult.NotRecorded>(first).Why);
        var recorded = results.OfType<AppendResult.Recorded>().Select(r => r.Receipt.Index).Order().ToArray();
        Assert.InRange(recorded.Length, Ledger.QueueLength, appends.Length - 1);
        Assert.Equal(Enumerable.Range(1, recorded.Length).Select(i => (long)i), recorded);
    }

    [Fact]
    public async Task Probe_writes_one_heartbeat_in_five_seconds_however_often_it_is_asked()
    {
        var ledger = await _bed.StartAsync();
        var probe = new LedgerProbe(ledger, _bed.Clock);

        Assert.All(await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => probe.CanAppendAsync())), Assert.True);
        _bed.Clock.Move(TimeSpan.FromSeconds(4.9));
        Assert.True(await probe.CanAppendAsync());
        Assert.Null(await ledger.ReadLeafAsync(2));
        _bed.Clock.Move(TimeSpan.FromSeconds(0.1));
        Assert.True(await probe.CanAppendAsync());
        Assert.Equal((byte)EntryType.Heartbeat, (await ledger.ReadLeafAsync(2))!.Type);
    }

    private async Task RefuseInTheStoreAsync(Guid interaction)
    {
        if (_provider == StorageProvider.Sqlite)
        {
            await _bed.ExecuteAsync(
                $"create trigger bad before insert on entry when new.interaction_id = x'{Convert.ToHexString(interaction.ToByteArray(bigEndian: true))}' begin select raise(abort, 'bad'); end");
            return;
        }

        await _bed.ExecuteAsync($"alter table ledger.entry add constraint bad check (interaction_id <> '{interaction}')");
    }

    private async Task SealedAtStartAsync(string why)
    {
        var ledger = await _bed.StartAsync();

        Assert.Contains(why, Assert.IsType<LedgerState.Sealed>(ledger.State).Why);
        Assert.Contains(why, Assert.IsType<AppendResult.NotRecorded>(await ledger.AppendAsync(Entries.Disclosure())).Why);
        Assert.False(await new LedgerProbe(ledger, _bed.Clock).CanAppendAsync());
    }
}
