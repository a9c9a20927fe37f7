using System.Security.Cryptography;
using Gateway.Audit.Sealing;
using Gateway.Rules.Ledger;

namespace Gateway.Tests.Audit;

/// <summary>Writes a sealed section as version 1 did, from its description alone.</summary>
internal static class FirstVersion
{
    public static (Guid Entry, byte[] Commitment, byte[] Bytes) Sealed(LedgerKey key, byte number, ReadOnlySpan<byte> section)
    {
        var (entry, salt, dek, session) = (Guid.CreateVersion7(), RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(16));
        var commitment = new byte[32];
        Commitment.Make(salt, section, commitment);
        byte[] bound = [.. entry.ToByteArray(bigEndian: true), 0, number, .. commitment];
        byte[] counter = [0, 0, 0, 0, 0, 0, 0, 7];
        var (wrapped, wrapTag) = Encrypt(key.ForSession(session), [0, 0, 0, 0, .. counter], dek, bound);
        var (content, tag) = Encrypt(new AesGcm(dek, 16), new byte[12], [.. salt, .. section], bound);
        return (entry, commitment, [1, .. key.Id[..4], .. session, .. counter, .. wrapped, .. wrapTag, .. tag, .. content]);
    }

    private static (byte[] Bytes, byte[] Tag) Encrypt(AesGcm aes, byte[] nonce, byte[] plain, byte[] bound)
    {
        using (aes)
        {
            var (bytes, tag) = (new byte[plain.Length], new byte[16]);
            aes.Encrypt(nonce, plain, bytes, tag, bound);
            return (bytes, tag);
        }
    }
}
