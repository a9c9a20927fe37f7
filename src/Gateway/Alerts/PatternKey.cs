using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Gateway.Agencies;
using Gateway.Rules.Identifiers;

namespace Gateway.Alerts;

/// <summary>
/// Digests by which patterns are told, under a key of their own: with the table alone nobody can go through the numbers. The
/// same in every process that has the ledger's key.
/// </summary>
internal sealed class PatternKey(byte[] key)
{
    private readonly byte[] _key = key;

    public static Guid Of(Practitioner asker) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{asker.Agency.Id}\n{asker.Subject}")).AsSpan(0, 16));

    public long Of(NhsNumber child)
    {
        Span<byte> number = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(number, child.Value);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, number, digest);
        return BinaryPrimitives.ReadInt64BigEndian(digest);
    }

    /// <summary>What makes one task or alert of several alike.</summary>
    public byte[] Of(params ReadOnlySpan<string> parts) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(string.Join('\n', parts)));
}
