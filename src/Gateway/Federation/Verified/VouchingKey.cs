using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Federation.Verified;

/// <summary>One public key of a holder, under the one algorithm that it is for. Lives as long as the holder's line.</summary>
internal sealed class VouchingKey
{
    // A key's object is not promised to serve several threads at once; a verification takes a tenth of a millisecond.
    private readonly Lock _turn = new();
    private readonly string _id;
    private readonly string _algorithm;
    private readonly AsymmetricAlgorithm _key;

    private VouchingKey(string id, string algorithm, AsymmetricAlgorithm key) => (_id, _algorithm, _key) = (id, algorithm, key);

    public static VouchingKey Of(SecurityKey key) => key switch
    {
        JsonWebKey web when JsonWebKeyConverter.TryConvertToSecurityKey(web, out var read) && read is not JsonWebKey => Of(read, web.Kid),
        _ => Of(key, key.KeyId),
    };

    private static VouchingKey Of(SecurityKey key, string id) => key switch
    {
        ECDsaSecurityKey elliptic => new VouchingKey(id, "ecdsa-p256-sha256", elliptic.ECDsa),
        RsaSecurityKey rsa => new VouchingKey(id, "rsa-v1_5-sha256", rsa.Rsa ?? RSA.Create(rsa.Parameters)),
        _ => throw new InvalidOperationException("A set of keys holds what is no key for signatures."),
    };

    public bool IsNamed(ReadOnlySpan<char> id) => id.SequenceEqual(_id);

    public bool IsFor(ReadOnlySpan<char> algorithm) => algorithm.SequenceEqual(_algorithm);

    public bool Holds(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        try
        {
            lock (_turn)
                return _key switch
                {
                    ECDsa elliptic => elliptic.VerifyData(signed, signature, HashAlgorithmName.SHA256),
                    RSA rsa => rsa.VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
                    _ => false,
                };
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
