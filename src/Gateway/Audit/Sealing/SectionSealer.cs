using System.Buffers.Binary;
using System.Security.Cryptography;
using Gateway.Audit.Writing;
using Gateway.Rules.Ledger;

namespace Gateway.Audit.Sealing;

/// <summary>Commits to sections and seals them, for one run of one writer. Not safe for use by two threads at once.</summary>
internal sealed class SectionSealer : IDisposable
{
    private const int SecretsLength = Commitment.SaltLength + LedgerKey.Length + SealedSection.NonceLength;

    private readonly byte[] _keyId;
    private readonly Guid _session = new(RandomNumberGenerator.GetBytes(SealedSection.HolderLength), bigEndian: true);
    private readonly AesGcm _wrapping;
    private readonly Secrets _secrets = new();
    private byte[] _plain = new byte[4096];
    private ulong _counter;

    public SectionSealer(LedgerKey key)
    {
        _keyId = key.Id;
        Span<byte> session = stackalloc byte[SealedSection.HolderLength];
        _session.TryWriteBytes(session, bigEndian: true, out _);
        _wrapping = key.ForSession(session);
    }

    /// <param name="entryId">The entry that the section belongs to.</param>
    /// <param name="number">0 for the common section; the children's count from 1 in the leaf's order.</param>
    /// <param name="section">What is sealed, and where: <see cref="PendingSection.Sealed"/> has exactly the length it needs.</param>
    /// <param name="commitment">Receives the commitment.</param>
    public void Seal(Guid entryId, int number, PendingSection section, Span<byte> commitment)
    {
        var secrets = _secrets.Take(SecretsLength);
        var salt = secrets[..Commitment.SaltLength];
        var dek = secrets.Slice(Commitment.SaltLength, LedgerKey.Length);
        var plain = Plain(salt, section);
        Commitment.Make(salt, plain[Commitment.SaltLength..], commitment);

        Span<byte> bound = stackalloc byte[SealedSection.BoundLength];
        SealedSection.Bind(entryId, number, commitment, bound);
        var destination = section.Sealed.Span;
        destination[0] = SealedSection.Version;
        _keyId.AsSpan(0, SealedSection.KeyIdLength).CopyTo(destination[1..]);
        Wrap(section.Key, secrets[^SealedSection.NonceLength..], dek, bound, destination);
        Encrypt(plain, dek, bound, destination);
        CryptographicOperations.ZeroMemory(secrets);
        CryptographicOperations.ZeroMemory(plain);
    }

    public void Dispose() => _wrapping.Dispose();

    private Span<byte> Plain(ReadOnlySpan<byte> salt, PendingSection section)
    {
        var length = salt.Length + SectionTrail.Length(section.Trails.Length) + section.Body.Length;
        if (_plain.Length < length) _plain = new byte[length * 2];
        var plain = _plain.AsSpan(0, length);
        salt.CopyTo(plain);
        var header = SectionTrail.Write(section.Trails, plain[salt.Length..]);
        section.Body.Span.CopyTo(plain[(salt.Length + header)..]);
        return plain;
    }

    // The session's key is this writer's alone, so it counts; a child's key is shared with other writers, so its nonce is random.
    private void Wrap(SubjectKey? key, Span<byte> nonce, ReadOnlySpan<byte> dek, ReadOnlySpan<byte> bound, Span<byte> destination)
    {
        if (key is null)
        {
            nonce.Clear();
            BinaryPrimitives.WriteUInt64BigEndian(nonce[4..], checked(++_counter));
        }

        (key?.Id ?? _session).TryWriteBytes(destination[SealedSection.HolderAt..], bigEndian: true, out _);
        nonce.CopyTo(destination[SealedSection.NonceAt..]);
        (key?.Wrapping ?? _wrapping).Encrypt(
            nonce, dek, destination.Slice(SealedSection.WrappedAt, LedgerKey.Length), destination.Slice(SealedSection.WrapTagAt, SealedSection.TagLength), bound);
    }

    private static void Encrypt(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> dek, ReadOnlySpan<byte> bound, Span<byte> destination)
    {
        Span<byte> nonce = stackalloc byte[SealedSection.NonceLength];
        nonce.Clear();
        using var aes = new AesGcm(dek, SealedSection.TagLength);
        aes.Encrypt(
            nonce, plain, destination[SealedSection.ContentAt..], destination.Slice(SealedSection.TagAt, SealedSection.TagLength), bound);
    }
}
