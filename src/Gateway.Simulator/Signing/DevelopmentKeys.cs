using System.Security.Cryptography;
using System.Text;

namespace Gateway.Simulator;

/// <summary>
/// The keys of a register whose holders sign with the word "development": made from the holder's id alone, so that two
/// processes that share nothing have the same. They prove nothing, and only a development gateway accepts them.
/// </summary>
internal static class DevelopmentKeys
{
    [ThreadStatic]
    private static Dictionary<string, ECDsa>? ofThisThread;

    public static ECDsa Of(string holder)
    {
        ofThisThread ??= new(StringComparer.Ordinal);
        if (!ofThisThread.TryGetValue(holder, out var key)) ofThisThread[holder] = key = Make(holder);
        return key;
    }

    private static ECDsa Make(string holder) => ECDsa.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256,
        D = SHA256.HashData(Encoding.ASCII.GetBytes("gateway development answer key of " + holder)),
    });
}
