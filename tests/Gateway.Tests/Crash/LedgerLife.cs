using System.Security.Cryptography;
using Gateway.Audit;
using Gateway.Audit.Anchoring;
using Gateway.Audit.Publishing;
using Gateway.Audit.Sealing;
using Gateway.Audit.Search;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Tests.Crash;

/// <summary>A store of the ledger that is killed again and again, and all that was promised in its name.</summary>
internal sealed class LedgerLife(CrashStore store, StorageProvider provider) : IDisposable
{
    private const string Agency = "alder-valley-nhs-trust";
    private const int Opened = 40;

    private readonly string _folder = Directory.CreateTempSubdirectory("gateway-crash-anchor-").FullName;
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(LedgerKey.Length);
    private readonly (string Signer, string Witness) _signers = (SignerKey.Make(), SignerKey.Make());
    private readonly List<Promised> _acknowledged = [];
    private readonly Dictionary<string, string> _signed = [];
    private List<Promised> _last = [];
    private List<Promised> _lastLeaving = [];

    public int Starts { get; private set; }

    public int Acknowledged => _acknowledged.Count;

    public int Signed => _signed.Count;

    public SlimHostProcess Start(int seed, params string[] more) => SlimHostProcess.Start(Orders(seed, more));

    /// <summary>Whatever it writes beyond that, the system refuses.</summary>
    public SlimHostProcess StartWithFilesOfAtMost(int kilobytes) => SlimHostProcess.Start(Orders(seed: 1, []), kilobytes);

    private string[] Orders(int seed, string[] more) =>
    [
        "--provider", provider.ToString(), "--connection", Connection, "--folder", _folder, "--key", Convert.ToBase64String(_key), "--signer", _signers.Signer,
        "--witness", _signers.Witness, "--start", $"{Starts++}", "--seed", $"{seed}", .. more,
    ];

    /// <summary>It was killed after a checkpoint was published.</summary>
    public bool HasGivenOut { get; set; }

    /// <summary>Takes note of what a host that is dead by now had said.</summary>
    public void Remember(SlimHostProcess dead)
    {
        _acknowledged.AddRange([.. dead.Acknowledged, .. dead.Leaving]);
        if (dead.Acknowledged.Count > 0) (_last, _lastLeaving) = (dead.Acknowledged, dead.Leaving);
        foreach (var line in dead.Signed)
        {
            var words = line.Split(' ');
            var (tree, root) = ($"{words[1]} {words[2]}", Convert.ToHexStringLower(Convert.FromBase64String(words[3])));
            Assert.True(_signed.TryAdd(tree, root) || _signed[tree] == root, $"{tree} was signed twice, with two roots");
        }
    }

    /// <summary>Holds the rows of a ledger that has opened again and is not written to yet against all that was promised.</summary>
    public async Task HoldsAsync()
    {
        var log = await StoredLog.ReadAsync(store);
        log.Holds(_acknowledged);
        log.LeavesNothingOpen();
        foreach (var (tree, root) in _signed) Assert.Equal(log.HeadAt(long.Parse(tree.Split(' ')[1])), root);
        if (new Anchor(Settings.Anchor!).Read() is { } anchored) Assert.Equal(log.HeadAt(anchored.Size), Convert.ToHexStringLower(anchored.Root));
        await OpensAsync();
    }

    /// <summary>Trails without a gap, and published files that hold for the tool.</summary>
    public async Task IsWholeAsync()
    {
        await HoldsAsync();
        using var reading = Reading();
        var history = await reading.History.ReadAsync(new AccessOf.ByAgency(Agency), null, 1_000_000, CancellationToken.None);
        Assert.Empty(history.Gaps);
        var log = await StoredLog.ReadAsync(store);
        Assert.Superset(_acknowledged.Where(entry => (EntryType)log[entry.Entry].Type != EntryType.Outcome).Select(entry => entry.Entry).ToHashSet(), history.Entries.Select(entry => entry.Index).ToHashSet());
        var published = Path.Combine(_folder, "published");
        // Every life of it may have ended before the first checkpoint was given out: then there is nothing yet for anybody to verify.
        if (!HasGivenOut && !File.Exists(Path.Combine(published, "checkpoint"))) return;
        // The clock of a host leaps a minute at each turn, and what is under way is then late by as much.
        var (code, output, error) = await Synthetic.Tool.RunAsync(["ledger", "verify", "full", published, "--policy", Path.Combine(published, "policy"), "--tolerance", "600"]);
        Assert.True(code == 0, output + error);
    }

    public void Dispose()
    {
        store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string Connection => store.Settings["Storage__Connection"];

    private LedgerSettings Settings => new(provider, Connection, new LedgerKey(_key)) { Anchor = Path.Combine(_folder, "anchor.db") };

    // Never started: it only reads.
    private Ledger Reading() => new(Settings, TimeProvider.System, NullLogger<Ledger>.Instance);

    private async Task OpensAsync()
    {
        using var reading = Reading();
        foreach (var entry in _last.TakeLast(Opened))
            for (var section = 0; section <= (await reading.ReadLeafAsync(entry.Entry))!.Sections; section++)
                Assert.IsType<SectionReading.Opened>(await reading.ReadSectionAsync(entry.Entry, section));
        foreach (var entry in _lastLeaving)
            Assert.True(await reading.ReadSectionAsync(entry.Entry, 1) is SectionReading.Opened or SectionReading.Erased);
    }
}
