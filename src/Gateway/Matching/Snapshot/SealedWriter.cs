using System.Buffers.Binary;
using System.Security.Cryptography;
using Gateway.Audit.Sealing;

namespace Gateway.Matching.Snapshot;

/// <summary>Seals what is written to it. Without <see cref="End"/> the file never opens.</summary>
internal sealed class SealedWriter : WriteOnlyStream
{
    private readonly Stream _to;
    private readonly AesGcm _aes;
    private readonly byte[] _heading;
    private readonly byte[] _open = new byte[SealedFile.Piece];
    private readonly byte[] _sealed = new byte[4 + SealedFile.Piece + SealedSection.TagLength];
    private int _held;
    private long _pieces;

    public SealedWriter(Stream to, LedgerKey key)
    {
        var salt = RandomNumberGenerator.GetBytes(SealedFile.SaltLength);
        (_to, _aes, _heading) = (to, SealedFile.Open(key, salt), [.. SealedFile.Name, .. salt]);
        to.Write(_heading);
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            if (_held == _open.Length) Put(isLast: false);
            var count = Math.Min(buffer.Length, _open.Length - _held);
            buffer[..count].CopyTo(_open.AsSpan(_held));
            _held += count;
            buffer = buffer[count..];
        }
    }

    public void End() => Put(isLast: true);

    protected override void Dispose(bool disposing)
    {
        if (disposing) _aes.Dispose();
        CryptographicOperations.ZeroMemory(_open);
        base.Dispose(disposing);
    }

    private void Put(bool isLast)
    {
        Span<byte> nonce = stackalloc byte[12];
        SealedFile.Nonce(_pieces++, isLast, nonce);
        BinaryPrimitives.WriteInt32LittleEndian(_sealed, isLast ? ~_held : _held);
        _aes.Encrypt(nonce, _open.AsSpan(0, _held), _sealed.AsSpan(4, _held), _sealed.AsSpan(4 + _held, SealedSection.TagLength), _heading);
        _to.Write(_sealed.AsSpan(0, 4 + _held + SealedSection.TagLength));
        _held = 0;
    }
}
