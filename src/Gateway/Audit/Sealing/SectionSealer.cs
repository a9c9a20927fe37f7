using System.Buffers.Binary;
using System.Security.Cryptography;
using Gateway.Rules.Ledger;

namespace Gateway.Audit.Sealing;

/// <summary>Commits to sections and seals them, for one run of one writer. Not safe for use by two threads at once.</summary>
internal sealed class SectionSealer : IDisposable
{
    /// <summary>Random bytes that a section uses up: its salt and its key.</summary>
    public const int SecretsLength = Commitment.SaltLength + LedgerKey.Length;

    private readonly byte[] _keyId;
    private readonly byte[] _session = RandomNumberGenerator.GetBytes(SealedSection.SessionLength);
    private readonly AesGcm _wrapping;
    private byte[] _plain = new byte[4096];
    private ulong _counter;

    public SectionSealer(LedgerKey key)
    {
        _keyId = key.Id;
        _wrapping = key.ForSession(_session);
    }

    /// <param name="entryId">The entry that the section belongs to.</param>
    /// <param name="number">0 for the common section; the children's count from 1 in the leaf's order.</param>
    /// <param name="section">What is sealed.</param>
    /// <param name="secrets">Fresh random bytes, wiped here.</param>
    /// <param name="commitment">Receives the commitment.</param>
    /// <param name="destination">Exactly <see cref="SealedSection.Length"/> bytes.</param>
    public void Seal(Guid entryId, int number, ReadOnlySpan<byte> section, Span<byte> secrets, Span<byte> commitment, Span<byte> destination)
    {
        var salt = secrets[..Commitment.SaltLength];
        var dek = secrets[Commitment.SaltLength..];
        Commitment.Make(salt, section, commitment);
        Span<byte> bound = stackalloc byte[SealedSection.BoundLength];
        SealedSection.Bind(entryId, number, commitment, bound);

        destination[0] = 1;
        _keyId.AsSpan(0, SealedSection.KeyIdLength).CopyTo(destination[1..]);
        _session.CopyTo(destination[SealedSection.SessionAt..]);
        Wrap(dek, bound, destination);
        Encrypt(salt, section, dek, bound, destination);
        CryptographicOperations.ZeroMemory(secrets);
    }

    public void Dispose() => _wrapping.Dispose();

    private void Wrap(ReadOnlySpan<byte> dek, ReadOnlySpan<byte> bound, Span<byte> destination)
    {
        Span<byte> nonce = stackalloc byte[SealedSection.NonceLength];
        nonce.Clear();
        BinaryPrimitives.WriteUInt64BigEndian(nonce[4..], checked(++_counter));
        nonce[4..].CopyTo(destination[SealedSection.CounterAt..]);
        _wrapping.Encrypt(
            nonce, dek, destination.Slice(SealedSection.WrappedAt, LedgerKey.Length), destination.Slice(SealedSection.WrapTagAt, SealedSection.TagLength), bound);
    }

    private void Encrypt(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> section, ReadOnlySpan<byte> dek, ReadOnlySpan<byte> bound, Span<byte> destination)
    {
        var length = salt.Length + section.Length;
        if (_plain.Length < length) _plain = new byte[length * 2];
        var plain = _plain.AsSpan(0, length);
        salt.CopyTo(plain);
        section.CopyTo(plain[salt.Length..]);

        Span<byte> nonce = stackalloc byte[SealedSection.NonceLength];
        nonce.Clear();
        using var aes = new AesGcm(dek, SealedSection.TagLength);
        aes.Encrypt(
            nonce, plain, destination[SealedSection.ContentAt..], destination.Slice(SealedSection.TagAt, SealedSection.TagLength), bound);
        CryptographicOperations.ZeroMemory(plain);
    }
}
