using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Gateway.Rules.Matching.Index;

namespace Gateway.Rules.Matching.Decide;

/// <summary>One asked token against the shapes of four held ones: as <see cref="LikenessFilter"/>, but a prefix is long or none.</summary>
internal readonly struct ShapeSieve
{
    private const int Sixteen = 15;

    private readonly Vector256<ulong> _letters;
    private readonly Vector256<ulong> _length;
    private readonly Vector256<ulong> _initial;
    private readonly Vector256<byte> _needed;
    private readonly Vector256<byte> _neededUnlikeAtFirst;

    public ShapeSieve(LikenessFilter filter)
    {
        _letters = Vector256.Create(filter.Asked.Value & TokenShape.Letters);
        _length = Vector256.Create((ulong)filter.Asked.Length);
        _initial = Vector256.Create(filter.Asked.Initial);
        _needed = Table(filter, 1, LikenessFilter.Prefixes - 1);
        _neededUnlikeAtFirst = Table(filter, 0, 0);
    }

    /// <summary>All bits of who may be like; of the nameless, and of those of several tokens, too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<ulong> MayBeLike(Vector256<ulong> shapes)
    {
        var letters = shapes & Vector256.Create(TokenShape.Letters);
        var length = shapes >> TokenShape.LetterBits & Vector256.Create((ulong)TokenShape.LongestKept);
        var common = Vector256.Min((_length - Count(Vector256.AndNot(_letters, letters))).AsInt64(), (length - Count(Vector256.AndNot(letters, _letters))).AsInt64());
        var isInitial = Vector256.Equals(shapes >> TokenShape.InitialBits & Vector256.Create(0xFFUL), _initial).AsByte();
        var needed = Vector256.ConditionalSelect(isInitial, Avx2.Shuffle(_needed, length.AsByte()), Avx2.Shuffle(_neededUnlikeAtFirst, length.AsByte()));
        return (~Vector256.GreaterThan((needed.AsUInt64() & Vector256.Create(0xFFUL)).AsInt64(), common)).AsUInt64()
            | Vector256.GreaterThan(length.AsInt64(), Vector256.Create((long)Sixteen)).AsUInt64()
            | Vector256.Equals(length, Vector256<ulong>.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Count(Vector256<ulong> bits)
    {
        var ofFour = Vector256.Create((byte)0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4, 0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);
        var low = Avx2.Shuffle(ofFour, bits.AsByte() & Vector256.Create((byte)0xF));
        var high = Avx2.Shuffle(ofFour, (bits >> 4).AsByte() & Vector256.Create((byte)0xF));
        return Avx2.SumAbsoluteDifferences(low + high, Vector256<byte>.Zero).AsUInt64();
    }

    // The least that any of the prefixes needs, by length; nothing of what has no length.
    private static Vector256<byte> Table(LikenessFilter filter, int from, int to)
    {
        Span<byte> needed = stackalloc byte[Vector256<byte>.Count];
        for (var length = 1; length <= Sixteen; length++)
        {
            var least = byte.MaxValue;
            for (var prefix = from; prefix <= to; prefix++) least = Math.Min(least, filter.Needed(length, prefix));
            needed[length] = needed[length + Sixteen + 1] = least;
        }

        return Vector256.Create<byte>(needed);
    }
}
