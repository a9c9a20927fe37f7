using System.Security.Cryptography;
using Gateway.Rules.Ledger;

namespace Gateway.Audit.Sealing;

/// <summary>
/// Opens <c>gateway-ledger/section/v1</c>, which is not written any more: version 1, key id[4], session[16], counter[8], wrapped
/// DEK[32], tag of the wrapping[16], tag[16], then AES-256-GCM of salt[32] || section. Every DEK hangs on the ledger's key.
/// </summary>
internal static class FirstSealedSection
{
    private const int SessionAt = 1 + SealedSection.KeyIdLength;
    private const int SessionLength = 16;
    private const int CounterAt = SessionAt + SessionLength;
    private const int CounterLength = 8;
    private const int WrappedAt = CounterAt + CounterLength;
    private const int WrapTagAt = WrappedAt + LedgerKey.Length;
    private const int TagAt = WrapTagAt + SealedSection.TagLength;
    private const int ContentAt = TagAt + SealedSection.TagLength;

    public static int Length(int section) => ContentAt + Commitment.SaltLength + section;

    /// <summary>Salt and section. Throws <see cref="AuthenticationTagMismatchException"/> where something was changed.</summary>
    public static byte[] Decrypt(LedgerKey key, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> bound)
    {
        Span<byte> nonce = stackalloc byte[SealedSection.NonceLength];
        Span<byte> dek = stackalloc byte[LedgerKey.Length];
        nonce.Clear();
        bytes.Slice(CounterAt, CounterLength).CopyTo(nonce[4..]);
        using var wrapping = key.ForSession(bytes.Slice(SessionAt, SessionLength));
        wrapping.Decrypt(nonce, bytes.Slice(WrappedAt, LedgerKey.Length), bytes.Slice(WrapTagAt, SealedSection.TagLength), dek, bound);
        return SealedSection.Decrypt(dek, bytes[ContentAt..], bytes.Slice(TagAt, SealedSection.TagLength), bound);
    }
}
