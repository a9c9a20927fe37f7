using FsCheck;
using FsCheck.Fluent;
using Gateway.Audit;
using Gateway.Audit.Sealing;
using Gateway.Rules.Ledger;

namespace Gateway.Tests.Audit;

public sealed class LedgerOnSqliteTests(PostgresServer server) : LedgerTests(server, StorageProvider.Sqlite);

public sealed class LedgerOnPostgresTests(PostgresServer server) : LedgerTests(server, StorageProvider.Postgres);

public abstract class LedgerTests : IAsyncLifetime
{
    private readonly PostgresServer _server;
    private readonly StorageProvider _provider;
    private LedgerBed _bed = null!;

    private protected LedgerTests(PostgresServer server, StorageProvider provider) => (_server, _provider) = (server, provider);

    public async ValueTask InitializeAsync() => _bed = await LedgerBed.CreateAsync(_provider, _server);

    public ValueTask DisposeAsync() => _bed.DisposeAsync();

    [Fact]
    public async Task Every_receipt_verifies_against_what_is_stored()
    {
        var ledger = await _bed.StartAsync();

        var receipts = await Entries.AppendAllAsync(ledger, 600);

        var frontier = new Frontier();
        var roots = new Dictionary<long, byte[]>();
        var hashes = new List<byte[]>();
        for (long index = 0; await ledger.ReadLeafAsync(index) is { } leaf; index++)
        {
            hashes.Add(TreeHash.OfLeaf(LeafFormat.Encode(leaf)));
            frontier.Append(hashes[^1]);
            roots[frontier.Size] = frontier.Root();
        }

        Assert.Equal(Enumerable.Range(1, 600).Select(i => (long)i), receipts.Select(r => r.Index).Order());
        Assert.All(receipts, r =>
        {
            Assert.InRange(r.Index, 0, r.TreeSize - 1);
            Assert.Equal(hashes[(int)r.Index], r.LeafHash.ToArray());
            Assert.Equal(roots[r.TreeSize], r.TreeHead.ToArray());
            Assert.StartsWith("gateway-ledger/2026/", r.Log);
        });
    }

    [Fact]
    public async Task First_entry_says_that_the_ledger_was_opened()
    {
        var ledger = await _bed.StartAsync();

        Assert.IsType<LedgerState.Open>(ledger.State);
        Assert.Equal((byte)EntryType.Opened, (await ledger.ReadLeafAsync(0))!.Type);
        Assert.Null(await ledger.ReadLeafAsync(1));
    }

    [Fact]
    public async Task Sections_open_again_and_stand_for_what_was_given()
    {
        var ledger = await _bed.StartAsync();
        string[] children = ["eldest", "middle", "youngest"];

        var receipt = await ledger.RecordAsync(Entries.Disclosure(children));

        Assert.Equal("""{"purpose":"unscheduled-care"}"""u8.ToArray(), await OpenAsync(ledger, receipt.Index, 0));
        var opened = await Task.WhenAll(Enumerable.Range(1, 3).Select(n => OpenAsync(ledger, receipt.Index, n)));
        Assert.Equal(children.Order(), opened.Select(b => System.Text.Encoding.UTF8.GetString(b)).Order());
        Assert.IsType<SectionReading.NotThere>(await ledger.ReadSectionAsync(receipt.Index, 4));
        Assert.IsType<SectionReading.NotThere>(await ledger.ReadSectionAsync(receipt.Index + 1, 0));
    }

    [Fact]
    public async Task Whatever_is_recorded_reads_back()
    {
        var ledger = await _bed.StartAsync();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(AnyEntry, entry => ReadsBackAsync(ledger, entry).GetAwaiter().GetResult()));
    }

    [Fact]
    public async Task Stored_bytes_hold_nothing_of_what_was_sealed()
    {
        var ledger = await _bed.StartAsync();
        var first = await ledger.RecordAsync(Entries.Disclosure("the same words about the same child"));
        var second = await ledger.RecordAsync(Entries.Disclosure("the same words about the same child"));

        var (a, b) = ((await ledger.ReadLeafAsync(first.Index))!, (await ledger.ReadLeafAsync(second.Index))!);
        Assert.NotEqual(a.Commitment(1).ToArray(), b.Commitment(1).ToArray());
        Assert.NotEqual(a.Commitment(0).ToArray(), b.Commitment(0).ToArray());
        var sealedBytes = await _bed.ReadAsync<byte[]>($"select ciphertext from {{sealed}} where idx = {first.Index} and section = 1");
        Assert.Equal(-1, sealedBytes.AsSpan().IndexOf("same"u8));
    }

    [Fact]
    public async Task Restart_goes_on_where_the_log_ended()
    {
        await _bed.WithHistoryAsync(300);

        var ledger = await _bed.StartAsync();
        var receipt = await ledger.RecordAsync(Entries.Disclosure("after"));

        Assert.Equal(302, receipt.Index);
        Assert.Equal((byte)EntryType.Opened, (await ledger.ReadLeafAsync(301))!.Type);
    }

    [Fact]
    public async Task Time_never_falls_though_the_clock_does()
    {
        var ledger = await _bed.StartAsync();
        var before = await ledger.RecordAsync(Entries.Disclosure("before"));
        await ledger.StopAsync(CancellationToken.None);
        _bed.Clock.Move(TimeSpan.FromHours(-1));

        var after = await (await _bed.StartAsync()).RecordAsync(Entries.Disclosure("after"));

        Assert.Equal(before.At, after.At);
        _bed.Clock.Move(TimeSpan.FromHours(2));
        Assert.Equal(before.At.AddHours(1), (await (await RestartedAsync()).RecordAsync(Entries.Disclosure("later"))).At);
    }

    [Fact]
    public async Task Decision_is_found_after_a_restart_and_nothing_else_is()
    {
        var (decided, disclosed) = (Guid.NewGuid(), Guid.NewGuid());
        var ledger = await _bed.StartAsync();
        var receipt = await ledger.RecordAsync(Entries.Decision(decided));
        await ledger.RecordAsync(Entries.New(EntryType.Disclosure, decided));
        await ledger.RecordAsync(Entries.New(EntryType.Disclosure, disclosed));

        ledger = await RestartedAsync();

        Assert.Equal(new InteractionEntry(receipt.EntryId, receipt.Index, receipt.At), await ledger.FindAsync(decided));
        Assert.Null(await ledger.FindAsync(disclosed));
        Assert.Null(await ledger.FindAsync(Guid.NewGuid()));
    }

    [Fact]
    public async Task One_question_has_one_decision_however_often_it_is_offered()
    {
        var ledger = await _bed.StartAsync();
        var interaction = Guid.NewGuid();

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ledger.AppendAsync(Entries.Decision(interaction)).AsTask()));

        var receipt = Assert.Single(results.OfType<AppendResult.Recorded>()).Receipt;
        var already = results.OfType<AppendResult.AlreadyDecided>().ToArray();
        Assert.Equal(19, already.Length);
        Assert.All(already, a => Assert.Equal(receipt.Index, a.Decision.Index));
    }

    [Fact]
    public async Task Oversize_entries_are_refused_before_they_are_queued()
    {
        var ledger = await _bed.StartAsync();
        var good = Entries.Disclosure(new string('x', 64 * 1024));

        Assert.Contains("64 KiB", await WhyNotAsync(ledger, Entries.Disclosure(new string('x', 64 * 1024 + 1))));
        Assert.Contains("64 KiB", await WhyNotAsync(ledger, good with { Common = new AskerSection(new byte[64 * 1024 + 1], null) }));
        Assert.Contains("1 MiB", await WhyNotAsync(ledger, good with { Sections = [.. Enumerable.Range(0, 17).Select(i => good.Sections[0] with { Child = Entries.Child(i) })] }));
        Assert.Contains("more sections", await WhyNotAsync(ledger, good with { Sections = [.. Enumerable.Repeat(good.Sections[0], 2045)] }));
        Assert.Contains("two sections", await WhyNotAsync(ledger, good with { Sections = [good.Sections[0], good.Sections[0] with { Bytes = new byte[1] }] }));
        Assert.Contains("no child", await WhyNotAsync(ledger, good with { Sections = [good.Sections[0] with { Child = default }] }));
        Assert.Contains("retention", await WhyNotAsync(ledger, good with { Sections = [good.Sections[0] with { Retention = default }] }));
        Assert.Contains("32 bytes", await WhyNotAsync(ledger, good with { PolicyHash = new byte[31] }));
        Assert.Equal(1, (await ledger.RecordAsync(good)).Index);
    }

    [Fact]
    public async Task Largest_entry_is_recorded()
    {
        var ledger = await _bed.StartAsync();
        var sections = Enumerable.Range(0, LeafFormat.MaximumSections).Select(i => Entries.About(Entries.Child(i), ""));

        var receipt = await ledger.RecordAsync(Entries.Disclosure() with { Sections = [.. sections] });

        Assert.Equal(LeafFormat.MaximumSections, (await ledger.ReadLeafAsync(receipt.Index))!.Sections);
    }

    [Fact]
    public async Task Caller_who_gives_up_is_let_go_and_the_log_is_whole()
    {
        var ledger = await _bed.StartAsync();
        using var gaveUp = new CancellationTokenSource();
        await gaveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await ledger.AppendAsync(Entries.Disclosure(), gaveUp.Token));
        await Entries.AppendAllAsync(ledger, 5);

        Assert.IsType<LedgerState.Open>((await RestartedAsync()).State);
    }

    [Fact]
    public async Task Stopping_records_what_is_queued_and_takes_no_more()
    {
        var ledger = await _bed.StartAsync();
        var appends = Enumerable.Range(0, 500).Select(_ => ledger.AppendAsync(Entries.Disclosure()).AsTask()).ToArray();

        await ledger.StopAsync(CancellationToken.None);

        Assert.All(await Task.WhenAll(appends), r => Assert.IsType<AppendResult.Recorded>(r));
        Assert.IsType<AppendResult.NotRecorded>(await ledger.AppendAsync(Entries.Disclosure()));
    }

    private static Arbitrary<LedgerEntry> AnyEntry => (
        from type in Gen.Elements(EntryType.Request, EntryType.Decision, EntryType.Disclosure, EntryType.Search)
        from outcome in Gen.Elements(EntryOutcome.Permit, EntryOutcome.Deny, EntryOutcome.Partial, EntryOutcome.NotMatched)
        from actor in Gen.Elements(AgencyClass.Gateway, AgencyClass.Police, AgencyClass.School)
        from common in Section
        from asker in Gen.Elements<Actor?>(null, Entries.Nurse, new Actor("northshire-police"))
        from count in Gen.Choose(0, 4)
        from sections in Section.ArrayOf(count)
        select new LedgerEntry(
            type, Guid.NewGuid(), actor, outcome, new byte[32], new AskerSection(common, asker), [.. sections.Select((s, i) => Entries.About(Entries.Child(i), s))])).ToArbitrary();

    private static Gen<byte[]> Section =>
        from length in Gen.Frequency((5, Gen.Choose(0, 600)), (1, Gen.Choose(0, 64 * 1024)))
        from first in Gen.Choose(0, 255)
        select Enumerable.Range(first, length).Select(i => (byte)i).ToArray();

    private static async Task<bool> ReadsBackAsync(Ledger ledger, LedgerEntry entry)
    {
        var receipt = await ledger.RecordAsync(entry);
        var leaf = (await ledger.ReadLeafAsync(receipt.Index))!;
        var opened = await Task.WhenAll(Enumerable.Range(1, leaf.Sections).Select(n => OpenAsync(ledger, receipt.Index, n)));
        return (leaf.Type, leaf.Outcome, leaf.ActorClass, leaf.InteractionId, leaf.EntryId)
                == ((byte)entry.Type, (byte)entry.Outcome, (ushort)entry.ActorClass, entry.InteractionId, receipt.EntryId)
            && (await OpenAsync(ledger, receipt.Index, 0)).AsSpan().SequenceEqual(entry.Common.Bytes.Span)
            && opened.Select(Convert.ToHexString).Order().SequenceEqual(entry.Sections.Select(s => Convert.ToHexString(s.Bytes.Span)).Order());
    }

    private static async Task<byte[]> OpenAsync(Ledger ledger, long index, int section) =>
        Assert.IsType<SectionReading.Opened>(await ledger.ReadSectionAsync(index, section)).Section.ToArray();

    private static async Task<string> WhyNotAsync(Ledger ledger, LedgerEntry entry) =>
        Assert.IsType<AppendResult.NotRecorded>(await ledger.AppendAsync(entry)).Why;

    private async Task<Ledger> RestartedAsync()
    {
        await _bed.StopAsync();
        return await _bed.StartAsync();
    }
}
