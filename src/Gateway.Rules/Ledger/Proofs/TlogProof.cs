using System.Text;
using Gateway.Rules.Ledger.Checkpoints;
using Gateway.Rules.Ledger.Notes;

namespace Gateway.Rules.Ledger.Proofs;

/// <summary>
/// The receipt for an entry, good without asking anybody: its index, its inclusion proof and a signed checkpoint
/// (C2SP tlog-proof, "Format"). Kept with the ending <c>.tlog-proof</c>.
/// </summary>
/// <param name="Index">The entry's place in the log, from 0.</param>
/// <param name="Hashes">The inclusion proof in the checkpoint's tree, 32 bytes each, from the leaf upwards.</param>
/// <param name="Checkpoint">The checkpoint; a witness policy says whether to believe it.</param>
/// <param name="Extra">Data beside the proof that nothing vouches for, or none. This project's receipts carry the leaf there.</param>
public sealed record TlogProof(long Index, IReadOnlyList<byte[]> Hashes, SignedCheckpoint Checkpoint, ReadOnlyMemory<byte> Extra)
{
    /// <summary>The longest proof taken, in bytes.</summary>
    public const int Longest = Note.LongestNote + HashLines.Longest + 128 * 1024;

    private const string Version = "c2sp.org/tlog-proof@v1";

    /// <summary>Follows the hashes from a leaf to the checkpoint's root. Says nothing about the checkpoint's signatures.</summary>
    /// <param name="leafHash">32 bytes, from <see cref="TreeHash.OfLeaf(ReadOnlySpan{byte})"/>.</param>
    public ProofFault Verify(ReadOnlySpan<byte> leafHash) =>
        InclusionProof.Verify(Index, Checkpoint.Checkpoint.Size, leafHash, Hashes, Checkpoint.Checkpoint.Root.Span);

    /// <summary>The proof as it is sent and kept.</summary>
    public byte[] ToBytes()
    {
        var extra = Extra.IsEmpty ? "" : $"extra {Convert.ToBase64String(Extra.Span)}\n";
        return [.. Encoding.ASCII.GetBytes($"{Version}\n{extra}index {StrictDecimal.Write(Index)}\n{HashLines.Write(Hashes)}\n"), .. Checkpoint.ToBytes()];
    }

    /// <summary>Reads a proof.</summary>
    /// <param name="bytes">Exactly one proof.</param>
    /// <param name="proof">The proof when the answer is <see cref="TlogProofFault.None"/>.</param>
    public static TlogProofFault Read(ReadOnlySpan<byte> bytes, out TlogProof? proof)
    {
        proof = null;
        if (bytes.Length > Longest) return TlogProofFault.TooLong;
        var cut = bytes.IndexOf("\n\n"u8);
        if (cut < 0 || !System.Text.Unicode.Utf8.IsValid(bytes)) return TlogProofFault.BrokenLines;
        var lines = Encoding.UTF8.GetString(bytes[..cut]).Split('\n').AsSpan();
        if (lines[0] != Version) return TlogProofFault.UnknownVersion;
        if (!ReadExtra(ref lines, out var extra)) return TlogProofFault.BadExtra;
        if (lines.Length < 2 || !lines[1].StartsWith("index ", StringComparison.Ordinal) || StrictDecimal.Read(lines[1].AsSpan(6)) is not { } index) return TlogProofFault.BadIndex;
        if (HashLines.Read(lines[2..]) is not { } hashes) return TlogProofFault.BadHash;
        if (SignedCheckpoint.Read(bytes[(cut + 2)..], out var signed) != CheckpointFault.None) return TlogProofFault.BadCheckpoint;
        proof = new TlogProof(index, hashes, signed!, extra);
        return TlogProofFault.None;
    }

    /// <summary>Takes the line of extra data out, where there is one.</summary>
    private static bool ReadExtra(ref Span<string> lines, out byte[] extra)
    {
        extra = [];
        if (lines.Length < 2 || !lines[1].StartsWith("extra ", StringComparison.Ordinal)) return true;
        extra = StrictBase64.Read(lines[1].AsSpan(6)) ?? [];
        lines = lines[1..];
        return extra.Length > 0;
    }
}
