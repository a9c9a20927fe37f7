using System.Security.Cryptography;
using System.Text;

namespace Gateway.Federation.Verified;

/// <summary>The key of a holder whose register entry says "development": made from its id, so that it proves nothing.</summary>
internal static class DevelopmentAnswerKey
{
    public static ECDsa Of(string holder) => ECDsa.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256,
        D = SHA256.HashData(Encoding.ASCII.GetBytes("gateway development answer key of " + holder)),
    });
}
