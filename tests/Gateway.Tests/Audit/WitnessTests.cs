using System.Net;
using System.Text;
using Gateway.Audit;
using Gateway.Audit.Anchoring;
using Gateway.Audit.Publishing;
using Gateway.Audit.Witness;
using Gateway.Rules.Ledger;
using Gateway.Rules.Ledger.Checkpoints;
using Gateway.Rules.Ledger.Notes;
using Gateway.Rules.Ledger.Proofs;
using Gateway.Rules.Ledger.Tiles;
using Gateway.Rules.Ledger.Witnessing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Tests.Audit;

/// <summary>One gateway witnesses another's ledger, over HTTP.</summary>
public sealed class WitnessTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly string _folder = Directory.CreateTempSubdirectory("gateway-witness-").FullName;
    private readonly string _witnessKey = SignerKey.Make();
    private PublishingBed _bed = null!;
    private WebApplication? _witness;

    public async ValueTask InitializeAsync() => _bed = await PublishingBed.CreateAsync(StorageProvider.Sqlite, null!);

    public async ValueTask DisposeAsync()
    {
        if (_witness is not null) await _witness.DisposeAsync();
        await _bed.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Published_checkpoint_is_cosigned_and_a_publisher_that_forgot_is_told_the_size()
    {
        var ledger = await _bed.StartAsync();
        await _bed.Publisher(ledger).StepAsync(None);
        var lines = await WitnessedAsync();

        await _bed.StopAsync();
        ledger = await _bed.StartAsync();
        for (var turn = 0; turn < 3; turn++)
        {
            // Each turn's publisher is new and believes that the witness has seen nothing.
            await Entries.AppendAllAsync(ledger, 30);
            await _bed.Publisher(ledger, witnesses: lines).StepAsync(None);
        }

        Assert.Equal((92, 2), (_bed.Checkpoint().Checkpoint.Size, _bed.Checkpoint().Note.Signatures.Length));
        var (code, output, error) = await _bed.VerifyAsync();
        Assert.True(code == 0, output + error);
        Assert.Contains("cosigned by officer", output);
    }

    [Fact]
    public async Task Without_a_quorum_nothing_new_is_published_then_it_alarms_and_then_nothing_is_released()
    {
        var ledger = await _bed.StartAsync();
        await _bed.Publisher(ledger).StepAsync(None);
        var lines = await WitnessedAsync();
        var publisher = _bed.Publisher(ledger, witnesses: lines);
        await publisher.StepAsync(None);
        await _witness!.StopAsync(None);
        await ledger.RecordAsync(Entries.Disclosure());

        _bed.Store.Clock.Move(TimeSpan.FromMinutes(11));
        await publisher.StepAsync(None);
        Assert.Equal((1, true, 2), (_bed.Checkpoint().Checkpoint.Size, _bed.Quorum.IsAlarming, _bed.Anchor.Read()!.Size));
        await ledger.RecordAsync(Entries.Disclosure());

        _bed.Store.Clock.Move(TimeSpan.FromHours(4));
        Assert.Contains("no quorum of witnesses", Assert.IsType<AppendResult.NotRecorded>(await ledger.AppendAsync(Entries.Disclosure(), None)).Why);
        Assert.False(await new LedgerProbe(ledger, _bed.Store.Clock).CanAppendAsync(None));
        await ledger.RecordAsync(OwnEntries.Heartbeat());

        await StartWitnessAsync(new Uri(lines.Split(' ')[3].Split('\n')[0]).Port);
        await publisher.StepAsync(None);
        await ledger.RecordAsync(Entries.Disclosure());
        Assert.False(_bed.Quorum.IsAlarming);
    }

    [Fact]
    public async Task Witness_that_saw_more_than_the_store_and_the_anchor_have_closes_the_start()
    {
        await using var cut = await PublishedThenCutAsync(await WitnessedAfterAsync(5));

        Assert.Contains("rollback: the store has 6 entries, and a checkpoint of 27 was signed", PublishingBed.Why(cut.Ledger));
    }

    [Fact]
    public async Task Witness_that_is_away_or_knows_nothing_closes_nothing()
    {
        var lines = await WitnessedAfterAsync(5);
        await _witness!.StopAsync(None);
        await using var away = await PublishedThenCutAsync(lines, grow: false);
        Assert.IsType<LedgerState.Open>(away.Ledger.State);
    }

    [Fact]
    public async Task Checkpoint_that_the_logs_key_did_not_sign_closes_nothing()
    {
        var lines = await WitnessedAfterAsync(5);
        var store = new WitnessStore(Path.Combine(_folder, "seen.db"));
        var thief = SignerKey.Read("", SignerKey.Make()).Signer(_bed.Anchor.Read()!.Origin);
        var forged = SignedCheckpoint.Sign(new Checkpoint(thief.Verifier.Name, 900, new byte[32]), thief);
        Assert.IsType<WitnessDecision.Cosign>(store.Take(new AddCheckpoint(0, [], forged), [new LogKey(thief.Verifier, 0, null, null)]));
        await using var started = await PublishedThenCutAsync(lines, grow: false);

        Assert.IsType<LedgerState.Open>(started.Ledger.State);
    }

    [Fact]
    public async Task What_is_published_still_holds_while_a_larger_tree_waits_for_its_quorum()
    {
        var ledger = await _bed.StartAsync();
        await _bed.Publisher(ledger).StepAsync(None);
        var lines = await WitnessedAsync();
        await Entries.AppendAllAsync(ledger, 250);
        _bed.Store.Clock.Move(TimeSpan.FromMinutes(2));
        await _bed.Publisher(ledger, witnesses: lines).StepAsync(None);
        await _witness!.StopAsync(None);

        // The next tree fills the first tile and the first bundle, and nobody cosigns it.
        await Entries.AppendAllAsync(ledger, 20);
        _bed.Store.Clock.Move(TimeSpan.FromMinutes(2));
        await _bed.Publisher(ledger, witnesses: lines).StepAsync(None);

        Assert.Equal((251, 271), (_bed.Checkpoint().Checkpoint.Size, _bed.Anchor.Read()!.Size));
        var (code, output, error) = await _bed.VerifyAsync();
        Assert.True(code == 0, output + error);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(40)]
    public async Task Rows_anchor_and_published_files_all_put_back_are_told_by_the_witness(int writtenSince)
    {
        var ledger = await _bed.StartAsync();
        await Entries.AppendAllAsync(ledger, 10);
        var (root, frontier) = (await _bed.Store.ReadAsync<byte[]>("select root from {head}"), await _bed.Store.ReadAsync<byte[]>("select frontier from {head}"));
        await _bed.Publisher(ledger).StepAsync(None);
        File.Copy(_bed.AnchorFile, Path.Combine(_folder, "anchor.old"));
        await Entries.AppendAllAsync(ledger, 10);
        await _bed.Publisher(ledger).StepAsync(None);
        var lines = await WitnessedAsync();
        await ledger.RecordAsync(Entries.Disclosure());
        _bed.Store.Clock.Move(TimeSpan.FromMinutes(2));
        await _bed.Publisher(ledger, witnesses: lines).StepAsync(None);
        Assert.Equal(22, _bed.Checkpoint().Checkpoint.Size);
        await _bed.StopAsync();

        foreach (var table in (string[])["entry", "sealed", "entry_subject"]) await _bed.Store.SpoilAsync($"delete from {{{table}}} where idx >= 11");
        await _bed.Store.SpoilAsync("update {head} set size = 11, root = @root, frontier = @frontier", ("root", root), ("frontier", frontier));
        await _bed.Store.SpoilAsync("delete from {subject_head}");
        File.Copy(Path.Combine(_folder, "anchor.old"), _bed.AnchorFile, overwrite: true);
        Directory.Delete(_bed.Published, recursive: true);
        ledger = await _bed.StartAsync();
        await Entries.AppendAllAsync(ledger, writtenSince);
        var publisher = _bed.Publisher(ledger, witnesses: lines);
        await publisher.StepAsync(None);

        Assert.False(File.Exists(Path.Combine(_bed.Published, "checkpoint")));
        _bed.Store.Clock.Move(TimeSpan.FromMinutes(11));
        await publisher.StepAsync(None);
        Assert.Equal((true, 0L), (_bed.Quorum.IsAlarming, publisher.PublishedSize));
    }

    [Fact]
    public async Task Of_two_requests_at_once_the_witness_never_goes_back()
    {
        var log = SignerKey.Read("", PublishingBed.Key).Signer("ledger.example/race");
        var store = new WitnessStore(Path.Combine(_folder, "race.db"));
        var witness = new WitnessLogs(SignerKey.Read("", _witnessKey).Cosigner("officer"), [new LogKey(log.Verifier, 0, null, null)], store, TimeProvider.System);
        var growth = new TileGrowth();
        for (var i = 0; i < 200; i++) growth.Append(TreeHash.OfLeaf(BitConverter.GetBytes(i)));
        var hashes = growth.Hashes(new TileId(0, 0, 200)).ToArray();
        Assert.Equal(200, Answer(witness, log, hashes, 0, 10).Status);

        for (var size = 10; size < 190; size += 20)
        {
            var from = size;
            var answers = await Task.WhenAll(
                Task.Run(() => Answer(witness, log, hashes, from, from + 5)), Task.Run(() => Answer(witness, log, hashes, from, from + 20)));
            var (near, far) = (answers[0].Status, answers[1].Status);
            Assert.True((near, far) is (409, 200) or (200, 409), $"{near} {far}");
            var at = store.Read("ledger.example/race")!.Size;
            Assert.Equal(far == 200 ? from + 20 : from + 5, at);
            if (at < from + 20) Assert.Equal(200, Answer(witness, log, hashes, at, from + 20).Status);
        }
    }

    [Theory]
    [InlineData("", 400)]
    [InlineData("old 0\n\nnonsense\n", 400)]
    public void Request_that_is_none_is_refused(string body, int status)
    {
        var witness = new WitnessLogs(SignerKey.Read("", _witnessKey).Cosigner("officer"), [], new WitnessStore(Path.Combine(_folder, "w.db")), TimeProvider.System);
        Assert.Equal(status, witness.Answer(Encoding.UTF8.GetBytes(body)).Status);
    }

    [Fact]
    public void Log_that_is_not_known_or_not_signed_by_its_key_is_refused()
    {
        var (log, thief) = (SignerKey.Read("", PublishingBed.Key).Signer("ledger.example/a"), SignerKey.Read("", SignerKey.Make()).Signer("ledger.example/a"));
        var witness = new WitnessLogs(SignerKey.Read("", _witnessKey).Cosigner("officer"), [new LogKey(log.Verifier, 0, null, null)], new WitnessStore(Path.Combine(_folder, "w.db")), TimeProvider.System);
        var hashes = TreeHash.OfLeaf([1]);
        Assert.Equal(403, Answer(witness, thief, hashes, 0, 1).Status);
        Assert.Equal(404, Answer(witness, SignerKey.Read("", SignerKey.Make()).Signer("ledger.example/b"), hashes, 0, 1).Status);
        Assert.Equal(200, Answer(witness, log, hashes, 0, 1).Status);
    }

    private static WitnessAnswer Answer(WitnessLogs witness, NoteSigner log, byte[] hashes, long from, long to)
    {
        var nodes = new TileNodes(to, tile => tile.Level == 0 ? hashes[..(tile.Width * 32)] : null);
        var root = Assert.IsType<ProofBuilding.Built>(ProofBuilder.Root(to, nodes.Read)).Hashes[0];
        IReadOnlyList<byte[]> proof = from == 0 ? [] : Assert.IsType<ProofBuilding.Built>(ProofBuilder.Consistency(from, to, nodes.Read)).Hashes;
        return witness.Answer(new AddCheckpoint(from, proof, SignedCheckpoint.Sign(new Checkpoint(log.Verifier.Name, to, root), log)).ToBytes());
    }

    /// <summary>A log that was signed, and a witness that has seen none of it.</summary>
    private async Task<string> WitnessedAfterAsync(int entries)
    {
        await _bed.WithHistoryAsync(entries);
        return await WitnessedAsync();
    }

    /// <summary>The log is copied, grows, is cosigned, and the copies of store and anchor are started in its place.</summary>
    private async Task<Started> PublishedThenCutAsync(string lines, bool grow = true)
    {
        var (store, anchor) = (Path.Combine(_folder, "store"), Path.Combine(_folder, "anchor.db"));
        Directory.CreateDirectory(store);
        foreach (var file in Directory.EnumerateFiles(_bed.Settings.Connection)) File.Copy(file, Path.Combine(store, Path.GetFileName(file)));
        File.Copy(_bed.AnchorFile, anchor);
        if (grow)
        {
            var grown = await _bed.StartAsync();
            await Entries.AppendAllAsync(grown, 20);
            await _bed.Publisher(grown, witnesses: lines).StepAsync(None);
            Assert.Equal(27, _bed.Checkpoint().Checkpoint.Size);
            await _bed.StopAsync();
        }

        // The published files are gone with the rest: the witness alone knows better.
        Directory.Delete(_bed.Published, recursive: true);
        var settings = _bed.Settings with { Connection = store, Anchor = anchor };
        var ledger = new Ledger(settings, _bed.Store.Clock, NullLogger<Ledger>.Instance)
        {
            KnownElsewhere = new KnownElsewhere(new Anchor(anchor), _bed.Publishing(witnesses: lines), new AskWitnesses(_bed.Http, NullLogger<AskWitnesses>.Instance)).Of,
        };
        await ledger.StartAsync(None);
        return new Started(ledger);
    }

    private sealed record Started(Ledger Ledger) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Ledger.StopAsync(None);
            Ledger.Dispose();
        }
    }

    /// <summary>Starts a witness of the bed's log.</summary>
    /// <returns>The lines of the log's policy that ask for it.</returns>
    private async Task<string> WitnessedAsync()
    {
        var port = await StartWitnessAsync(0);
        return $"witness officer {SignerKey.Read("", _witnessKey).Cosigner("officer").Verifier.Text} http://127.0.0.1:{port}/witness\nquorum officer\n";
    }

    private async Task<int> StartWitnessAsync(int port)
    {
        var logs = new LogKey(SignerKey.Read("", PublishingBed.Key).Signer(_bed.Anchor.Read()!.Origin).Verifier, 0, null, null);
        var witness = new WitnessLogs(SignerKey.Read("", _witnessKey).Cosigner("officer"), [logs], new WitnessStore(Path.Combine(_folder, "seen.db")), _bed.Store.Clock);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{port}");
        if (_witness is not null) await _witness.DisposeAsync();
        _witness = builder.Build();
        _witness.Run(http => http.Request.Path.Value!.Split('/') is [_, "witness", var log, "checkpoint"] ? WitnessCapability.LatestAsync(http, witness, log) : WitnessCapability.AnswerAsync(http, witness));
        await _witness.StartAsync(None);
        return new Uri(_witness.Urls.Single()).Port;
    }
}
