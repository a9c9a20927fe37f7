using System.Text.Json;
using Gateway.Audit;
using Gateway.Audit.Sealing;
using Gateway.Rules.Ledger;

namespace Gateway.Tests.Audit;

public sealed class PulseOnSqliteTests(PostgresServer server) : PulseTests(server, StorageProvider.Sqlite);

public sealed class PulseOnPostgresTests(PostgresServer server) : PulseTests(server, StorageProvider.Postgres);

public abstract class PulseTests : IAsyncLifetime
{
    private readonly PostgresServer _server;
    private readonly StorageProvider _provider;
    private LedgerBed _bed = null!;

    private protected PulseTests(PostgresServer server, StorageProvider provider) => (_server, _provider) = (server, provider);

    public async ValueTask InitializeAsync() => _bed = await LedgerBed.CreateAsync(_provider, _server);

    public ValueTask DisposeAsync() => _bed.DisposeAsync();

    [Fact]
    public async Task Heartbeat_carries_the_newest_checkpoint()
    {
        var ledger = await _bed.StartAsync();
        using var pulse = new LedgerPulse(ledger, _bed.Clock);
        await pulse.BeatAsync(CancellationToken.None);
        ledger.LastCheckpoint = new byte[] { 0xab, 0xcd };
        await pulse.BeatAsync(CancellationToken.None);

        Assert.Equal((byte)EntryType.Heartbeat, (await ledger.ReadLeafAsync(1))!.Type);
        Assert.False((await CommonAsync(ledger, 1)).TryGetProperty("checkpoint", out _));
        Assert.Equal("abcd", (await CommonAsync(ledger, 2)).GetProperty("checkpoint").GetString());
    }

    [Fact]
    public async Task Clock_set_back_and_forward_under_load_is_recorded_and_time_never_falls()
    {
        var ledger = await _bed.StartAsync();
        await Entries.AppendAllAsync(ledger, 50);
        _bed.Clock.StepWall(TimeSpan.FromHours(-1));
        await Entries.AppendAllAsync(ledger, 50);
        _bed.Clock.StepWall(TimeSpan.FromHours(1));
        await Entries.AppendAllAsync(ledger, 50);

        var leaves = await LeavesAsync(ledger);

        Assert.Single(leaves, leaf => leaf.Type == (byte)EntryType.ClockAnomaly);
        Assert.Equal(leaves.Select(leaf => leaf.TimeMilliseconds).Order(), leaves.Select(leaf => leaf.TimeMilliseconds));
        Assert.Equal(3_600_000, (await CommonAsync(ledger, leaves.FindIndex(leaf => leaf.Type == (byte)EntryType.ClockAnomaly))).GetProperty("backMilliseconds").GetInt64());
    }

    [Fact]
    public async Task Small_steps_back_are_recorded_once_they_add_up()
    {
        var ledger = await _bed.StartAsync();
        for (var i = 0; i < 3; i++)
        {
            _bed.Clock.StepWall(TimeSpan.FromSeconds(-0.9));
            await ledger.RecordAsync(Entries.Disclosure());
        }

        Assert.Single(await LeavesAsync(ledger), leaf => leaf.Type == (byte)EntryType.ClockAnomaly);
    }

    [Fact]
    public async Task Question_that_a_dead_process_left_open_is_closed_as_unknown_once()
    {
        var (delivered, aborted, open, refused) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var ledger = await _bed.StartAsync();
        await AnswerAsync(ledger, delivered);
        await ledger.RecordAsync(OwnEntries.Sent(delivered, delivered: true));
        await AnswerAsync(ledger, aborted);
        await ledger.RecordAsync(OwnEntries.Sent(aborted, delivered: false));
        await ledger.RecordAsync(Entries.Decision(open));
        await ledger.RecordAsync(Entries.Decision(refused) with { Outcome = EntryOutcome.Deny });
        for (var restarts = 0; restarts < 2; restarts++)
        {
            await _bed.StopAsync();
            _bed.Clock.Move(TimeSpan.FromSeconds(31));
            ledger = await _bed.StartAsync();
        }

        var closed = Assert.Single(await LeavesAsync(ledger), leaf => leaf.Type == (byte)EntryType.Outcome && leaf.Outcome == (byte)EntryOutcome.Unknown);
        Assert.Equal(open, closed.InteractionId);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(4, true)]
    [InlineData(6, false)]
    public async Task Answer_of_which_nobody_said_what_became_of_it_is_closed_as_unknown_while_that_may_have_been_cut_off(int minutesBeforeTheEnd, bool closed)
    {
        var answered = Guid.NewGuid();
        var ledger = await _bed.StartAsync();
        await AnswerAsync(ledger, answered);
        _bed.Clock.Move(TimeSpan.FromMinutes(minutesBeforeTheEnd));
        await ledger.RecordAsync(OwnEntries.Heartbeat());
        // Another agency is told of the child after the answer: that opens nothing again.
        await _bed.StopAsync();
        _bed.Clock.Move(TimeSpan.FromSeconds(31));
        ledger = await _bed.StartAsync();
        await ledger.RecordAsync(Entries.New(EntryType.Disclosure, answered));
        await _bed.StopAsync();
        _bed.Clock.Move(TimeSpan.FromSeconds(31));
        ledger = await _bed.StartAsync();

        var unknown = (await LeavesAsync(ledger)).Where(leaf => leaf.Type == (byte)EntryType.Outcome).Select(leaf => (leaf.InteractionId, (EntryOutcome)leaf.Outcome));
        Assert.Equal(closed ? [(answered, EntryOutcome.Unknown)] : [], unknown);
    }

    private static async Task AnswerAsync(Ledger ledger, Guid interaction)
    {
        await ledger.RecordAsync(Entries.Decision(interaction));
        await ledger.RecordAsync(Entries.New(EntryType.Disclosure, interaction));
    }

    private static async Task<List<Leaf>> LeavesAsync(Ledger ledger)
    {
        var leaves = new List<Leaf>();
        while (await ledger.ReadLeafAsync(leaves.Count) is { } leaf) leaves.Add(leaf);
        return leaves;
    }

    private static async Task<JsonElement> CommonAsync(Ledger ledger, long index) =>
        JsonDocument.Parse(Assert.IsType<SectionReading.Opened>(await ledger.ReadSectionAsync(index, 0)).Section).RootElement;
}
