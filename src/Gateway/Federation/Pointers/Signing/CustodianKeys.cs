using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Gateway.Agencies;
using Gateway.Agencies.Tokens;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Federation.Pointers.Signing;

/// <summary>The keys that custodians sign with, as the register has them. A custodian without keys signs nothing here.</summary>
internal sealed class CustodianKeys(Register register)
{
    private readonly FrozenDictionary<string, KeySet> _byCustodian = register.Custodians.Where(custodian => custodian.Lists is not null)
        .ToFrozenDictionary(custodian => custodian.Id, KeysOf, StringComparer.Ordinal);

    public KeySet Of(Custodian custodian) => _byCustodian.GetValueOrDefault(custodian.Id, KeySet.Empty);

    private static KeySet KeysOf(Custodian custodian) => custodian.Lists switch
    {
        IssuerKeys.Inline inline => KeySet.From(JsonWebKeySet.Create(inline.Jwks)),
        IssuerKeys.Development => KeySet.Of(Development(custodian.Id)),
        _ => throw new InvalidOperationException("A custodian's keys stand in the register."),
    };

    /// <summary>The key of a simulated custodian: everybody can make it of the name. The register refuses it outside Development.</summary>
    private static ECDsaSecurityKey Development(string custodian)
    {
        var secret = SHA256.HashData(Encoding.UTF8.GetBytes("gateway development list key of " + custodian));
        return new ECDsaSecurityKey(ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = secret })) { KeyId = custodian };
    }
}
