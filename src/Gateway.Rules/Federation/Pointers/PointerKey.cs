using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Matching.Reading;

namespace Gateway.Rules.Federation.Pointers;

/// <summary>
/// The key of one epoch, which turns an identifier into a token: the first 64 bits of HMAC-SHA256. Each kind has a token of its own, so
/// that two kinds of one child cannot be told to be one child's without the key.
/// </summary>
public sealed class PointerKey
{
    /// <summary>How many bytes a key has.</summary>
    public const int Length = 32;

    private const byte ByNumber = 1;
    private const byte ByDescription = 2;
    private const int LongestText = 2 + sizeof(int) + (2 * ((3 * NameFold.MaximumLength) + 1));

    private readonly byte[] _key;

    /// <param name="epoch">The number of the epoch, from 1; a later epoch has a higher one.</param>
    /// <param name="key">32 random bytes.</param>
    public PointerKey(int epoch, ReadOnlySpan<byte> key)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(epoch, 1);
        if (key.Length != Length) throw new ArgumentException("A pointer key has 32 bytes.", nameof(key));
        (Epoch, _key) = (epoch, key.ToArray());
    }

    /// <summary>The number of the epoch.</summary>
    public int Epoch { get; }

    /// <summary>The token of one kind under an NHS number.</summary>
    public ulong OfNumber(PointerKinds kind, NhsNumber number)
    {
        Span<byte> text = stackalloc byte[2 + sizeof(long)];
        (text[0], text[1]) = (ByNumber, (byte)kind);
        BinaryPrimitives.WriteInt64BigEndian(text[2..], number.Value);
        return Token(text);
    }

    /// <summary>
    /// The token of one kind under surname, first given name and date of birth, as names are compared in matching; null where either
    /// name has no letter, for such a child can be listed by number alone.
    /// </summary>
    public ulong? OfDescription(PointerKinds kind, string family, string given, DateOnly born)
    {
        var (surname, first) = (NameFold.Of(family), FirstOf(NameFold.Of(given)));
        if (surname.Length == 0 || first.Length == 0) return null;
        Span<byte> text = stackalloc byte[LongestText];
        (text[0], text[1]) = (ByDescription, (byte)kind);
        BinaryPrimitives.WriteInt32BigEndian(text[2..], born.DayNumber);
        var length = 2 + sizeof(int);
        length += Encoding.UTF8.GetBytes(surname, text[length..]);
        text[length++] = 0;
        length += Encoding.UTF8.GetBytes(first, text[length..]);
        return Token(text[..length]);
    }

    // The first of several names is the one by which most are known.
    private static string FirstOf(string given) => given.IndexOf(' ', StringComparison.Ordinal) is > 0 and var end ? given[..end] : given;

    private ulong Token(ReadOnlySpan<byte> text)
    {
        Span<byte> whole = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, text, whole);
        return BinaryPrimitives.ReadUInt64BigEndian(whole);
    }

    /// <inheritdoc/>
    public override string ToString() => $"(pointer key of epoch {Epoch})";
}
