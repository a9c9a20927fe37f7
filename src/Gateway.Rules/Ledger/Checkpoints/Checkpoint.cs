using System.Collections.Immutable;
using System.Text;
using Gateway.Rules.Ledger.Notes;

namespace Gateway.Rules.Ledger.Checkpoints;

/// <summary>A tree's head as it is signed: which log, how many entries, which root (C2SP tlog-checkpoint, "Note text").</summary>
/// <param name="Origin">The log's name, not empty.</param>
/// <param name="Size">The number of entries, from 0.</param>
/// <param name="Root">32 bytes.</param>
public sealed record Checkpoint(string Origin, long Size, ReadOnlyMemory<byte> Root)
{
    /// <summary>Lines after the first three. Kept when read, since they are signed too; none are written by this project.</summary>
    public ImmutableArray<string> Extensions { get; init; } = [];

    /// <summary>True unless it says that the empty tree has another root than it has (RFC 6962, 2.1).</summary>
    public bool IsPossible => Size > 0 || Root.Span.SequenceEqual(TreeHash.Empty);

    /// <summary>The text to be signed: a line for each part, each with its line feed.</summary>
    public byte[] ToText() => Encoding.UTF8.GetBytes(
        string.Concat([Origin, "\n", StrictDecimal.Write(Size), "\n", Convert.ToBase64String(Root.Span), "\n", .. Extensions.Select(e => e + "\n")]));

    /// <summary>Reads the text of a note as a checkpoint.</summary>
    /// <param name="text">UTF-8, as <see cref="Note.Text"/> has it.</param>
    /// <param name="checkpoint">The checkpoint when the answer is <see cref="CheckpointFault.None"/>.</param>
    public static CheckpointFault Read(ReadOnlySpan<byte> text, out Checkpoint? checkpoint)
    {
        checkpoint = null;
        var lines = Encoding.UTF8.GetString(text).Split('\n');
        if (lines.Length < 4 || lines[^1].Length > 0 || lines[..^1].Any(string.IsNullOrEmpty)) return CheckpointFault.BrokenLines;
        if (StrictDecimal.Read(lines[1]) is not { } size) return CheckpointFault.BadSize;
        if (StrictBase64.ReadHash(lines[2]) is not { } root) return CheckpointFault.BadRoot;
        checkpoint = new Checkpoint(lines[0], size, root) { Extensions = [.. lines[3..^1]] };
        return CheckpointFault.None;
    }

    /// <inheritdoc/>
    public bool Equals(Checkpoint? other) =>
        other is not null && (Origin, Size) == (other.Origin, other.Size) && Root.Span.SequenceEqual(other.Root.Span) && Extensions.SequenceEqual(other.Extensions);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Origin, Size);
}
