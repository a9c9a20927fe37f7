using System.Security.Cryptography;
using Gateway.Rules.Ledger.Notes;
using Gateway.Rules.Ledger.Notes.Ecdsa;
using Gateway.Rules.Ledger.Notes.EdDsa;

namespace Gateway.Tests.LedgerTool;

/// <summary>Keys made from numbers, so that every run has the same.</summary>
internal static class TestKeys
{
    public static NoteSigner Log(string origin, byte number) =>
        number % 2 == 0 ? new EcdsaSigner(origin, P256(number)) : new Ed25519Signer(origin, Seed(number));

    public static Cosigner Witness(byte number) =>
        number % 2 == 0 ? new EcdsaCosigner($"witness-{number}.example", P256(number)) : new Ed25519Cosigner($"witness-{number}.example", Seed(number));

    private static byte[] Seed(byte number) => [.. Enumerable.Repeat(number, 32)];

    private static ECDsa P256(byte number)
    {
        var key = ECDsa.Create();
        key.ImportParameters(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = Seed(number) });
        return key;
    }
}
