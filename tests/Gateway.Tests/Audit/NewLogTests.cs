using System.Text.Json;
using Gateway.Audit;
using Gateway.Audit.Publishing;
using Gateway.Audit.Sealing;
using Gateway.Audit.Search;
using Gateway.Rules.Ledger;
using Gateway.Rules.Ledger.Evidence;

namespace Gateway.Tests.Audit;

public sealed class NewLogOnSqliteTests(PostgresServer server) : NewLogTests(server, StorageProvider.Sqlite);

public sealed class NewLogOnPostgresTests(PostgresServer server) : NewLogTests(server, StorageProvider.Postgres)
{
    [Fact]
    public async Task Another_process_follows_into_the_new_log()
    {
        var (one, two) = (await Bed.StartAsync(), await Bed.StartAsync());
        await two.RecordAsync(Entries.Disclosure());
        Bed.Store.Clock.Move(TimeSpan.FromDays(60));
        var turned = await one.RecordAsync(Entries.Disclosure());

        for (var tries = 0; tries < 20; tries++)
        {
            var changed = two.StateChanged;
            if (await two.AppendAsync(Entries.Disclosure(), CancellationToken.None) is AppendResult.Recorded { Receipt: var receipt })
            {
                Assert.Equal(turned.Log, receipt.Log);
                await one.RecordAsync(Entries.Disclosure());
                Assert.Equal(2L, await Bed.Store.ReadAsync<long>("select count(*) from {log}"));
                return;
            }

            await changed.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        }

        Assert.Fail("it did not follow");
    }
}

/// <summary>The turn of the year: one log is closed, and the next goes on from it.</summary>
public abstract class NewLogTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TimeSpan IntoNextYear = TimeSpan.FromDays(60);
    private static readonly string Next = SignerKey.Make();

    private readonly PostgresServer _server;
    private readonly StorageProvider _provider;
    private PublishingBed _bed = null!;

    private protected PublishingBed Bed => _bed;

    private protected NewLogTests(PostgresServer server, StorageProvider provider) => (_server, _provider) = (server, provider);

    public async ValueTask InitializeAsync() => _bed = await PublishingBed.CreateAsync(_provider, _server);

    public ValueTask DisposeAsync() => _bed.DisposeAsync();

    [Fact]
    public async Task First_start_of_a_year_closes_the_log_and_begins_one_that_commits_to_its_end()
    {
        await _bed.WithHistoryAsync(300);
        _bed.Store.Clock.Move(IntoNextYear);
        var ledger = await _bed.StartAsync();
        var after = await ledger.RecordAsync(Entries.Disclosure("a child"));

        Assert.StartsWith("gateway-ledger/2027/", after.Log);
        Assert.Equal((304, 2), (after.Index, after.LogIndex));
        Assert.Equal(EntryType.Sealed, (EntryType)(await ledger.ReadLeafAsync(301))!.Type);
        Assert.Equal(EntryType.Opened, (EntryType)(await ledger.ReadLeafAsync(302))!.Type);
        await _bed.Publisher(ledger, Next, retiring: PublishingBed.Key).StepAsync(None);

        Assert.IsType<LedgerState.Open>(ledger.State);
        Assert.Equal(302, _bed.Checkpoint().Checkpoint.Size);
        using var first = await FirstAsync(ledger, 302);
        Assert.True(PreviousLog.IsNamed(_bed.Checkpoint().Checkpoint, JsonSerializer.SerializeToUtf8Bytes(first.RootElement)));
        var (code, output, error) = await _bed.VerifyChainAsync(2);
        Assert.True(code == 0, output + error);
        Assert.Contains("goes on from gateway-ledger/2026/", output);
        Assert.Equal([302L, 3L], _bed.Anchor.Places().Select(place => place.Size));
    }

    [Fact]
    public async Task Running_ledger_turns_with_the_first_entry_of_the_year_and_loses_none()
    {
        var ledger = await _bed.StartAsync();
        var publisher = _bed.Publisher(ledger, Next, retiring: PublishingBed.Key);
        await _bed.Publisher(ledger).StepAsync(None);
        await Entries.AppendAllAsync(ledger, 50);
        _bed.Store.Clock.Move(IntoNextYear);
        var receipts = await Entries.AppendAllAsync(ledger, 300);
        await publisher.StepAsync(None);

        Assert.All(receipts, receipt => Assert.StartsWith("gateway-ledger/2027/", receipt.Log));
        Assert.Equal(Enumerable.Range(53, 300).Select(i => (long)i), receipts.Select(receipt => receipt.Index).Order());
        var (code, output, error) = await _bed.VerifyChainAsync(2);
        Assert.True(code == 0, output + error);
        await _bed.StopAsync();
        Assert.Equal(354, (await (await _bed.StartAsync()).RecordAsync(Entries.Disclosure())).Index);
    }

    [Fact]
    public async Task Kill_between_the_closing_entry_and_the_next_log_is_finished_once()
    {
        var ledger = await _bed.StartAsync();
        await Entries.AppendAllAsync(ledger, 20);
        await _bed.Publisher(ledger).StepAsync(None);
        await ledger.RecordAsync(OwnEntries.Closed());
        await _bed.StopAsync();

        for (var start = 0; start < 3; start++)
        {
            Assert.IsType<LedgerState.Open>((await _bed.StartAsync()).State);
            await _bed.StopAsync();
        }

        Assert.Equal(2L, await _bed.Store.ReadAsync<long>("select count(*) from {log}"));
        Assert.Equal(1L, await _bed.Store.ReadAsync<long>("select count(*) from {entry} where type = 11"));
        ledger = await _bed.StartAsync();
        await _bed.Publisher(ledger, Next, retiring: PublishingBed.Key).StepAsync(None);
        Assert.Equal(0, (await _bed.VerifyChainAsync(2)).Code);
    }

    [Fact]
    public async Task Kill_after_the_anchor_was_told_of_the_next_log_is_finished_under_its_name()
    {
        var ledger = await _bed.StartAsync();
        await ledger.RecordAsync(OwnEntries.Closed());
        await _bed.StopAsync();
        _bed.Anchor.Begin(_bed.Anchor.Places()[0].Origin, "gateway-ledger/2027/000000000002");

        ledger = await _bed.StartAsync();

        Assert.Equal("gateway-ledger/2027/000000000002", (await ledger.RecordAsync(Entries.Disclosure())).Log);
        Assert.Equal(2, _bed.Anchor.Places().Count);
    }

    [Fact]
    public async Task Log_that_was_promised_a_next_one_and_was_not_closed_is_not_gone_on_with()
    {
        await _bed.WithHistoryAsync(3);
        _bed.Anchor.Begin(_bed.Anchor.Places()[0].Origin, "gateway-ledger/2027/000000000002");

        Assert.Contains("finish with Gateway ledger begin", PublishingBed.Why(await _bed.StartAsync()));
    }

    [Fact]
    public async Task Entry_behind_the_closing_one_is_damage()
    {
        var ledger = await _bed.StartAsync();
        await ledger.RecordAsync(OwnEntries.Closed());
        await ledger.RecordAsync(Entries.Disclosure());
        await _bed.StopAsync();

        Assert.Contains("entry 2 stands behind the entry that closed the log", PublishingBed.Why(await _bed.StartAsync()));
    }

    [Fact]
    public async Task New_log_taken_away_again_is_a_rollback()
    {
        await _bed.WithHistoryAsync(3);
        _bed.Store.Clock.Move(IntoNextYear);
        await (await _bed.StartAsync()).RecordAsync(Entries.Disclosure());
        await _bed.StopAsync();
        foreach (var table in (string[])["entry", "sealed", "entry_subject", "head", "log"]) await _bed.Store.SpoilAsync($"{(table == "log" && _provider == StorageProvider.Sqlite ? "drop trigger log_delete; " : "")}delete from {{{table}}} where log_id = 2");

        Assert.Contains("the anchor is of the log gateway-ledger/2027/", PublishingBed.Why(await _bed.StartAsync()));
    }

    [Fact]
    public async Task Trails_go_on_through_both_logs_and_a_row_lost_at_the_end_of_the_old_one_is_named()
    {
        var ledger = await _bed.StartAsync();
        var last = await RecordAsync(ledger, 3);
        _bed.Store.Clock.Move(IntoNextYear);
        await RecordAsync(ledger, 2);

        var history = await ReadAsync(ledger);
        Assert.Empty(history.Gaps);
        Assert.Equal([5L, 4, 3, 2, 1], history.Entries.Select(entry => entry.On!.Value.Ordinal));
        Assert.All(history.Entries, entry => Assert.False(entry.Child.IsEmpty));

        await _bed.Store.SpoilAsync($"delete from {{entry_subject}} where idx = {last.Index}");
        await _bed.Store.SpoilAsync("update {subject_head} set ordinal = 2 where log_id = 1 and ordinal = 3");
        Assert.Equal(new TrailGap(TrailGapKind.NotInIndex, 3, 3, last.Index), Assert.Single((await ReadAsync(ledger)).Gaps));
    }

    [Fact]
    public async Task Damaged_entry_of_the_old_log_is_named_by_a_search()
    {
        var ledger = await _bed.StartAsync();
        var last = await RecordAsync(ledger, 3);
        _bed.Store.Clock.Move(IntoNextYear);
        await RecordAsync(ledger, 1);
        await _bed.Store.FlipAsync("entry", "leaf", last.Index);

        Assert.Equal(new TrailGap(TrailGapKind.Unreadable, null, null, last.Index), Assert.Single((await ReadAsync(ledger)).Gaps));
    }

    [Fact]
    public async Task Interaction_has_one_decision_in_all_logs()
    {
        var ledger = await _bed.StartAsync();
        var interaction = Guid.NewGuid();
        await ledger.RecordAsync(Entries.Decision(interaction));
        _bed.Store.Clock.Move(IntoNextYear);
        await ledger.RecordAsync(Entries.Disclosure());

        Assert.IsType<AppendResult.AlreadyDecided>(await ledger.AppendAsync(Entries.Decision(interaction), None));
        Assert.NotNull(await ledger.FindAsync(interaction, None));
    }

    [Fact]
    public async Task Question_left_open_at_the_end_of_a_log_is_closed_in_the_next()
    {
        var ledger = await _bed.StartAsync();
        await ledger.RecordAsync(Entries.Decision(Guid.NewGuid()));
        await _bed.StopAsync();
        _bed.Store.Clock.Move(IntoNextYear);
        ledger = await _bed.StartAsync();
        await ledger.RecordAsync(OwnEntries.Heartbeat());

        Assert.Equal(1L, await _bed.Store.ReadAsync<long>("select count(*) from {entry} where log_id = 2 and type = 4"));
    }

    [Fact]
    public async Task Without_a_key_of_its_own_no_new_log_is_begun_and_the_old_one_goes_on()
    {
        await _bed.WithHistoryAsync(3);
        _bed.Store.Clock.Move(IntoNextYear);
        var ledger = new Ledger(_bed.Settings, _bed.Store.Clock, Microsoft.Extensions.Logging.Abstractions.NullLogger<Ledger>.Instance) { WhyNoTurn = log => _bed.Publishing().WhyNoTurn(_bed.Anchor.Keys(log)) };
        await ledger.StartAsync(None);

        Assert.StartsWith("gateway-ledger/2026/", (await ledger.RecordAsync(Entries.Disclosure())).Log);
        await ledger.StopAsync(None);
        ledger.Dispose();
        Assert.Null(_bed.Publishing(Next).WhyNoTurn(_bed.Anchor.Keys()));
    }

    [Fact]
    public async Task Key_of_the_old_log_signs_nothing_of_the_new_one()
    {
        await _bed.WithHistoryAsync(3);
        _bed.Store.Clock.Move(IntoNextYear);
        var ledger = await _bed.StartAsync();
        await _bed.Publisher(ledger).StepAsync(None);

        Assert.Contains("a key signs for one log alone", PublishingBed.Why(ledger));
        Assert.Null(_bed.Anchor.Read());
    }

    [Fact]
    public async Task New_log_waits_with_what_it_publishes_until_the_end_of_the_old_one_is_signed()
    {
        await _bed.WithHistoryAsync(3);
        _bed.Store.Clock.Move(IntoNextYear);
        var ledger = await _bed.StartAsync();
        var publisher = _bed.Publisher(ledger, Next);
        await publisher.StepAsync(None);
        Assert.Equal((4, 2), (_bed.Checkpoint().Checkpoint.Size, _bed.Anchor.Read()!.Size));
        Assert.False(File.Exists(Path.Combine(_bed.PublishedOf(2), "checkpoint")));

        _bed.Store.Clock.Move(TimeSpan.FromMinutes(2));
        await _bed.Publisher(ledger, Next, retiring: PublishingBed.Key).StepAsync(None);
        Assert.Equal(0, (await _bed.VerifyChainAsync(2)).Code);
    }

    [Fact]
    public async Task Proofs_of_old_and_new_entries_come_from_the_tree_of_their_own_log()
    {
        var ledger = await _bed.StartAsync();
        var old = await ledger.RecordAsync(Entries.Decision(Guid.NewGuid()));
        await _bed.Publisher(ledger).StepAsync(None);
        _bed.Store.Clock.Move(IntoNextYear);
        var young = await ledger.RecordAsync(Entries.Disclosure() with { InteractionId = old.InteractionId });
        await _bed.Publisher(ledger, Next, retiring: PublishingBed.Key).StepAsync(None);
        using var published = new PublishedLog(_bed.Settings, _bed.Published, ledger);

        foreach (var (receipt, log) in new[] { (old, 1), (young, 2) })
        {
            var proof = published.Prove((await published.FindAsync(receipt.EntryId, None))!.Value)!;
            Assert.Equal((receipt.Log, receipt.LogIndex), (proof.Checkpoint.Checkpoint.Origin, proof.Index));
            Assert.Equal(ProofFault.None, InclusionProof.Verify(proof.Index, proof.Checkpoint.Checkpoint.Size, receipt.LeafHash.Span, proof.Hashes, proof.Checkpoint.Checkpoint.Root.Span));
            Assert.Equal(receipt.Log, published.Checkpoint(log)!.Checkpoint.Origin);
        }

        Assert.Equal(young.Log, published.Checkpoint()!.Checkpoint.Origin);
        Assert.Equal([(old.Log, 1L), (young.Log, 1L)], published.EntriesOf(old.InteractionId, old.Index).Select(one => (one.Log.Name, one.Leaf.Index)));
        Assert.Null(published.Folder(0));
        Assert.Null(published.Folder(3));
    }

    private static Task<History> ReadAsync(Ledger ledger) => ledger.History.ReadAsync(new AccessOf.ToChild(Entries.Child(1)), null, 100, None);

    private static async Task<LedgerReceipt> RecordAsync(Ledger ledger, int entries)
    {
        LedgerReceipt last = null!;
        for (var i = 0; i < entries; i++) last = await ledger.RecordAsync(Entries.Disclosure() with { Sections = [Entries.About(Entries.Child(1), $"look {i}")] });
        return last;
    }

    private static async Task<JsonDocument> FirstAsync(Ledger ledger, long position) =>
        JsonDocument.Parse(Assert.IsType<SectionReading.Opened>(await ledger.ReadSectionAsync(position, 0)).Section);
}
