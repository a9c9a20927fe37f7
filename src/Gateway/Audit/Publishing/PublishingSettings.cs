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
    private const string NoWitnesses = "quorum none\n";

    /// <returns>Null where nothing is signed: in Development on PostgreSQL without <c>Ledger:Anchor</c>.</returns>
    public static PublishingSettings? Read(IConfiguration configuration, IHostEnvironment environment, LedgerSettings ledger)
    {
        if (ledger.Anchor is null) return null;
        var beside = environment.IsDevelopment() ? Path.GetDirectoryName(Path.GetFullPath(ledger.Anchor))! : null;
        var signer = LedgerSettings.Set(configuration, "Ledger:Signer") ?? MadeOnce(beside);
        var folder = LedgerSettings.Set(configuration, "Ledger:Publish") ?? (beside is null
            ? throw new InvalidOperationException(
                "Ledger:Publish is not set. Outside Development the gateway does not start without it: the folder where the ledger's tiles and checkpoints are put for auditors.")
            : Path.Combine(beside, "published"));
        var lines = LedgerSettings.Set(configuration, "Ledger:Witnesses") is { } file ? File.ReadAllText(file) : NoWitnesses;
        return new PublishingSettings(
            SignerKey.Read("Ledger:Signer", signer),
            LedgerSettings.Set(configuration, "Ledger:RetiringSigner") is { } retiring ? SignerKey.Read("Ledger:RetiringSigner", retiring) : null,
            folder, Policy(lines), lines);
    }

    private static WitnessPolicy Policy(string lines) => WitnessPolicyReader.Read(System.Text.Encoding.UTF8.GetBytes(lines)) switch
    {
        WitnessPolicyReading.Valid { Policy: { Logs.IsEmpty: true } policy } when policy.Witnesses.All(w => w.Url is not null) => policy,
        WitnessPolicyReading.Faulty(var line, var why) => throw new InvalidOperationException($"Ledger:Witnesses, line {line}: {why}."),
        _ => throw new InvalidOperationException("Ledger:Witnesses must name witnesses, each with its address, and a quorum; and no log: that is this gateway's own."),
    };

    private static string MadeOnce(string? folder)
    {
        if (folder is null)
            throw new InvalidOperationException("Ledger:Signer is not set. Outside Development the gateway does not start without it: a private key on P-256 (PKCS8 in base64 or PEM) that signs the ledger's checkpoints.");
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "signer.key");
        if (!File.Exists(path)) LedgerSettings.Make(path, SignerKey.Make());
        return File.ReadAllText(path);
    }
}
