using System.Buffers.Binary;
using System.Numerics;

namespace Gateway.Rules.Matching.Index;

/// <summary>SipHash-2-4 (Aumasson and Bernstein, 2012): a short keyed hash, so that the table of numbers tells nothing without the key.</summary>
internal readonly struct SipHash
{
    public const int KeyBytes = 16;

    private readonly ulong _k0;
    private readonly ulong _k1;

    public SipHash(ReadOnlySpan<byte> key)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, KeyBytes, nameof(key));
        (_k0, _k1) = (BinaryPrimitives.ReadUInt64LittleEndian(key), BinaryPrimitives.ReadUInt64LittleEndian(key[8..]));
    }

    /// <summary>The hash of a number under its kind, so that equal digits of two kinds differ.</summary>
    public ulong Of(PersonalNumber number)
    {
        var text = number.Text;
        Span<byte> bytes = text.Length < 128 ? stackalloc byte[(text.Length * 3) + 1] : new byte[(text.Length * 3) + 1];
        bytes[0] = (byte)(number.Kind == NumberKind.TemporaryUpn ? NumberKind.Upn : number.Kind);
        var length = System.Text.Encoding.UTF8.GetBytes(text, bytes[1..]);
        return Of(bytes[..(length + 1)]);
    }

    public ulong Of(ReadOnlySpan<byte> bytes)
    {
        var state = new State(_k0, _k1);
        var last = (ulong)bytes.Length << 56;
        for (; bytes.Length >= 8; bytes = bytes[8..]) state.Take(BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        for (var i = 0; i < bytes.Length; i++) last |= (ulong)bytes[i] << (8 * i);
        state.Take(last);
        return state.End();
    }

    private struct State(ulong k0, ulong k1)
    {
        private ulong _v0 = k0 ^ 0x736f6d6570736575UL;
        private ulong _v1 = k1 ^ 0x646f72616e646f6dUL;
        private ulong _v2 = k0 ^ 0x6c7967656e657261UL;
        private ulong _v3 = k1 ^ 0x7465646279746573UL;

        public void Take(ulong word)
        {
            _v3 ^= word;
            Round();
            Round();
            _v0 ^= word;
        }

        public ulong End()
        {
            _v2 ^= 0xff;
            for (var i = 0; i < 4; i++) Round();
            return _v0 ^ _v1 ^ _v2 ^ _v3;
        }

        private void Round()
        {
            _v0 += _v1;
            _v2 += _v3;
            _v1 = BitOperations.RotateLeft(_v1, 13) ^ _v0;
            _v3 = BitOperations.RotateLeft(_v3, 16) ^ _v2;
            _v0 = BitOperations.RotateLeft(_v0, 32);
            _v2 += _v1;
            _v0 += _v3;
            _v1 = BitOperations.RotateLeft(_v1, 17) ^ _v2;
            _v3 = BitOperations.RotateLeft(_v3, 21) ^ _v0;
            _v2 = BitOperations.RotateLeft(_v2, 32);
        }
    }
}
