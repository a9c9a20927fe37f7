namespace Gateway.Rules.Ledger.Evidence;

/// <summary>A section that was opened for whoever gets the pack: with its salt anybody can recompute the commitment in the leaf.</summary>
/// <param name="Index">The entry's place in the log, from 0.</param>
/// <param name="Section">0 for the common section; the children's count from 1 in the leaf's order.</param>
/// <param name="Salt">32 bytes.</param>
/// <param name="Bytes">The section, with the trails that begin it.</param>
public sealed record OpenedSection(long Index, int Section, byte[] Salt, byte[] Bytes)
{
    /// <summary>The longest line taken, in bytes: 64 KiB in base64, and room for the rest.</summary>
    public const int LongestLine = 96 * 1024;

    /// <summary>The line without its line feed: a JSON object with the members index, section, salt and bytes, the last two in base64.</summary>
    public byte[] ToLine() => PackJson.Write(this);

    /// <summary>Reads a line as <see cref="ToLine"/> writes it, and no other spelling of it; null where it is not one.</summary>
    public static OpenedSection? Read(ReadOnlySpan<byte> line) =>
        PackJson.Read<OpenedSection>(line) is { Index: >= 0, Section: >= 0, Salt.Length: Commitment.SaltLength, Bytes.Length: > 0 } read && line.SequenceEqual(read.ToLine()) ? read : null;
}
