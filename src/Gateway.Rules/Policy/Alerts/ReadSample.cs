using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Gateway.Rules.Policy.Alerts;

/// <summary>Which decisions to share are read afterwards: told from the decision's id alone, so that anybody finds the same ones.</summary>
public static class ReadSample
{
    /// <summary>True for one decision in so many.</summary>
    public static bool Takes(Guid decision, int oneIn)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(oneIn);
        Span<byte> bytes = stackalloc byte[16];
        decision.TryWriteBytes(bytes, bigEndian: true, out _);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, digest);
        return BinaryPrimitives.ReadUInt64BigEndian(digest) % (ulong)oneIn == 0;
    }
}
