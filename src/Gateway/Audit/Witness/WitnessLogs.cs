using System.Security.Cryptography;
using System.Text;
using Gateway.Audit.Publishing;
using Gateway.Rules.Ledger.Notes;
using Gateway.Rules.Ledger.Witnessing;

namespace Gateway.Audit.Witness;

/// <summary>A witness of other agencies' logs: checks that each only grows, remembers it, and signs that it did.</summary>
internal sealed class WitnessLogs(Cosigner cosigner, IReadOnlyList<LogKey> logs, WitnessStore store, TimeProvider time)
{
    public CosignatureVerifier Key => cosigner.Verifier;

    /// <summary>The witness of these settings; null where this gateway is none.</summary>
    public static WitnessLogs? Read(IConfiguration configuration, TimeProvider time)
    {
        if (LedgerSettings.Set(configuration, "Witness:Signer") is not { } signer) return null;
        if (LedgerSettings.Set(configuration, "Witness:Name") is not { } name || !KeyName.IsValid(name)) throw Missing("Witness:Name", "the name that this witness signs with, without spaces and plus");
        if (LedgerSettings.Set(configuration, "Witness:Store") is not { } path) throw Missing("Witness:Store", "the file that keeps the largest tree seen of each log");
        if (LedgerSettings.Set(configuration, "Witness:Logs") is not { } logs) throw Missing("Witness:Logs", "a file with a log line for each log that is witnessed");
        return WitnessPolicyReader.Read(Encoding.UTF8.GetBytes(File.ReadAllText(logs).TrimEnd('\n') + "\nquorum none\n")) switch
        {
            WitnessPolicyReading.Valid { Policy: { Witnesses.IsEmpty: true } policy } =>
                new WitnessLogs(SignerKey.Read("Witness:Signer", signer).Cosigner(name), policy.Logs, new WitnessStore(path), time),
            WitnessPolicyReading.Faulty(var line, var why) => throw new InvalidOperationException($"Witness:Logs, line {line}: {why}."),
            _ => throw new InvalidOperationException("Witness:Logs has log lines and no others."),
        };
    }

    /// <summary>The answer to <c>add-checkpoint</c>: a status, and a body for 200 and 409 (C2SP tlog-witness).</summary>
    public WitnessAnswer Answer(ReadOnlySpan<byte> body)
    {
        if (AddCheckpoint.Read(body) is not { } request) return new WitnessAnswer(StatusCodes.Status400BadRequest, "");
        return store.Take(request, logs) switch
        {
            WitnessDecision.Cosign => new WitnessAnswer(StatusCodes.Status200OK, cosigner.Cosign(request.Checkpoint.Note.Text.Span, time.GetUtcNow()).Line + "\n"),
            WitnessDecision.Conflict(var size) => new WitnessAnswer(StatusCodes.Status409Conflict, $"{size}\n"),
            WitnessDecision.UnknownOrigin => new WitnessAnswer(StatusCodes.Status404NotFound, ""),
            WitnessDecision.NotSigned => new WitnessAnswer(StatusCodes.Status403Forbidden, ""),
            WitnessDecision.Inconsistent => new WitnessAnswer(StatusCodes.Status422UnprocessableEntity, ""),
            _ => throw new InvalidOperationException("unknown decision"),
        };
    }

    /// <summary>The newest checkpoint that was cosigned of the log whose name has this hash; null for none.</summary>
    public byte[]? Latest(string hash) => store.Latest(hash);

    /// <summary>How a log is named in an address: the hexadecimal SHA-256 of its origin.</summary>
    public static string Hash(string origin) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(origin)));

    private static InvalidOperationException Missing(string name, string what) => new($"{name} is not set, and Witness:Signer is. It is {what}.");
}

internal readonly record struct WitnessAnswer(int Status, string Body);
