using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Gateway.Rules.Ledger.Notes;

/// <summary>The names of keys, and the ids made from them (C2SP signed-note, "Format" and "Signatures").</summary>
public static class KeyName
{
    /// <summary>The longest name taken, in characters. The format has no limit; this is ours.</summary>
    public const int Longest = 255;

    /// <summary>True for 1 to 255 characters without a space of any kind, a plus, or a control character.</summary>
    public static bool IsValid(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length is > 0 and <= Longest && !name.EnumerateRunes().Any(r => Rune.IsWhiteSpace(r) || Rune.IsControl(r) || r.Value == '+' || r == Rune.ReplacementChar);
    }

    /// <summary>The first four bytes of SHA-256(name || 0x0A || type || public key), as a big-endian number.</summary>
    /// <param name="name">The key's name.</param>
    /// <param name="type">The byte of the signature's type, or the bytes where it is one of our own.</param>
    /// <param name="publicKey">The key as its type encodes it.</param>
    internal static uint Id(string name, ReadOnlySpan<byte> type, ReadOnlySpan<byte> publicKey) =>
        Id([.. Encoding.UTF8.GetBytes(name), (byte)'\n', .. type, .. publicKey]);

    internal static uint Id(ReadOnlySpan<byte> hashed) => BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(hashed));
}
