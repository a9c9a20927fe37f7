using Gateway.Audit;
using Gateway.Audit.Anchoring;
using Gateway.Audit.Operating;
using Gateway.Audit.Publishing;
using Gateway.Audit.Witness;
using Gateway.Rules.Ledger.Checkpoints;
using Gateway.Rules.Ledger.Witnessing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Tests.Audit;

/// <summary>A ledger with an anchor and a folder for what is published, driven a turn at a time.</summary>
internal sealed class PublishingBed : IAsyncDisposable
{
    public static readonly string Key = SignerKey.Make();

    private readonly string _folder = Directory.CreateTempSubdirectory("gateway-publishing-").FullName;
    private readonly List<PublishCheckpoints> _publishers = [];

    public static async Task<PublishingBed> CreateAsync(StorageProvider provider, PostgresServer server) => new() { Store = await LedgerBed.CreateAsync(provider, server) };

    public required LedgerBed Store { get; init; }

    public WitnessQuorum Quorum => field ??= new WitnessQuorum(Store.Clock);

    public HttpClient Http { get; } = new();

    public LedgerSettings Settings => Store.Settings with { Anchor = AnchorFile };

    public Anchor Anchor => new(AnchorFile);

    public string AnchorFile => Path.Combine(_folder, "anchor.db");

    public string Published => Path.Combine(_folder, "published");

    public string PolicyFile => Path.Combine(Published, "policy");

    public async Task<Ledger> StartAsync()
    {
        var ledger = await Store.StartAsync(Settings);
        ledger.Pause = () => Quorum.WhyPaused;
        return ledger;
    }

    public PublishCheckpoints Publisher(Ledger ledger, string? signer = null, string? retiring = null, string witnesses = "quorum none\n") => Publisher(ledger, Settings, signer, retiring, witnesses);

    public PublishCheckpoints Publisher(Ledger ledger, LedgerSettings settings, string? signer = null, string? retiring = null, string witnesses = "quorum none\n")
    {
        var publishing = Publishing(signer, retiring, witnesses);
        var publisher = new PublishCheckpoints(
            ledger, settings, publishing, new AskWitnesses(Http, NullLogger<AskWitnesses>.Instance), Quorum, Store.Clock, NullLogger<PublishCheckpoints>.Instance);
        _publishers.Add(publisher);
        return publisher;
    }

    public PublishingSettings Publishing(string? signer = null, string? retiring = null, string witnesses = "quorum none\n")
    {
        var policy = ((WitnessPolicyReading.Valid)WitnessPolicyReader.Read(Entries.Bytes(witnesses))).Policy;
        return new PublishingSettings(
            SignerKey.Read("Ledger:Signer", signer ?? Key), retiring is null ? null : SignerKey.Read("Ledger:RetiringSigner", retiring), Published, policy, witnesses);
    }

    /// <summary>Where a later log is published.</summary>
    public string PublishedOf(int log) => Path.Combine(Published, "logs", $"{log}");

    /// <summary>The newest log under its own policy, and each that it goes on from.</summary>
    public Task<(int Code, string Output, string Error)> VerifyChainAsync(int newest) => Synthetic.Tool.RunAsync(
        ["ledger", "verify", "full", PublishedOf(newest), "--policy", Path.Combine(PublishedOf(newest), "policy"), .. Enumerable.Range(1, newest - 1).Reverse().SelectMany(log => new[] { "--before", log == 1 ? Published : PublishedOf(log) })]);

    /// <summary>What an operator's command does on the stopped ledger.</summary>
    public OperatorAnswer Begin(string? signer, string? retiring = null, LedgerSettings? settings = null) =>
        new BeginLog(settings ?? Settings, Publishing(signer, retiring), Store.Clock).Run("an.operator", "the disk was replaced");

    /// <summary>A ledger with entries that were signed and published, stopped again.</summary>
    public async Task WithHistoryAsync(int entries)
    {
        var ledger = await StartAsync();
        await Entries.AppendAllAsync(ledger, entries);
        await Publisher(ledger).StepAsync(CancellationToken.None);
        Assert.IsType<LedgerState.Open>(ledger.State);
        await StopAsync();
    }

    public async Task StopAsync()
    {
        foreach (var publisher in _publishers) publisher.Dispose();
        _publishers.Clear();
        await Store.StopAsync();
    }

    public SignedCheckpoint Checkpoint()
    {
        Assert.Equal(CheckpointFault.None, SignedCheckpoint.Read(File.ReadAllBytes(Path.Combine(Published, "checkpoint")), out var head));
        return head!;
    }

    public Task<(int Code, string Output, string Error)> VerifyAsync() => Synthetic.Tool.RunAsync(["ledger", "verify", "full", Published, "--policy", PolicyFile]);

    public static string Why(Ledger ledger) => Assert.IsType<LedgerState.Sealed>(ledger.State).Why;

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Http.Dispose();
        await Store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
