using System.Buffers.Binary;
using System.Security.Cryptography;
using Gateway.Audit.Sealing;
using Gateway.Rules.Matching.Index;

namespace Gateway.Matching.Snapshot;

/// <summary>Opens what <see cref="SealedWriter"/> sealed, piece by piece. Anything that does not open is damage, and so is an end that is not the end.</summary>
internal sealed class SealedReader : ReadOnlyStream
{
    private readonly Stream _from;
    private readonly AesGcm _aes;
    private readonly byte[] _heading = new byte[SealedFile.HeadingLength];
    private readonly byte[] _sealed = new byte[SealedFile.Piece + SealedSection.TagLength];
    private readonly byte[] _open = new byte[SealedFile.Piece];
    private int _at;
    private int _held;
    private long _pieces;
    private bool _ended;

    /// <exception cref="SnapshotDamagedException">It is no file of this form.</exception>
    public SealedReader(Stream from, LedgerKey key)
    {
        _from = from;
        Take(_heading);
        if (!_heading.AsSpan().StartsWith(SealedFile.Name)) throw new SnapshotDamagedException("The snapshot of children is of another form.");
        _aes = SealedFile.Open(key, _heading.AsSpan(SealedFile.Name.Length));
    }

    public override int Read(Span<byte> buffer)
    {
        if (_at == _held && !_ended) Next();
        var count = Math.Min(buffer.Length, _held - _at);
        _open.AsSpan(_at, count).CopyTo(buffer);
        _at += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _aes.Dispose();
        CryptographicOperations.ZeroMemory(_open);
        base.Dispose(disposing);
    }

    private void Next()
    {
        Span<byte> length = stackalloc byte[4];
        Take(length);
        var held = BinaryPrimitives.ReadInt32LittleEndian(length);
        _ended = held < 0;
        if (_ended) held = ~held;
        if (held > SealedFile.Piece || held == 0 && !_ended) throw new SnapshotDamagedException();
        Take(_sealed.AsSpan(0, held + SealedSection.TagLength));
        if (_ended && _from.ReadByte() >= 0) throw new SnapshotDamagedException();
        Opened(held);
        (_at, _held) = (0, held);
    }

    private void Opened(int held)
    {
        Span<byte> nonce = stackalloc byte[12];
        SealedFile.Nonce(_pieces++, _ended, nonce);
        try
        {
            _aes.Decrypt(nonce, _sealed.AsSpan(0, held), _sealed.AsSpan(held, SealedSection.TagLength), _open.AsSpan(0, held), _heading);
        }
        catch (AuthenticationTagMismatchException fault)
        {
            throw new SnapshotDamagedException("The snapshot of children is damaged, or sealed under another key.", fault);
        }
    }

    private void Take(Span<byte> bytes)
    {
        if (_from.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length) throw new SnapshotDamagedException();
    }
}
