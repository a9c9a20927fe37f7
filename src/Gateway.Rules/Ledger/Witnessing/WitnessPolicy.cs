using System.Collections.Immutable;
using Gateway.Rules.Ledger.Checkpoints;
using Gateway.Rules.Ledger.Notes;

namespace Gateway.Rules.Ledger.Witnessing;

/// <summary>
/// Whom to believe: the keys of logs, the witnesses, and how many of them are enough (C2SP tlog-policy). <see cref="WitnessPolicyReader"/> reads it.
/// </summary>
public sealed record WitnessPolicy(ImmutableArray<LogKey> Logs, ImmutableArray<Witness> Witnesses, Quorum Quorum)
{
    /// <summary>Judges a checkpoint: its log's signature first, then the quorum.</summary>
    public PolicyVerdict Judge(SignedCheckpoint head)
    {
        ArgumentNullException.ThrowIfNull(head);
        var (checkpoint, logs) = (head.Checkpoint, Of(head.Checkpoint.Origin));
        if (logs.IsEmpty) return new PolicyVerdict.UnknownOrigin(checkpoint.Origin);
        if (!checkpoint.IsPossible) return new PolicyVerdict.Impossible();
        return NoteCheck.Of(head.Note, [.. logs.Select(l => l.Key), .. Witnesses.Select(w => w.Key)]) switch
        {
            NoteCheck.BadSignature bad => new PolicyVerdict.BadSignature(bad.Key.Name),
            NoteCheck.NoKnownKey => new PolicyVerdict.NotSigned(checkpoint.Origin),
            NoteCheck.Holds held => Judge(checkpoint, logs, held.By),
            _ => throw new InvalidOperationException("unknown check"),
        };
    }

    /// <summary>The keys of a log, in the policy's order; none where it is not known.</summary>
    public ImmutableArray<LogKey> Of(string origin) => [.. Logs.Where(l => l.Key.Name == origin)];

    private PolicyVerdict Judge(Checkpoint checkpoint, ImmutableArray<LogKey> logs, ImmutableArray<CheckedSignature> held)
    {
        var signed = logs.Where(l => held.Any(h => h.Key == l.Key)).ToImmutableArray();
        if (signed.IsEmpty) return new PolicyVerdict.NotSigned(checkpoint.Origin);
        var inRange = signed.Where(l => l.MaySign(checkpoint.Size)).ToImmutableArray();
        if (inRange.IsEmpty) return new PolicyVerdict.KeyOutOfRange(signed[0].Key.Name, checkpoint.Size);

        var cosigned = Cosigned(held);
        return Quorum.IsMet(cosigned.Select(c => c.By).ToHashSet())
            ? new PolicyVerdict.Accepted(inRange, cosigned)
            : new PolicyVerdict.NoQuorum(cosigned);
    }

    private ImmutableArray<Cosignature> Cosigned(ImmutableArray<CheckedSignature> held) =>
    [
        .. from witness in Witnesses
           from signature in held
           where signature.Key == witness.Key
           select new Cosignature(witness, signature.Time!.Value),
    ];
}
