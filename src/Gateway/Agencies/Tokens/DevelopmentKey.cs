using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Agencies.Tokens;

/// <summary>The key that demonstration practitioners' tokens are signed with. Made at start, kept nowhere.</summary>
internal sealed class DevelopmentKey : IDisposable
{
    private readonly ECDsa pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public DevelopmentKey()
    {
        Private = new ECDsaSecurityKey(pair) { KeyId = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)) };
        Public = KeySet.Of(Private);
    }

    public ECDsaSecurityKey Private { get; }

    public KeySet Public { get; }

    public void Dispose() => pair.Dispose();
}
