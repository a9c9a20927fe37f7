using System.Text;
using Gateway.Rules.Ledger.Checkpoints;
using Gateway.Rules.Ledger.Notes;
using Gateway.Rules.Ledger.Proofs;

namespace Gateway.Rules.Ledger.Witnessing;

/// <summary>What a log sends to a witness: the size the witness knows, the proof from there, and the checkpoint (C2SP tlog-witness, "add-checkpoint").</summary>
/// <param name="Old">The size of the last checkpoint that the witness cosigned; 0 for none.</param>
/// <param name="Proof">The consistency proof, 32 bytes each; none from 0.</param>
/// <param name="Checkpoint">The checkpoint to be cosigned.</param>
public sealed record AddCheckpoint(long Old, IReadOnlyList<byte[]> Proof, SignedCheckpoint Checkpoint)
{
    /// <summary>The longest request taken, in bytes.</summary>
    public const int Longest = Note.LongestNote + HashLines.Longest + 64;

    /// <summary>The request's body.</summary>
    public byte[] ToBytes() =>
        [.. Encoding.ASCII.GetBytes($"old {StrictDecimal.Write(Old)}\n{HashLines.Write(Proof)}\n"), .. Checkpoint.ToBytes()];

    /// <summary>Reads a request's body; null where it is not one, which a witness answers with 400.</summary>
    public static AddCheckpoint? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > Longest || !System.Text.Unicode.Utf8.IsValid(bytes) || bytes.IndexOf("\n\n"u8) is var cut && cut < 0) return null;
        var lines = Encoding.UTF8.GetString(bytes[..cut]).Split('\n');
        if (!lines[0].StartsWith("old ", StringComparison.Ordinal) || StrictDecimal.Read(lines[0].AsSpan(4)) is not { } old) return null;
        if (HashLines.Read(lines.AsSpan(1)) is not { } proof || SignedCheckpoint.Read(bytes[(cut + 2)..], out var signed) != CheckpointFault.None) return null;
        return old <= signed!.Checkpoint.Size ? new AddCheckpoint(old, proof, signed) : null;
    }
}
