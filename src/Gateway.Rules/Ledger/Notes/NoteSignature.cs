using System.Buffers.Binary;

namespace Gateway.Rules.Ledger.Notes;

/// <summary>One signature line of a note: <c>— name base64(key id || signature)</c> (C2SP signed-note, "Signatures").</summary>
/// <param name="Name">The key's name; <see cref="KeyName.IsValid"/>.</param>
/// <param name="KeyId">Four bytes as a big-endian number. Name and id together say which key signed, and how.</param>
/// <param name="Bytes">What the key made, at least one byte.</param>
public sealed record NoteSignature(string Name, uint KeyId, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>The longest signature taken, in bytes: more than an ML-DSA-87 one has.</summary>
    public const int Longest = 8 * 1024;

    private const string Dash = "— ";

    /// <summary>The line without its line feed.</summary>
    public string Line
    {
        get
        {
            var blob = new byte[4 + Bytes.Length];
            BinaryPrimitives.WriteUInt32BigEndian(blob, KeyId);
            Bytes.CopyTo(blob.AsMemory(4));
            return $"{Dash}{Name} {Convert.ToBase64String(blob)}";
        }
    }

    /// <summary>Reads a line without its line feed; null where it is not one.</summary>
    public static NoteSignature? Parse(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (!line.StartsWith(Dash, StringComparison.Ordinal)) return null;
        if (line[Dash.Length..].Split(' ') is not [var name, var base64] || !KeyName.IsValid(name)) return null;
        if (StrictBase64.Read(base64) is not { Length: > 4 and <= 4 + Longest } blob) return null;
        return new NoteSignature(name, BinaryPrimitives.ReadUInt32BigEndian(blob), blob.AsMemory(4));
    }

    /// <inheritdoc/>
    public bool Equals(NoteSignature? other) =>
        other is not null && (Name, KeyId) == (other.Name, other.KeyId) && Bytes.Span.SequenceEqual(other.Bytes.Span);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Name);
        hash.AddBytes(Bytes.Span);
        return hash.ToHashCode();
    }
}
