using System.Security.Cryptography;
using System.Text;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Matching.Links;

namespace Gateway.Matching.Links;

/// <summary>Numbers as the store may hold them: hashes under a key that the store does not hold. And the keys of children, out of nothing but chance.</summary>
internal sealed class LinkKeys(byte[] key)
{
    public static ChildKey NewChild() => new(new Guid(RandomNumberGenerator.GetBytes(16)));

    public byte[] Of(NhsNumber number) => Of(Consistency.Nhs, number.Digits);

    public byte[] Of(string authority, string number) => Hash("link", authority, number.Trim().ToUpperInvariant());

    public string OfGiven(string sound) => Convert.ToHexString(Hash("given", sound).AsSpan(0, 16));

    public byte[] OfTask(params ReadOnlySpan<string> parts) => Hash(["task", .. parts]);

    private byte[] Hash(params ReadOnlySpan<string> parts) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(string.Join('\0', parts)));
}
