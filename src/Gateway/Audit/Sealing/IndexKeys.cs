using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Gateway.Audit.Storage;

namespace Gateway.Audit.Sealing;

/// <summary>
/// Names a subject in the search index: the first 16 bytes of HMAC-SHA256 under the key of an epoch, so that a copy of the store
/// names nobody. Every calendar year has a key of its own. Safe for use by many threads.
/// </summary>
internal sealed class IndexKeys(LedgerKey key)
{
    private const int FirstYear = 2026;

    private readonly ConcurrentDictionary<ushort, byte[]> _keys = new();

    /// <summary>The epoch of a time of the log: times there never fall, so no writer goes back to an earlier key.</summary>
    public static ushort Epoch(long timeMilliseconds) =>
        (ushort)Math.Max(1, DateTimeOffset.FromUnixTimeMilliseconds(timeMilliseconds).Year - FirstYear + 1);

    public Guid Token(Subject subject, ushort epoch)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_keys.GetOrAdd(epoch, Derive), subject.Bytes(), hash);
        return new Guid(hash[..16], bigEndian: true);
    }

    /// <summary>The tokens that a subject has in a log, one for each epoch.</summary>
    public List<Guid> Tokens(Subject subject, LogSpan span)
    {
        var tokens = new List<Guid>();
        for (var epoch = (int)Epoch(span.BeganMilliseconds); epoch <= Epoch(span.LastMilliseconds); epoch++) tokens.Add(Token(subject, (ushort)epoch));
        return tokens;
    }

    private byte[] Derive(ushort epoch)
    {
        Span<byte> use = [.. "gateway-ledger/index/v1\0"u8, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(use[^2..], epoch);
        return key.For(use);
    }
}
