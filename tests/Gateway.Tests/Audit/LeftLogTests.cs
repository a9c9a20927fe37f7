using System.Text;
using Gateway.Audit;
using Gateway.Audit.Operating;
using Gateway.Audit.Publishing;
using Gateway.Audit.Sealing;
using Gateway.Audit.Search;
using Gateway.Rules.Ledger;

namespace Gateway.Tests.Audit;

public sealed class LeftLogOnSqliteTests(PostgresServer server) : LeftLogTests(server, StorageProvider.Sqlite)
{
    [Fact]
    public async Task Ledger_that_runs_keeps_the_command_out()
    {
        await Bed.StartAsync();
        Assert.Contains("another process holds the ledger's lock", Why(Bed.Begin(SignerKey.Make(), PublishingBed.Key)));
    }
}

public sealed class LeftLogOnPostgresTests(PostgresServer server) : LeftLogTests(server, StorageProvider.Postgres);

/// <summary>The operator's ways: beginning the first log, and leaving one that does not open.</summary>
public abstract class LeftLogTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly string Next = SignerKey.Make();

    private readonly PostgresServer _server;
    private readonly StorageProvider _provider;
    private PublishingBed _bed = null!;

    private protected PublishingBed Bed => _bed;

    private protected LeftLogTests(PostgresServer server, StorageProvider provider) => (_server, _provider) = (server, provider);

    public async ValueTask InitializeAsync() => _bed = await PublishingBed.CreateAsync(_provider, _server);

    public ValueTask DisposeAsync() => _bed.DisposeAsync();

    [Theory]
    [InlineData("changed", "entry 7 does not match its hash")]
    [InlineData("cut", "rollback: the store has 11 entries, and a checkpoint of 21 was signed")]
    [InlineData("cut, no anchor", "rollback: the store has 11 entries, and a checkpoint of 21 was signed")]
    [InlineData("no anchor", "the anchor is missing, and the log has 21 entries")]
    [InlineData("no head", "the ledger has no head")]
    public async Task Damaged_log_is_left_as_it_is_and_a_new_one_goes_on_from_it(string damage, string failed)
    {
        const long begins = 21;
        await DamageAsync(damage);
        var left = await _bed.StartAsync();
        Assert.IsType<LedgerState.Sealed>(left.State);
        await _bed.StopAsync();
        var rows = await _bed.Store.ReadAsync<long>("select count(*) from {entry}");

        var begun = Assert.IsType<OperatorAnswer.Begun>(_bed.Begin(Next, PublishingBed.Key));
        Assert.Contains(failed, begun.Left);
        var ledger = await _bed.StartAsync();
        var receipt = await ledger.RecordAsync(Entries.Disclosure("a child"));

        Assert.Equal((begun.Log, begins + 3), (receipt.Log, receipt.Index));
        Assert.Equal(rows + 4, await _bed.Store.ReadAsync<long>("select count(*) from {entry}"));
        Assert.Contains(failed, Encoding.UTF8.GetString(await OpenAsync(ledger, begins)));
        Assert.DoesNotContain("an.operator", Encoding.UTF8.GetString(await OpenAsync(ledger, begins)));
        Assert.Contains("\"operator\":\"an.operator\",\"reason\":\"the disk was replaced\"", Encoding.UTF8.GetString(await OpenAsync(ledger, begins + 1)));
        Assert.Equal("child 2", Encoding.UTF8.GetString(await OpenAsync(ledger, 3, 1))[..7]);
        await _bed.Publisher(ledger, Next).StepAsync(None);
        Assert.IsType<LedgerState.Open>(ledger.State);
        var (code, output, error) = await VerifyNewAsync();
        Assert.True(code == 0, output + error);
        await _bed.StopAsync();
        Assert.IsType<LedgerState.Open>((await _bed.StartAsync()).State);
    }

    [Fact]
    public async Task Entries_that_were_lost_stay_missing_in_every_search_over_their_time()
    {
        await DamageAsync("cut");
        Assert.IsType<OperatorAnswer.Begun>(_bed.Begin(Next, PublishingBed.Key));
        var ledger = await _bed.StartAsync();
        var nobody = new AccessOf.ByPractitioner("somewhere", "nobody");

        Assert.Equal(new TrailGap(TrailGapKind.Missing, null, null, 11), Assert.Single((await ledger.History.ReadAsync(nobody, null, 100, None)).Gaps));
        Assert.Contains((await ledger.History.ReadAsync(new AccessOf.ToChild(Entries.Child(0)), null, 100, None)).Gaps, gap => gap.Kind == TrailGapKind.Missing && gap.Last == 20);
    }

    [Fact]
    public async Task Old_anchor_stays_as_evidence()
    {
        await DamageAsync("cut");
        var signed = _bed.Anchor.Read()!.Head.ToBytes();
        _bed.Begin(Next, PublishingBed.Key);

        var places = _bed.Anchor.Places();
        Assert.Equal((2, 21L), (places.Count, places[0].Size));
        Assert.Equal(signed, places[0].Newest!.Head.ToBytes());
    }

    [Fact]
    public async Task Anchor_that_alone_was_set_back_is_a_reason_too()
    {
        await _bed.WithHistoryAsync(3);
        var before = await File.ReadAllBytesAsync(_bed.AnchorFile, None);
        await _bed.WithHistoryAsync(3);
        await File.WriteAllBytesAsync(_bed.AnchorFile, before, None);

        Assert.Contains("the anchor was set back: it knows 4 entries, and a checkpoint of 8 is published", Assert.IsType<OperatorAnswer.Begun>(_bed.Begin(Next, PublishingBed.Key)).Left);
        var ledger = await _bed.StartAsync();
        await _bed.Publisher(ledger, Next).StepAsync(None);
        Assert.IsType<LedgerState.Open>(ledger.State);
        Assert.Equal(0, (await VerifyNewAsync()).Code);
    }

    [Fact]
    public async Task Log_that_opens_is_not_left()
    {
        await _bed.WithHistoryAsync(3);
        Assert.Contains("there is nothing to leave", Why(_bed.Begin(Next, PublishingBed.Key)));
        Assert.Equal(1L, await _bed.Store.ReadAsync<long>("select count(*) from {log}"));
        Assert.IsType<LedgerState.Open>((await _bed.StartAsync()).State);
    }

    [Fact]
    public async Task Log_whose_year_is_over_is_turned_by_the_command_too()
    {
        await _bed.WithHistoryAsync(3);
        _bed.Store.Clock.Move(TimeSpan.FromDays(60));

        Assert.Null(Assert.IsType<OperatorAnswer.Begun>(_bed.Begin(Next, PublishingBed.Key)).Left);
        var ledger = await _bed.StartAsync();
        await _bed.Publisher(ledger, Next, retiring: PublishingBed.Key).StepAsync(None);
        Assert.Equal(0, (await _bed.VerifyChainAsync(2)).Code);
    }

    [Fact]
    public async Task Key_of_the_damaged_log_may_not_sign_the_next()
    {
        await DamageAsync("no anchor");
        Assert.Contains("a key signs for one log alone", Why(_bed.Begin(PublishingBed.Key)));
        Assert.Equal(1L, await _bed.Store.ReadAsync<long>("select count(*) from {log}"));
    }

    [Fact]
    public async Task Another_ledger_key_is_a_setting_and_no_damage()
    {
        await _bed.WithHistoryAsync(3);
        Assert.Contains("Ledger:Key is not the key", Why(_bed.Begin(Next, null, _bed.Settings with { Key = new LedgerKey(new byte[32]) })));
    }

    [Fact]
    public async Task Command_that_ended_between_anchor_and_store_is_finished_by_another()
    {
        await DamageAsync("changed");
        _bed.Anchor.Begin(_bed.Anchor.Places()[0].Origin, "gateway-ledger/2026/000000000002");

        Assert.Equal("gateway-ledger/2026/000000000002", Assert.IsType<OperatorAnswer.Begun>(_bed.Begin(Next, PublishingBed.Key)).Log);
        Assert.Equal(2, _bed.Anchor.Places().Count);
    }

    [Fact]
    public async Task Store_that_was_lost_whole_is_gone_on_from_where_the_anchor_stands()
    {
        await _bed.WithHistoryAsync(5);
        await using var empty = await LedgerBed.CreateAsync(_provider, _server);
        var settings = empty.Settings with { Anchor = _bed.AnchorFile };

        Assert.Contains("rollback: the store is empty", Assert.IsType<OperatorAnswer.Begun>(_bed.Begin(Next, PublishingBed.Key, settings)).Left);
        var ledger = await empty.StartAsync(settings);
        Assert.Equal(9, (await ledger.RecordAsync(Entries.Disclosure())).Index);
        Assert.Equal(new TrailGap(TrailGapKind.Missing, null, null, 0), Assert.Single((await ledger.History.ReadAsync(new AccessOf.ByAgency("somewhere"), null, 100, None)).Gaps));
    }

    [Fact]
    public async Task First_log_is_begun_once_and_on_its_day()
    {
        var init = new InitLog(_bed.Settings with { MayBegin = false }, _bed.Store.Clock);
        Assert.Contains("another day", Why(init.Run("ledger.example", new DateOnly(2026, 11, 21))));
        Assert.Contains("without spaces", Why(init.Run("ledger example", new DateOnly(2026, 11, 22))));
        Assert.Empty(_bed.Anchor.Places());

        var begun = Assert.IsType<OperatorAnswer.Begun>(init.Run("ledger.example", new DateOnly(2026, 11, 22)));
        Assert.StartsWith("ledger.example/2026/", begun.Log);
        Assert.Contains("holds the log", Why(init.Run("ledger.example", new DateOnly(2026, 11, 22))));
        var ledger = await _bed.Store.StartAsync(_bed.Settings with { MayBegin = false });
        Assert.Equal(begun.Log, (await ledger.RecordAsync(Entries.Disclosure())).Log);
    }

    [Fact]
    public async Task Empty_store_under_an_anchor_is_no_first_start_for_the_command_either()
    {
        await _bed.WithHistoryAsync(3);
        await using var empty = await LedgerBed.CreateAsync(_provider, _server);
        Assert.Contains("a rollback and no first start", Why(new InitLog(empty.Settings with { Anchor = _bed.AnchorFile }, _bed.Store.Clock).Run("gateway-ledger", new DateOnly(2026, 11, 22))));
    }

    private protected static string Why(OperatorAnswer answer) => Assert.IsType<OperatorAnswer.Refused>(answer).Why;

    private async Task<byte[]> OpenAsync(Ledger ledger, long position, int section = 0) =>
        Assert.IsType<SectionReading.Opened>(await ledger.ReadSectionAsync(position, section)).Section.ToArray();

    private Task<(int Code, string Output, string Error)> VerifyNewAsync() =>
        Synthetic.Tool.RunAsync(["ledger", "verify", "full", _bed.PublishedOf(2), "--policy", Path.Combine(_bed.PublishedOf(2), "policy")]);

    private async Task DamageAsync(string damage)
    {
        var ledger = await _bed.StartAsync();
        for (var i = 0; i < 10; i++) await ledger.RecordAsync(Entries.Disclosure($"child {i}"));
        var (root, frontier) = (await _bed.Store.ReadAsync<byte[]>("select root from {head}"), await _bed.Store.ReadAsync<byte[]>("select frontier from {head}"));
        for (var i = 10; i < 20; i++) await ledger.RecordAsync(Entries.Disclosure($"child {i}"));
        await _bed.Publisher(ledger).StepAsync(None);
        await _bed.StopAsync();
        if (damage == "changed") await _bed.Store.FlipAsync("entry", "leaf", 7);
        if (damage.StartsWith("cut", StringComparison.Ordinal))
        {
            foreach (var table in (string[])["entry", "sealed", "entry_subject"]) await _bed.Store.SpoilAsync($"delete from {{{table}}} where idx >= 11");
            await _bed.Store.SpoilAsync("update {head} set size = 11, root = @root, frontier = @frontier", ("root", root), ("frontier", frontier));
        }

        if (damage == "no head") await _bed.Store.SpoilAsync("delete from {head}");
        if (damage.EndsWith("no anchor", StringComparison.Ordinal)) File.Delete(_bed.AnchorFile);
    }
}
