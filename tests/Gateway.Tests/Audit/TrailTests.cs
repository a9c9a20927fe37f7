using Gateway.Audit;
using Gateway.Audit.Sealing;
using Gateway.Audit.Search;
using Gateway.Rules.Ledger;

namespace Gateway.Tests.Audit;

public sealed class TrailOnSqliteTests(PostgresServer server) : TrailTests(server, StorageProvider.Sqlite);

public sealed class TrailOnPostgresTests(PostgresServer server) : TrailTests(server, StorageProvider.Postgres);

public abstract class TrailTests : IAsyncLifetime
{
    private readonly PostgresServer _server;
    private readonly StorageProvider _provider;
    private LedgerBed _bed = null!;

    private protected TrailTests(PostgresServer server, StorageProvider provider) => (_server, _provider) = (server, provider);

    public async ValueTask InitializeAsync() => _bed = await LedgerBed.CreateAsync(_provider, _server);

    public ValueTask DisposeAsync() => _bed.DisposeAsync();

    [Fact]
    public async Task Each_section_says_where_it_stands_on_its_trails()
    {
        var ledger = await _bed.StartAsync();
        var receipts = new[] { await ledger.RecordAsync(About(1, 2)), await ledger.RecordAsync(About(2)), await ledger.RecordAsync(About(2, 1)) };

        Assert.Equal([new Trail(TrailKind.Child, 1, 1, null), new Trail(TrailKind.Child, 1, 1, null)], await ChildrenAsync(ledger, receipts[0]));
        Assert.Equal([new Trail(TrailKind.Child, 1, 2, receipts[0].Index)], await ChildrenAsync(ledger, receipts[1]));
        Assert.Equal(
            [new Trail(TrailKind.Child, 1, 2, receipts[0].Index), new Trail(TrailKind.Child, 1, 3, receipts[1].Index)], await ChildrenAsync(ledger, receipts[2]));
        Assert.Equal(
            [new Trail(TrailKind.Practitioner, 1, 3, receipts[1].Index), new Trail(TrailKind.Agency, 1, 3, receipts[1].Index)],
            (await OpenedAsync(ledger, receipts[2].Index, 0)).Trails);
    }

    [Fact]
    public async Task Trails_of_many_in_one_batch_and_after_a_restart_count_without_a_gap()
    {
        var ledger = await _bed.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 300).Select(i => ledger.RecordAsync(About(i % 7))));
        await _bed.StopAsync();
        ledger = await _bed.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 300).Select(i => ledger.RecordAsync(About(i % 7))));

        for (var child = 0; child < 7; child++) await WholeAsync(ledger, Of(child), child > 5 ? 84 : 86);
        await WholeAsync(ledger, new AccessOf.ByPractitioner(Entries.Nurse.Agency, Entries.Nurse.Practitioner!), 600);
        await WholeAsync(ledger, new AccessOf.ByAgency(Entries.Nurse.Agency), 600);
    }

    [Fact]
    public async Task Entry_that_the_store_refuses_leaves_no_gap_on_a_trail()
    {
        var ledger = await _bed.StartAsync();
        var twice = Guid.NewGuid();
        await ledger.RecordAsync(Decision(twice, 1));

        var results = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => ledger.AppendAsync(i == 20 ? Decision(twice, 1) : About(1)).AsTask()));

        Assert.IsType<AppendResult.AlreadyDecided>(results[20]);
        await WholeAsync(ledger, Of(1), 40);
    }

    [Fact]
    public async Task Trail_goes_on_from_one_index_key_to_the_next()
    {
        var ledger = await _bed.StartAsync();
        await ledger.RecordAsync(About(1));
        _bed.Clock.Move(TimeSpan.FromDays(365));
        var running = await ledger.RecordAsync(About(1));
        await _bed.StopAsync();
        _bed.Clock.Move(TimeSpan.FromDays(365));
        ledger = await _bed.StartAsync();
        var restarted = await ledger.RecordAsync(About(1));

        Assert.Equal([(1L, (ushort)1), (2L, (ushort)2), (3L, (ushort)3)], (await WholeAsync(ledger, Of(1), 3)).Entries.Reverse().Select(e => (e.On!.Value.Ordinal, e.On.Value.Epoch)));
        Assert.Equal([running.Index, restarted.Index], (await WholeAsync(ledger, Of(1), 3)).Entries.Take(2).Reverse().Select(e => e.Index));
        Assert.Equal(3L, await _bed.ReadAsync<long>("select count(distinct epoch) from {entry_subject}"));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(0)]
    [InlineData(9)]
    public async Task Deleted_index_row_is_named_and_what_it_hid_is_found_again(int deleted)
    {
        var ledger = await _bed.StartAsync();
        var receipts = await RecordAsync(ledger, 10);
        await _bed.SpoilAsync($"delete from {{entry_subject}} where idx = {receipts[deleted].Index}");

        var history = await ledger.History.ReadAsync(Of(1), null, 100, CancellationToken.None);

        // The newest is named by no other entry, only by the trail's head.
        var expected = deleted == 9
            ? new TrailGap(TrailGapKind.Missing, 10, 10, null)
            : new TrailGap(TrailGapKind.NotInIndex, deleted + 1, deleted + 1, receipts[deleted].Index);
        Assert.Equal(expected, Assert.Single(history.Gaps));
        Assert.Equal(deleted == 9 ? 9 : 10, history.Entries.Length);
    }

    [Fact]
    public async Task Deleted_entry_is_named_with_its_place()
    {
        var ledger = await _bed.StartAsync();
        var receipts = await RecordAsync(ledger, 6);
        await _bed.SpoilAsync($"delete from {{entry_subject}} where idx = {receipts[2].Index}");
        await _bed.SpoilAsync($"delete from {{sealed}} where idx = {receipts[2].Index}");

        var history = await ledger.History.ReadAsync(Of(1), null, 100, CancellationToken.None);

        Assert.Equal(new TrailGap(TrailGapKind.Missing, 3, 3, receipts[2].Index), Assert.Single(history.Gaps));
    }

    [Fact]
    public async Task Damaged_section_is_shown_as_unreadable()
    {
        var ledger = await _bed.StartAsync();
        var receipts = await RecordAsync(ledger, 4);
        var bytes = await _bed.ReadAsync<byte[]>($"select ciphertext from {{sealed}} where idx = {receipts[1].Index} and section = 1");
        bytes[^1] ^= 1;
        await _bed.SpoilAsync($"update {{sealed}} set ciphertext = @bytes where idx = {receipts[1].Index} and section = 1", ("bytes", bytes));

        var history = await ledger.History.ReadAsync(Of(1), null, 100, CancellationToken.None);

        Assert.Equal(new TrailGap(TrailGapKind.Unreadable, null, null, receipts[1].Index), Assert.Single(history.Gaps));
        Assert.Equal(4, history.Entries.Length);
    }

    [Theory]
    [InlineData("delete from {subject_head}", TrailGapKind.HeadBehind)]
    [InlineData("update {subject_head} set ordinal = ordinal - 1", TrailGapKind.HeadBehind)]
    [InlineData("update {subject_head} set ordinal = ordinal + 3", TrailGapKind.Missing)]
    public async Task Head_put_back_or_forward_is_named(string damage, TrailGapKind expected)
    {
        var ledger = await _bed.StartAsync();
        await RecordAsync(ledger, 4);
        await _bed.SpoilAsync(damage);

        Assert.Equal(expected, Assert.Single((await ledger.History.ReadAsync(Of(1), null, 100, CancellationToken.None)).Gaps).Kind);
    }

    [Fact]
    public async Task Trail_begun_again_over_a_deleted_head_is_named()
    {
        await RecordAsync(await _bed.StartAsync(), 3);
        await _bed.StopAsync();
        await _bed.SpoilAsync("delete from {subject_head}");
        var ledger = await _bed.StartAsync();
        var again = await ledger.RecordAsync(About(1));

        var gaps = (await ledger.History.ReadAsync(Of(1), null, 100, CancellationToken.None)).Gaps;

        Assert.Contains(new TrailGap(TrailGapKind.Twice, 1, 1, again.Index), gaps);
    }

    [Fact]
    public async Task Pages_of_a_long_history_are_each_proven_and_meet()
    {
        var ledger = await _bed.StartAsync();
        var receipts = await RecordAsync(ledger, 25);
        var seen = new List<long>();
        long? before = null;
        do
        {
            var page = await ledger.History.ReadAsync(Of(1), before, 10, CancellationToken.None);
            Assert.Empty(page.Gaps);
            seen.AddRange(page.Entries.Select(entry => entry.Index));
            before = page.Before;
        }
        while (before is not null);

        Assert.Equal(receipts.Select(r => r.Index).Reverse(), seen);
    }

    [Fact]
    public async Task History_of_one_child_opens_nothing_of_a_brother()
    {
        var ledger = await _bed.StartAsync();
        await ledger.RecordAsync(Entries.Disclosure() with { Sections = [Entries.About(Entries.Child(1), "about the sister"), Entries.About(Entries.Child(2), "about the brother")] });

        var entry = Assert.Single((await ledger.History.ReadAsync(Of(1), null, 100, CancellationToken.None)).Entries);

        Assert.Equal(Entries.Bytes("about the sister"), entry.Child.ToArray());
        Assert.Empty((await ledger.History.ReadAsync(Of(3), null, 100, CancellationToken.None)).Entries);
    }

    [Theory]
    [InlineData("update {entry_subject} set idx = idx + 1000")]
    [InlineData("delete from {entry_subject}")]
    [InlineData("delete from {subject_head}")]
    [InlineData("update {subject_head} set ordinal = ordinal - 1")]
    public async Task Store_itself_refuses_to_change_the_index(string sql)
    {
        await RecordAsync(await _bed.StartAsync(), 2);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => _bed.ExecuteAsync(sql));
    }

    [Fact]
    public async Task Stores_tokens_name_nobody()
    {
        await RecordAsync(await _bed.StartAsync(), 1);
        Assert.Equal(3L, await _bed.ReadAsync<long>("select count(*) from {entry_subject}"));
        foreach (var word in new[] { Entries.Child(1).Digits, Entries.Nurse.Practitioner!, Entries.Nurse.Agency })
            Assert.Equal(0L, await _bed.ReadAsync<long>($"select count(*) from {{subject_head}} where cast(token as text) like '%{word}%'"));
    }

    private static AccessOf.ToChild Of(int child) => new AccessOf.ToChild(Entries.Child(child));

    private static LedgerEntry About(params int[] children) => Decision(Guid.NewGuid(), children) with { Type = EntryType.Disclosure };

    private static LedgerEntry Decision(Guid interaction, params int[] children) => Entries.New(EntryType.Decision, interaction) with
    {
        Sections = [.. children.Select(child => Entries.About(Entries.Child(child), $"about child {child}"))],
    };

    private static async Task<LedgerReceipt[]> RecordAsync(Ledger ledger, int entries)
    {
        var receipts = new LedgerReceipt[entries];
        for (var i = 0; i < entries; i++) receipts[i] = await ledger.RecordAsync(About(1));
        return receipts;
    }

    private static async Task<History> WholeAsync(Ledger ledger, AccessOf of, int count)
    {
        var history = await ledger.History.ReadAsync(of, null, 1000, CancellationToken.None);
        Assert.Empty(history.Gaps);
        Assert.Null(history.Before);
        Assert.Equal(Enumerable.Range(1, count).Reverse().Select(i => (long)i), history.Entries.Select(entry => entry.On!.Value.Ordinal));
        return history;
    }

    private static async Task<List<Trail>> ChildrenAsync(Ledger ledger, LedgerReceipt receipt)
    {
        var trails = new List<Trail>();
        for (var number = 1; await ledger.ReadSectionAsync(receipt.Index, number) is SectionReading.Opened opened; number++) trails.AddRange(opened.Trails);
        return [.. trails.OrderBy(trail => trail.Ordinal)];
    }

    private static async Task<SectionReading.Opened> OpenedAsync(Ledger ledger, long index, int section) =>
        Assert.IsType<SectionReading.Opened>(await ledger.ReadSectionAsync(index, section));
}
