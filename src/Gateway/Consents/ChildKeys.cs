using System.Security.Cryptography;
using System.Text;
using Gateway.Rules.Identifiers;

namespace Gateway.Consents;

/// <summary>
/// Names a child, or what was sent about one, in the store: a hash under a key that the store does not hold, so that a copy of
/// the store names nobody and cannot be tried against every number there is.
/// </summary>
internal sealed class ChildKeys(byte[] key)
{
    public byte[] Of(NhsNumber number) => HMACSHA256.HashData(key, Encoding.ASCII.GetBytes("child\0" + number.Digits));

    public byte[] OfSent(string what, ReadOnlySpan<byte> body) => HMACSHA256.HashData(key, (byte[])[.. Encoding.UTF8.GetBytes("sent\0" + what + "\0"), .. body]);
}
