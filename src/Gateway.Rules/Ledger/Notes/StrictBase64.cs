namespace Gateway.Rules.Ledger.Notes;

/// <summary>Base64 of RFC 4648, section 4, in the one spelling that writing gives: no line breaks, no missing padding, no stray bits.</summary>
internal static class StrictBase64
{
    public static byte[]? Read(ReadOnlySpan<char> text)
    {
        if (text.Length % 4 != 0) return null;
        var bytes = new byte[text.Length / 4 * 3];
        if (!Convert.TryFromBase64Chars(text, bytes, out var length)) return null;
        Array.Resize(ref bytes, length);
        return text.SequenceEqual(Convert.ToBase64String(bytes)) ? bytes : null;
    }

    /// <summary>The same of exactly 32 bytes.</summary>
    public static byte[]? ReadHash(ReadOnlySpan<char> text) => Read(text) is { Length: TreeHash.Length } hash ? hash : null;
}
