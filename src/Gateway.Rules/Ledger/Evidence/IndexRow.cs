namespace Gateway.Rules.Ledger.Evidence;

/// <summary>A row of the search index: whoever this token stands for is in that entry. For a key holder's eyes only.</summary>
/// <param name="Index">The entry's place in the log, from 0.</param>
/// <param name="Token">32 bytes: HMAC-SHA-256 of who it is under the key of the epoch.</param>
/// <param name="Epoch">Which key, from 1.</param>
public sealed record IndexRow(long Index, byte[] Token, int Epoch)
{
    /// <summary>The longest line taken, in bytes.</summary>
    public const int LongestLine = 256;

    /// <summary>The line without its line feed: a JSON object with the members index, token (base64) and epoch.</summary>
    public byte[] ToLine() => PackJson.Write(this);

    /// <summary>Reads a line as <see cref="ToLine"/> writes it, and no other spelling of it; null where it is not one.</summary>
    public static IndexRow? Read(ReadOnlySpan<byte> line) =>
        PackJson.Read<IndexRow>(line) is { Index: >= 0, Token.Length: 32, Epoch: > 0 and <= ushort.MaxValue } read && line.SequenceEqual(read.ToLine()) ? read : null;
}
