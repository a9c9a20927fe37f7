using Gateway.Audit;
using Gateway.Audit.Anchoring;
using Gateway.Audit.Publishing;
using Gateway.Audit.Sealing;
using Gateway.Rules.Ledger.Checkpoints;

namespace Gateway.Tests.Audit;

public sealed class PublishingOnSqliteTests(PostgresServer server) : PublishingTests(server, StorageProvider.Sqlite);

public sealed class PublishingOnPostgresTests(PostgresServer server) : PublishingTests(server, StorageProvider.Postgres);

/// <summary>What is signed and published, and what the anchor and the publisher find of damage that was done to real rows and files.</summary>
public abstract class PublishingTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly PostgresServer _server;
    private readonly StorageProvider _provider;
    private PublishingBed _bed = null!;

    private protected PublishingTests(PostgresServer server, StorageProvider provider) => (_server, _provider) = (server, provider);

    public async ValueTask InitializeAsync() => _bed = await PublishingBed.CreateAsync(_provider, _server);

    public ValueTask DisposeAsync() => _bed.DisposeAsync();

    [Fact]
    public async Task What_is_published_holds_for_the_tool_and_grows_with_the_log()
    {
        var ledger = await _bed.StartAsync();
        var publisher = _bed.Publisher(ledger);
        foreach (var entries in (int[])[10, 300, 5])
        {
            await Entries.AppendAllAsync(ledger, entries);
            _bed.Store.Clock.Move(TimeSpan.FromMinutes(61));
            await publisher.StepAsync(None);
            var (code, output, error) = await _bed.VerifyAsync();
            Assert.True(code == 0, output + error);
        }

        Assert.Equal(316, _bed.Checkpoint().Checkpoint.Size);
        Assert.Equal(["11", "311"], Directory.EnumerateFiles(Path.Combine(_bed.Published, "checkpoints")).Select(Path.GetFileName).Order());
        Assert.Equal(32, ledger.LastCheckpoint.Length);
    }

    [Fact]
    public async Task Grown_log_is_signed_at_once_and_published_once_a_minute_and_an_idle_one_every_ten()
    {
        var ledger = await _bed.StartAsync();
        var publisher = _bed.Publisher(ledger);
        await publisher.StepAsync(None);
        await ledger.RecordAsync(Entries.Disclosure());
        await publisher.StepAsync(None);
        Assert.Equal((2, 1), (_bed.Anchor.Read()!.Size, _bed.Checkpoint().Checkpoint.Size));

        _bed.Store.Clock.Move(TimeSpan.FromSeconds(60));
        await publisher.StepAsync(None);
        Assert.Equal(2, _bed.Checkpoint().Checkpoint.Size);

        var tried = publisher.NextTry;
        _bed.Store.Clock.Move(TimeSpan.FromMinutes(9));
        await publisher.StepAsync(None);
        Assert.False(tried.IsCompleted);
        _bed.Store.Clock.Move(TimeSpan.FromMinutes(1));
        await publisher.StepAsync(None);
        Assert.True(tried.IsCompleted);
    }

    [Fact]
    public async Task Process_that_ended_after_the_anchor_moved_goes_on_with_one_history()
    {
        var ledger = await _bed.StartAsync();
        var publisher = _bed.Publisher(ledger);
        await publisher.StepAsync(None);
        await Entries.AppendAllAsync(ledger, 20);
        await publisher.StepAsync(None);
        var anchored = _bed.Anchor.Read()!;
        Assert.Equal((21, 1), (anchored.Size, _bed.Checkpoint().Checkpoint.Size));
        await _bed.StopAsync();

        ledger = await _bed.StartAsync();
        await _bed.Publisher(ledger).StepAsync(None);

        Assert.Equal(22, _bed.Checkpoint().Checkpoint.Size);
        Assert.True(anchored.MayBeFollowedBy(_bed.Anchor.Read()!));
        Assert.Equal(0, (await _bed.VerifyAsync()).Code);
    }

    [Theory]
    [InlineData("leaf", "entry 7 does not match its hash")]
    [InlineData("leaf_hash", "entry 7 does not match its hash")]
    public async Task Bit_flipped_after_the_commit_is_not_signed_and_seals(string column, string why)
    {
        var ledger = await _bed.StartAsync();
        await Entries.AppendAllAsync(ledger, 20);
        await _bed.Store.FlipAsync("entry", column, 7);

        await _bed.Publisher(ledger).StepAsync(None);

        Assert.Contains(why, PublishingBed.Why(ledger));
        Assert.Null(_bed.Anchor.Read());
        Assert.IsType<AppendResult.NotRecorded>(await ledger.AppendAsync(Entries.Disclosure(), None));
        Assert.NotNull(await ledger.ReadLeafAsync(3));
    }

    [Fact]
    public async Task Bit_that_flips_between_the_hashing_and_the_row_is_not_signed_and_seals()
    {
        var ledger = await _bed.StartAsync();
        await Entries.AppendAllAsync(ledger, 3);
        await _bed.Store.FlipOnTheWayAsync(5);
        await Entries.AppendAllAsync(ledger, 5);

        await _bed.Publisher(ledger).StepAsync(None);

        Assert.Contains("entry 5 does not match its hash", PublishingBed.Why(ledger));
        Assert.Null(_bed.Anchor.Read());
    }

    [Fact]
    public async Task Entry_rewritten_with_its_hash_after_it_was_published_seals()
    {
        var ledger = await _bed.StartAsync();
        var publisher = _bed.Publisher(ledger);
        await Entries.AppendAllAsync(ledger, 20);
        await publisher.StepAsync(None);
        await _bed.Store.SpoilAsync("update {entry} set leaf = (select leaf from {entry} where idx = 3), leaf_hash = (select leaf_hash from {entry} where idx = 3) where idx = 7");
        await ledger.RecordAsync(Entries.Disclosure());
        _bed.Store.Clock.Move(TimeSpan.FromMinutes(2));

        await publisher.StepAsync(None);

        Assert.Contains("no longer give the root that was signed", PublishingBed.Why(ledger));
    }

    [Fact]
    public async Task Publisher_goes_on_from_the_published_tiles_and_from_the_first_entry_where_they_are_damaged()
    {
        await _bed.WithHistoryAsync(600);
        using var reader = new LogReader(_bed.Settings);
        var (log, folder, signed) = (reader.Logs()[0], new PublicationFolder(_bed.Published), _bed.Checkpoint().Checkpoint);

        var resumed = RehashedTree.Resume(reader, log, folder, signed);
        Assert.Equal(signed.Size, resumed!.Size);
        Assert.Equal(signed.Root.ToArray(), resumed.Root());
        Assert.Null(RehashedTree.Resume(reader, log, folder, signed with { Root = new byte[32] }));
        var tile = Path.Combine(_bed.Published, "tile", "0", "002.p", "89");
        var bytes = await File.ReadAllBytesAsync(tile, None);
        bytes[40] ^= 1;
        await File.WriteAllBytesAsync(tile, bytes, None);
        Assert.Null(RehashedTree.Resume(reader, log, folder, signed));

        var ledger = await _bed.StartAsync();
        await _bed.Publisher(ledger).StepAsync(None);
        Assert.IsType<LedgerState.Open>(ledger.State);
        Assert.Equal(0, (await _bed.VerifyAsync()).Code);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_grew_since_the_last_publication_is_hashed_again_before_it_is_signed(bool published)
    {
        await _bed.WithHistoryAsync(300);
        if (!published) Directory.Delete(_bed.Published, recursive: true);
        var ledger = await _bed.StartAsync();
        await Entries.AppendAllAsync(ledger, 20);
        await _bed.Store.FlipAsync("entry", "leaf", 310);

        await _bed.Publisher(ledger).StepAsync(None);

        Assert.Contains("entry 310 does not match its hash", PublishingBed.Why(ledger));
        Assert.Equal(301, _bed.Anchor.Read()!.Size);
    }

    [Fact]
    public async Task Damaged_tile_is_made_again_from_the_log()
    {
        var ledger = await _bed.StartAsync();
        var publisher = _bed.Publisher(ledger);
        await Entries.AppendAllAsync(ledger, 300);
        await publisher.StepAsync(None);
        var tile = Path.Combine(_bed.Published, "tile", "1", "000.p", "1");
        var bytes = await File.ReadAllBytesAsync(tile);
        bytes[4] ^= 1;
        await File.WriteAllBytesAsync(tile, bytes);
        Assert.Equal(1, (await _bed.VerifyAsync()).Code);
        await ledger.RecordAsync(Entries.Disclosure());
        _bed.Store.Clock.Move(TimeSpan.FromMinutes(2));

        await publisher.StepAsync(None);

        Assert.IsType<LedgerState.Open>(ledger.State);
        Assert.Equal(0, (await _bed.VerifyAsync()).Code);
    }

    [Fact]
    public async Task Newest_entries_deleted_with_a_head_that_fits_are_a_rollback_at_start()
    {
        var ledger = await _bed.StartAsync();
        await Entries.AppendAllAsync(ledger, 10);
        var (root, frontier) = (await _bed.Store.ReadAsync<byte[]>("select root from {head}"), await _bed.Store.ReadAsync<byte[]>("select frontier from {head}"));
        await Entries.AppendAllAsync(ledger, 10);
        await _bed.Publisher(ledger).StepAsync(None);
        await _bed.StopAsync();
        await _bed.Store.SpoilAsync("delete from {entry} where idx >= 11");
        await _bed.Store.SpoilAsync("update {head} set size = 11, root = @root, frontier = @frontier", ("root", root), ("frontier", frontier));

        Assert.Contains("rollback: the store has 11 entries, and a checkpoint of 21 was signed", PublishingBed.Why(await _bed.StartAsync()));
        Assert.Equal(11L, await _bed.Store.ReadAsync<long>("select size from {head}"));
    }

    [Fact]
    public async Task Anchor_that_was_set_back_with_the_newest_entries_is_told_by_what_is_published()
    {
        var ledger = await _bed.StartAsync();
        var publisher = _bed.Publisher(ledger);
        await Entries.AppendAllAsync(ledger, 10);
        await publisher.StepAsync(None);
        var (root, frontier) = (await _bed.Store.ReadAsync<byte[]>("select root from {head}"), await _bed.Store.ReadAsync<byte[]>("select frontier from {head}"));
        var before = await File.ReadAllBytesAsync(_bed.AnchorFile, None);
        await Entries.AppendAllAsync(ledger, 10);
        _bed.Store.Clock.Move(TimeSpan.FromMinutes(2));
        await publisher.StepAsync(None);
        await _bed.StopAsync();
        await CutAsync(11, root, frontier);
        await File.WriteAllBytesAsync(_bed.AnchorFile, before, None);

        ledger = await _bed.StartAsync();
        await _bed.Publisher(ledger).StepAsync(None);

        Assert.Contains("the anchor was set back", PublishingBed.Why(ledger));
    }

    [Fact]
    public async Task Anchor_that_was_taken_away_with_the_newest_entries_is_not_accepted_in_silence()
    {
        var ledger = await _bed.StartAsync();
        await Entries.AppendAllAsync(ledger, 10);
        var (root, frontier) = (await _bed.Store.ReadAsync<byte[]>("select root from {head}"), await _bed.Store.ReadAsync<byte[]>("select frontier from {head}"));
        await Entries.AppendAllAsync(ledger, 10);
        await _bed.Publisher(ledger).StepAsync(None);
        await _bed.StopAsync();
        await CutAsync(11, root, frontier);
        File.Delete(_bed.AnchorFile);

        for (var start = 0; start < 2; start++)
        {
            Assert.Contains("the anchor is missing, and the log has 11 entries", PublishingBed.Why(await _bed.StartAsync()));
            await _bed.StopAsync();
        }

        Assert.Equal(11L, await _bed.Store.ReadAsync<long>("select size from {head}"));
    }

    [Fact]
    public async Task Start_that_ended_between_anchor_and_store_goes_on_under_the_same_name()
    {
        Assert.Equal("gateway-ledger/2026/000000000001", _bed.Anchor.Begin(null, "gateway-ledger/2026/000000000001"));
        var ledger = await _bed.StartAsync();

        Assert.Equal("gateway-ledger/2026/000000000001", (await ledger.RecordAsync(Entries.Disclosure())).Log);
    }

    [Fact]
    public async Task Store_emptied_before_anything_was_signed_is_a_rollback_too()
    {
        await (await _bed.StartAsync()).RecordAsync(Entries.Disclosure());
        await _bed.StopAsync();
        await using var empty = await LedgerBed.CreateAsync(_provider, _server);

        Assert.Contains("rollback: the store is empty, and the anchor knows a log", PublishingBed.Why(await empty.StartAsync(empty.Settings with { Anchor = _bed.AnchorFile })));
    }

    [Fact]
    public async Task Outside_development_no_log_is_begun_without_being_told()
    {
        Assert.Contains("Gateway ledger init", PublishingBed.Why(await _bed.Store.StartAsync(_bed.Settings with { MayBegin = false })));
        Assert.Empty(_bed.Anchor.Places());
    }

    [Fact]
    public async Task Anchor_of_an_earlier_version_is_refused_and_not_touched()
    {
        await using var earlier = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_bed.AnchorFile};Pooling=False");
        await earlier.OpenAsync(None);
        await using var command = earlier.CreateCommand();
        command.CommandText = "create table anchor (only_one integer primary key)";
        await command.ExecuteNonQueryAsync(None);

        Assert.Contains("anchor was made by an earlier version", PublishingBed.Why(await _bed.StartAsync()));
    }

    [Fact]
    public async Task Empty_store_under_an_anchor_begins_no_new_log()
    {
        await _bed.WithHistoryAsync(5);
        await using var empty = await LedgerBed.CreateAsync(_provider, _server);

        var ledger = await empty.StartAsync(empty.Settings with { Anchor = _bed.AnchorFile });

        Assert.Contains("rollback: the store is empty, and a checkpoint of 6 entries was signed", PublishingBed.Why(ledger));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => empty.ReadAsync<string>("select name from {log}"));
    }

    [Fact]
    public async Task Another_log_under_the_anchor_is_refused()
    {
        await _bed.WithHistoryAsync(5);
        await using var other = await LedgerBed.CreateAsync(_provider, _server);
        await other.WithHistoryAsync(20);

        var ledger = await other.StartAsync(other.Settings with { Anchor = _bed.AnchorFile });

        Assert.Contains("the anchor is of the log gateway-ledger/2026/", PublishingBed.Why(ledger));
    }

    [Fact]
    public async Task History_rewritten_with_a_tree_that_fits_is_told_at_start()
    {
        await _bed.WithHistoryAsync(5);
        var forged = new Checkpoint(_bed.Checkpoint().Checkpoint.Origin, 6, new byte[32]);
        await using var writable = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_bed.AnchorFile};Pooling=False");
        await writable.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = writable.CreateCommand();
        command.CommandText = "drop trigger place_back; update place set root = $root, note = $note";
        command.Parameters.AddWithValue("$root", new byte[32]);
        command.Parameters.AddWithValue("$note", SignedCheckpoint.Sign(forged, SignerKey.Read("", PublishingBed.Key).Signer(forged.Origin)).ToBytes());
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        Assert.Contains("the first 6 entries are not those whose checkpoint was signed", PublishingBed.Why(await _bed.StartAsync()));
    }

    [Fact]
    public async Task Anchor_goes_neither_back_nor_sideways_and_only_one_of_two_moves_it()
    {
        await _bed.WithHistoryAsync(3);
        var now = _bed.Anchor.Read()!;
        var later = At(now, 9, 1);
        Assert.Throws<ArgumentException>(() => _bed.Anchor.Move(now, At(now, 3, 2)));
        Assert.Throws<ArgumentException>(() => _bed.Anchor.Move(now, At(now, now.Size, 2)));
        Assert.False(_bed.Anchor.Move(null, later));
        Assert.True(_bed.Anchor.Move(now, later));
        Assert.False(_bed.Anchor.Move(now, At(now, 12, 2)));
        Assert.True(_bed.Anchor.Read()!.IsSameTreeAs(later));
    }

    private async Task CutAsync(long size, byte[] root, byte[] frontier)
    {
        foreach (var table in (string[])["entry", "sealed", "entry_subject"]) await _bed.Store.SpoilAsync($"delete from {{{table}}} where idx >= {size}");
        await _bed.Store.SpoilAsync($"update {{head}} set size = {size}, root = @root, frontier = @frontier", ("root", root), ("frontier", frontier));
    }

    private static Anchored At(Anchored like, long size, byte fill) =>
        new(new SignedCheckpoint(new Checkpoint(like.Origin, size, Root(fill)), like.Head.Note with { Text = new Checkpoint(like.Origin, size, Root(fill)).ToText() }));

    private static byte[] Root(byte fill) => [.. Enumerable.Repeat(fill, 32)];
}
