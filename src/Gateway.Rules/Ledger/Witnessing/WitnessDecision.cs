using Gateway.Rules.Ledger.Checkpoints;
using Gateway.Rules.Ledger.Notes;

namespace Gateway.Rules.Ledger.Witnessing;

/// <summary>What a witness does with a request, as far as the request and what it remembers decide it (C2SP tlog-witness, "add-checkpoint").</summary>
public abstract record WitnessDecision
{
    private WitnessDecision() { }

    /// <summary>Remember it, and only then answer with a cosignature: 200.</summary>
    public sealed record Cosign : WitnessDecision;

    /// <summary>The log is not known: 404.</summary>
    public sealed record UnknownOrigin : WitnessDecision;

    /// <summary>No known key of the log signed it, or one of their signatures is bad: 403.</summary>
    public sealed record NotSigned : WitnessDecision;

    /// <summary>The witness knows another size than the log thinks: 409, with that size.</summary>
    public sealed record Conflict(long Size) : WitnessDecision;

    /// <summary>The tree does not extend the one that the witness knows, or the proof does not show it: 422. May be proof of a fork.</summary>
    public sealed record Inconsistent : WitnessDecision;

    /// <summary>Decides. Deciding and remembering must be one step, or a witness can be taken back to a smaller tree.</summary>
    /// <param name="request">The request.</param>
    /// <param name="logs">The log keys that the witness trusts.</param>
    /// <param name="latest">The last checkpoint of that origin that it cosigned; null for none.</param>
    public static WitnessDecision On(AddCheckpoint request, IEnumerable<LogKey> logs, Checkpoint? latest)
    {
        ArgumentNullException.ThrowIfNull(request);
        var signed = request.Checkpoint;
        var keys = logs.Where(l => l.Key.Name == signed.Checkpoint.Origin).ToList();
        if (keys.Count == 0) return new UnknownOrigin();
        if (NoteCheck.Of(signed.Note, [.. keys.Select(k => k.Key)]) is not NoteCheck.Holds held) return new NotSigned();
        if (!keys.Any(k => k.MaySign(signed.Checkpoint.Size) && held.By.Any(h => h.Key == k.Key))) return new NotSigned();
        if (request.Old != (latest?.Size ?? 0)) return new Conflict(latest?.Size ?? 0);
        return Extends(request, latest) ? new Cosign() : new Inconsistent();
    }

    private static bool Extends(AddCheckpoint request, Checkpoint? latest)
    {
        var next = request.Checkpoint.Checkpoint;
        if (!next.IsPossible) return false;
        return request.Old == 0
            ? request.Proof.Count == 0
            : ConsistencyProof.Verify(request.Old, next.Size, request.Proof, latest!.Root.Span, next.Root.Span) == ProofFault.None;
    }
}
