using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Gateway.Rules.Ledger.Checkpoints;
using Gateway.Rules.Ledger.Notes;
using Gateway.Rules.Ledger.Proofs;
using Gateway.Rules.Ledger.Witnessing;

namespace Gateway.Audit.Witness;

/// <summary>
/// Has a checkpoint cosigned by the witnesses of a policy (C2SP tlog-witness, <c>add-checkpoint</c>). One that knows another size than we thought
/// says so, and gets the proof from there. A witness that is away, slow or wrong is passed over.
/// </summary>
internal sealed class AskWitnesses(HttpClient http, ILogger<AskWitnesses> logger)
{
    private const int LongestAnswer = 64 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AtTheStart = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<(string Origin, string Witness), long> _sizes = new();

    /// <param name="nodes">Gives a reader of the tree's nodes for each witness, since they are asked at once.</param>
    public async Task<IReadOnlyList<NoteSignature>> RunAsync(SignedCheckpoint head, IEnumerable<Rules.Ledger.Witnessing.Witness> witnesses, Func<ReadNode> nodes, CancellationToken stopping)
    {
        var answers = await Task.WhenAll(witnesses.Select(witness => OneAsync(head, witness, nodes(), stopping)));
        return [.. answers.OfType<NoteSignature>()];
    }

    /// <summary>The newest checkpoints of a log that witnesses say they have seen, for the asker to believe or not. One that is away or knows none says nothing.</summary>
    public async Task<IReadOnlyList<SignedCheckpoint>> LatestAsync(string origin, IEnumerable<Rules.Ledger.Witnessing.Witness> witnesses, CancellationToken stopping)
    {
        var answers = await Task.WhenAll(witnesses.Where(witness => witness.Url is not null).Select(witness => LatestOfAsync(origin, witness, stopping)));
        return [.. answers.OfType<SignedCheckpoint>()];
    }

    private async Task<SignedCheckpoint?> LatestOfAsync(string origin, Rules.Ledger.Witnessing.Witness witness, CancellationToken stopping)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        patience.CancelAfter(AtTheStart);
        try
        {
            using var answer = await http.GetAsync(new Uri($"{witness.Url!.TrimEnd('/')}/{WitnessLogs.Hash(origin)}/checkpoint"), HttpCompletionOption.ResponseHeadersRead, patience.Token);
            if (answer.StatusCode != HttpStatusCode.OK) return null;
            return SignedCheckpoint.Read(await ReadAsync(answer, patience.Token), out var head) == CheckpointFault.None ? head : null;
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException || fault is OperationCanceledException && !stopping.IsCancellationRequested)
        {
            logger.LogInformation("The witness {Witness} could not be asked for what it knows ({Fault})", witness.Name, fault.GetType().Name);
            return null;
        }
    }

    private async Task<NoteSignature?> OneAsync(SignedCheckpoint head, Rules.Ledger.Witnessing.Witness witness, ReadNode nodes, CancellationToken stopping)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        patience.CancelAfter(Patience);
        try
        {
            return await AskAsync(head, witness, nodes, patience.Token);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException || fault is OperationCanceledException && !stopping.IsCancellationRequested)
        {
            logger.LogWarning("The witness {Witness} could not be asked ({Fault})", witness.Name, fault.GetType().Name);
            return null;
        }
    }

    private async Task<NoteSignature?> AskAsync(SignedCheckpoint head, Rules.Ledger.Witnessing.Witness witness, ReadNode nodes, CancellationToken stopping)
    {
        for (var attempt = 0; attempt < 3; attempt++)
        {
            var old = _sizes.GetValueOrDefault((head.Checkpoint.Origin, witness.Name));
            if (Request(head, old, nodes) is not { } body) return Wrong(witness, "knows more entries than were signed");
            using var answer = await http.PostAsync(Address(witness), new ByteArrayContent(body), stopping);
            var said = await ReadAsync(answer, stopping);
            if (answer.StatusCode == HttpStatusCode.OK) return Accept(head, witness, said);
            if (answer.StatusCode != HttpStatusCode.Conflict || Size(said) is not { } size || size == old) return Wrong(witness, $"answered {(int)answer.StatusCode}");
            _sizes[(head.Checkpoint.Origin, witness.Name)] = size;
        }

        return Wrong(witness, "named another size each time");
    }

    private NoteSignature? Accept(SignedCheckpoint head, Rules.Ledger.Witnessing.Witness witness, byte[] said)
    {
        if (Note.ReadLines(said, out var lines) != NoteFault.None || lines.FirstOrDefault(witness.Key.Made) is not { } line) return Wrong(witness, "did not sign with its key");
        if (!witness.Key.Verifies(head.Note.Text.Span, line.Bytes.Span)) return Wrong(witness, "gave a bad signature");
        _sizes[(head.Checkpoint.Origin, witness.Name)] = head.Checkpoint.Size;
        return line;
    }

    private NoteSignature? Wrong(Rules.Ledger.Witnessing.Witness witness, string what)
    {
        logger.LogWarning("The witness {Witness} {What}", witness.Name, what);
        return null;
    }

    private static byte[]? Request(SignedCheckpoint head, long old, ReadNode nodes)
    {
        if (old > head.Checkpoint.Size) return null;
        if (old == 0) return new AddCheckpoint(0, [], head).ToBytes();
        return ProofBuilder.Consistency(old, head.Checkpoint.Size, nodes) is ProofBuilding.Built { Hashes: var proof } ? new AddCheckpoint(old, proof, head).ToBytes() : null;
    }

    private static Uri Address(Rules.Ledger.Witnessing.Witness witness) => new(witness.Url!.TrimEnd('/') + "/add-checkpoint");

    private static async Task<byte[]> ReadAsync(HttpResponseMessage answer, CancellationToken stopping)
    {
        await using var body = await answer.Content.ReadAsStreamAsync(stopping);
        var bytes = new byte[LongestAnswer];
        var length = await body.ReadAtLeastAsync(bytes, LongestAnswer, throwOnEndOfStream: false, stopping);
        return bytes[..length];
    }

    private static long? Size(byte[] said) =>
        long.TryParse(Encoding.ASCII.GetString(said).TrimEnd('\n'), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var size) ? size : null;
}
