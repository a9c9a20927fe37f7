namespace Gateway.Rules.Ledger.Notes.Ecdsa;

/// <summary>Reads SEQUENCE { r INTEGER, s INTEGER } of P-256 in DER (X.690, 8.3.2 and 10.1): shortest lengths, shortest integers, none of them negative.</summary>
internal static class DerSignature
{
    /// <summary>The length of r || s.</summary>
    public const int PlainLength = 2 * Number;

    private const int Number = 32;

    public static bool Read(ReadOnlySpan<byte> der, Span<byte> plain)
    {
        plain[..PlainLength].Clear();
        return der is [0x30, <= 2 * (Number + 3) and var length, ..]
            && der.Length == 2 + length
            && Integer(der[2..], plain[..Number], out var rest)
            && Integer(rest, plain.Slice(Number, Number), out rest)
            && rest.IsEmpty;
    }

    private static bool Integer(ReadOnlySpan<byte> der, Span<byte> number, out ReadOnlySpan<byte> rest)
    {
        rest = default;
        if (der is not [0x02, >= 1 and <= Number + 1 and var length, ..] || der.Length < 2 + length) return false;
        var value = der.Slice(2, length);
        rest = der[(2 + length)..];
        if (value[0] >= 0x80 || (value is [0x00, < 0x80, ..])) return false;
        if (value[0] == 0 && value.Length > 1) value = value[1..];
        if (value.Length > Number) return false;
        value.CopyTo(number[(Number - value.Length)..]);
        return true;
    }
}
