using Gateway.Audit;
using Gateway.Audit.Operating;
using Gateway.Audit.Publishing;
using Gateway.Audit.Search;
using Gateway.Rules.Ledger;

namespace Gateway.Tests.Audit;

/// <summary>Copies and cuts of the files themselves.</summary>
public sealed class PublishingOnFilesTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly string _copy = Directory.CreateTempSubdirectory("gateway-copy-").FullName;
    private PublishingBed _bed = null!;

    public async ValueTask InitializeAsync() => _bed = await PublishingBed.CreateAsync(StorageProvider.Sqlite, null!);

    public async ValueTask DisposeAsync()
    {
        await _bed.DisposeAsync();
        Directory.Delete(_copy, recursive: true);
    }

    [Fact]
    public async Task Yesterdays_backup_is_a_rollback()
    {
        await _bed.WithHistoryAsync(5);
        Copy();
        await _bed.WithHistoryAsync(5);

        var ledger = await _bed.Store.StartAsync(Copied);

        Assert.Contains("rollback: the store has 6 entries, and a checkpoint of 12 was signed", PublishingBed.Why(ledger));
    }

    [Fact]
    public async Task Yesterdays_backup_is_left_by_an_operator_and_what_it_lacks_stays_missing()
    {
        await _bed.WithHistoryAsync(5);
        Copy();
        await _bed.WithHistoryAsync(5);

        var begun = Assert.IsType<OperatorAnswer.Begun>(_bed.Begin(SignerKey.Make(), PublishingBed.Key, Copied));
        var ledger = await _bed.Store.StartAsync(Copied);

        Assert.Contains("rollback: the store has 6 entries, and a checkpoint of 12 was signed", begun.Left);
        Assert.Equal(15, (await ledger.RecordAsync(Entries.Disclosure("a child"))).Index);
        var gaps = (await ledger.History.ReadAsync(new AccessOf.ToChild(Entries.Child(0)), null, 100, None)).Gaps;
        Assert.Contains(new TrailGap(TrailGapKind.Missing, null, null, 6), gaps);
    }

    [Fact]
    public async Task Of_two_gateways_with_copies_of_the_log_the_second_is_sealed_by_the_anchor()
    {
        await _bed.WithHistoryAsync(5);
        Copy();
        var (one, two) = (await _bed.StartAsync(), await _bed.Store.StartAsync(Copied));
        var (first, second) = (_bed.Publisher(one), _bed.Publisher(two, Copied));
        await Entries.AppendAllAsync(one, 3);
        await Entries.AppendAllAsync(two, 9);

        await first.StepAsync(None);
        await second.StepAsync(None);

        Assert.IsType<LedgerState.Open>(one.State);
        Assert.Contains("held against the anchor: the first 10 stored entries do not give the root", PublishingBed.Why(two));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(5_000)]
    [InlineData(60_000)]
    public async Task Bytes_cut_off_the_write_ahead_log_are_a_rollback(int bytes)
    {
        var ledger = await _bed.StartAsync();
        for (var i = 0; i < 40; i++) await ledger.RecordAsync(Entries.Disclosure("a child"));
        await _bed.Publisher(ledger).StepAsync(None);
        Copy();
        var wal = Path.Combine(_copy, "ledger.db-wal");
        await using (var file = new FileStream(wal, FileMode.Open)) file.SetLength(Math.Max(0, file.Length - bytes));
        File.Delete(Path.Combine(_copy, "ledger.db-shm"));

        Assert.Contains("rollback: the store", PublishingBed.Why(await _bed.Store.StartAsync(Copied)));
    }

    [Fact]
    public async Task Page_zeroed_in_the_middle_is_never_a_silent_start()
    {
        var ledger = await _bed.StartAsync();
        for (var i = 0; i < 40; i++) await ledger.RecordAsync(Entries.Disclosure("a child"));
        await _bed.Publisher(ledger).StepAsync(None);
        Copy();
        var wal = Path.Combine(_copy, "ledger.db-wal");
        await using (var file = new FileStream(wal, FileMode.Open))
        {
            file.Position = file.Length / 2;
            file.Write(new byte[4096]);
        }

        File.Delete(Path.Combine(_copy, "ledger.db-shm"));
        Assert.IsType<LedgerState.Sealed>((await _bed.Store.StartAsync(Copied)).State);
    }

    private LedgerSettings Copied => _bed.Settings with { Connection = _copy };

    private void Copy()
    {
        foreach (var file in Directory.EnumerateFiles(_bed.Settings.Connection).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            using var from = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var to = new FileStream(Path.Combine(_copy, Path.GetFileName(file)), FileMode.Create);
            from.CopyTo(to);
        }
    }
}
