using System.Numerics;

namespace Gateway.Rules.Ledger.Notes.EdDsa;

/// <summary>A point of edwards25519 in extended coordinates (RFC 8032, 5.1.1 to 5.1.4).</summary>
internal readonly record struct EdwardsPoint(BigInteger X, BigInteger Y, BigInteger Z, BigInteger T)
{
    private static readonly BigInteger P = BigInteger.Pow(2, 255) - 19;
    private static readonly BigInteger D = Mod(-121665 * Inverse(121666));
    private static readonly BigInteger RootOfMinusOne = BigInteger.ModPow(2, (P - 1) / 4, P);

    public static EdwardsPoint Base { get; } = Decode(Convert.FromHexString("58" + new string('6', 62)))!.Value;

    private static EdwardsPoint Neutral => new(0, 1, 1, 0);

    public static EdwardsPoint operator +(EdwardsPoint a, EdwardsPoint b)
    {
        var (x, y) = (Mod((a.Y - a.X) * (b.Y - b.X)), Mod((a.Y + a.X) * (b.Y + b.X)));
        var (t, z) = (Mod(2 * a.T * b.T * D), Mod(2 * a.Z * b.Z));
        var (e, f, g, h) = (y - x, z - t, z + t, y + x);
        return new EdwardsPoint(Mod(e * f), Mod(g * h), Mod(f * g), Mod(e * h));
    }

    public EdwardsPoint Negated() => new(Mod(-X), Y, Z, Mod(-T));

    public EdwardsPoint Times(BigInteger factor)
    {
        var sum = Neutral;
        for (var bit = (int)factor.GetBitLength() - 1; bit >= 0; bit--)
        {
            sum += sum;
            if (!(factor >> bit).IsEven) sum += this;
        }

        return sum;
    }

    /// <summary>The point of 32 bytes: y with the sign of x in the last bit. Null where there is none, or y is not below p.</summary>
    public static EdwardsPoint? Decode(ReadOnlySpan<byte> bytes)
    {
        var number = ManagedEd25519.Number(bytes);
        var (odd, y) = (number >> 255 == 1, number & ((BigInteger.One << 255) - 1));
        if (y >= P || RootOfRatio(Mod(y * y - 1), Mod(D * y * y + 1)) is not { } x || (x.IsZero && odd)) return null;
        if (x.IsEven == odd) x = P - x;
        return new EdwardsPoint(x, y, 1, Mod(x * y));
    }

    public byte[] Encode()
    {
        var inverse = Inverse(Z);
        var (x, y) = (Mod(X * inverse), Mod(Y * inverse));
        var bytes = new byte[32];
        (y | (x.IsEven ? 0 : BigInteger.One << 255)).TryWriteBytes(bytes, out _, isUnsigned: true);
        return bytes;
    }

    private static BigInteger? RootOfRatio(BigInteger u, BigInteger v)
    {
        var x = Mod(u * Inverse(v));
        x = BigInteger.ModPow(x, (P + 3) / 8, P);
        if (Mod(v * x * x) == u) return x;
        x = Mod(x * RootOfMinusOne);
        return Mod(v * x * x) == u ? x : null;
    }

    private static BigInteger Inverse(BigInteger number) => BigInteger.ModPow(number, P - 2, P);

    private static BigInteger Mod(BigInteger number) => BigInteger.Remainder(number, P) is var rest && rest.Sign < 0 ? rest + P : rest;
}
