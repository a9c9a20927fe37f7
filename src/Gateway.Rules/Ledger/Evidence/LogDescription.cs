namespace Gateway.Rules.Ledger.Evidence;

/// <summary>What log a pack is of, which came before it, and what of it the pack opens.</summary>
/// <param name="Origin">The log's name, as its checkpoints have it.</param>
/// <param name="Format">The name of the leaves' format, <see cref="LeafFormat.Label"/>.</param>
/// <param name="Previous">The last signed checkpoint of the log before this one, as text; null for the first log.</param>
/// <param name="First">The common section of entry 0, which commits to that checkpoint; null where there is none.</param>
/// <param name="Scope">Whose trail the opened sections are; null where they are everybody's or nobody's.</param>
public sealed record LogDescription(string Origin, string Format, string? Previous, FirstSection? First, PackScope? Scope)
{
    /// <summary>The longest file taken, in bytes.</summary>
    public const int Longest = 2 * 1024 * 1024;

    /// <summary>The file.</summary>
    public byte[] ToBytes() => PackJson.Write(this);

    /// <summary>Reads the file; null where it is not one.</summary>
    public static LogDescription? Read(ReadOnlySpan<byte> bytes) =>
        bytes.Length <= Longest && PackJson.Read<LogDescription>(bytes) is { Origin.Length: > 0, Format: not null } read ? read : null;
}
