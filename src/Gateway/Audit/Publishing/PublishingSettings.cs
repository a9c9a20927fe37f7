using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Gateway.Rules.Ledger.Notes;
using Gateway.Rules.Ledger.Witnessing;

namespace Gateway.Audit.Publishing;

/// <summary>With which key the log's head is signed and where it is published. A setting that is missing or wrong stops the start with its name.</summary>
/// <param name="Signer">The key in use.</param>
/// <param name="Retiring">The key before it, while both sign; null where there is none.</param>
/// <param name="Folder">Where tiles and checkpoints are put as files.</param>
/// <param name="Witnesses">Whose cosignatures a published checkpoint needs; without witnesses it needs none.</param>
/// <param name="WitnessLines">The same as text, for whoever verifies.</param>
internal sealed record PublishingSettings(SignerKey Signer, SignerKey? Retiring, string Folder, WitnessPolicy Witnesses, string WitnessLines)
{
    /// <summary>Where a new log's key is made of its own accord; null where that is for the operator to do.</summary>
    public string? KeysFolder { get; init; }

    /// <summary>The key for a log; null where the one that is set signs another log: a key signs for one alone.</summary>
    /// <param name="origin">The log.</param>
    /// <param name="known">All keys that the anchor knows.</param>
    public SignerKey? KeyFor(string origin, IReadOnlyCollection<LogKey> known)
    {
        if (!known.Any(key => key.Key.Name != origin && IsOf(Signer, key))) return Signer;
        return KeysFolder is { } folder ? SignerKey.Read("the key made for this log", MadeOnce(folder, $"signer-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(origin)))[..12]}.key")) : null;
    }

    /// <summary>The keys in use of a log, of those that this gateway has.</summary>
    public ImmutableArray<NoteSigner> SignersOf(string origin, IReadOnlyCollection<LogKey> known)
    {
        SignerKey?[] here = [Retiring, Signer, KeyFor(origin, known)];
        return [.. here.OfType<SignerKey>().Select(key => key.Signer(origin)).DistinctBy(signer => signer.Verifier.Text)
            .Where(signer => known.Any(key => key.Key.Text == signer.Verifier.Text && key.To is null))];
    }

    /// <summary>Why no new log may follow one for now, or null: a new log needs a key of its own.</summary>
    public string? WhyNoTurn(IReadOnlyCollection<LogKey> known) => KeysFolder is null && known.Any(key => IsOf(Signer, key))
        ? "a key signs for one log alone: set Ledger:Signer to a new one, and Ledger:RetiringSigner to the one in use until now"
        : null;

    /// <summary>Whether a key is this one, under whatever name.</summary>
    public static bool IsOf(SignerKey signer, LogKey key) => signer.Signer(key.Key.Name).Verifier.PublicKey.Span.SequenceEqual(key.Key.PublicKey.Span);

    private const string NoWitnesses = "quorum none\n";

    /// <returns>Null where nothing is signed: in Development on PostgreSQL without <c>Ledger:Anchor</c>.</returns>
    public static PublishingSettings? Read(IConfiguration configuration, IHostEnvironment environment, LedgerSettings ledger)
    {
        if (ledger.Anchor is null) return null;
        var beside = environment.IsDevelopment() ? Path.GetDirectoryName(Path.GetFullPath(ledger.Anchor))! : null;
        var set = LedgerSettings.Set(configuration, "Ledger:Signer");
        var signer = set ?? MadeOnce(beside, "signer.key");
        var folder = LedgerSettings.Set(configuration, "Ledger:Publish") ?? (beside is null
            ? throw new InvalidOperationException(
                "Ledger:Publish is not set. Outside Development the gateway does not start without it: the folder where the ledger's tiles and checkpoints are put for auditors.")
            : Path.Combine(beside, "published"));
        var lines = LedgerSettings.Set(configuration, "Ledger:Witnesses") is { } file ? File.ReadAllText(file) : NoWitnesses;
        return new PublishingSettings(
            SignerKey.Read("Ledger:Signer", signer),
            LedgerSettings.Set(configuration, "Ledger:RetiringSigner") is { } retiring ? SignerKey.Read("Ledger:RetiringSigner", retiring) : null,
            folder, Policy(lines), lines)
        {
            KeysFolder = set is null ? beside : null,
        };
    }

    private static WitnessPolicy Policy(string lines) => WitnessPolicyReader.Read(Encoding.UTF8.GetBytes(lines)) switch
    {
        WitnessPolicyReading.Valid { Policy: { Logs.IsEmpty: true } policy } when policy.Witnesses.All(w => w.Url is not null) => policy,
        WitnessPolicyReading.Faulty(var line, var why) => throw new InvalidOperationException($"Ledger:Witnesses, line {line}: {why}."),
        _ => throw new InvalidOperationException("Ledger:Witnesses must name witnesses, each with its address, and a quorum; and no log: that is this gateway's own."),
    };

    private static string MadeOnce(string? folder, string name)
    {
        if (folder is null)
            throw new InvalidOperationException("Ledger:Signer is not set. Outside Development the gateway does not start without it: a private key on P-256 (PKCS8 in base64 or PEM) that signs the ledger's checkpoints.");
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, name);
        if (!File.Exists(path)) LedgerSettings.Make(path, SignerKey.Make());
        return File.ReadAllText(path);
    }
}
