using System.Security.Cryptography;
using Gateway.Rules.Ledger.Notes;
using Gateway.Rules.Ledger.Notes.Ecdsa;
using Gateway.Rules.Ledger.Notes.EdDsa;

namespace Gateway.Audit.Publishing;

/// <summary>A private key for notes, as a setting holds it: PKCS8 as PEM or as base64, on P-256 or, where libcrypto has it, of Ed25519. It signs under one name only.</summary>
internal abstract class SignerKey
{
    // RFC 8410, 7: everything before the seed.
    private static readonly byte[] EdPrefix = Convert.FromHexString("302e020100300506032b657004220420");

    public abstract NoteSigner Signer(string name);

    public abstract Cosigner Cosigner(string name);

    /// <summary>A new key on P-256 in the form of the setting.</summary>
    public static string Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Convert.ToBase64String(key.ExportPkcs8PrivateKey());
    }

    /// <param name="setting">Its name, for whoever must put it right.</param>
    /// <param name="text">The setting itself.</param>
    public static SignerKey Read(string setting, string text)
    {
        try
        {
            var pkcs8 = PemEncoding.TryFind(text, out var fields) ? Convert.FromBase64String(text[fields.Base64Data]) : Convert.FromBase64String(text);
            if (pkcs8.AsSpan().StartsWith(EdPrefix) && pkcs8.Length == EdPrefix.Length + Ed25519.SeedLength) return Edwards(setting, pkcs8.AsSpan(EdPrefix.Length));
            var key = ECDsa.Create();
            key.ImportPkcs8PrivateKey(pkcs8, out var read);
            _ = P256.PublicKey(key);
            if (read == pkcs8.Length) return new OnP256(key);
        }
        catch (Exception fault) when (fault is FormatException or CryptographicException or ArgumentException)
        {
            // Said below, without a word of the key.
        }

        throw new InvalidOperationException($"{setting} is not a private key: PKCS8 in base64 or PEM, on P-256 or of Ed25519.");
    }

    private static OfEd25519 Edwards(string setting, ReadOnlySpan<byte> seed) => Ed25519.IsAvailable
        ? new OfEd25519(seed.ToArray())
        : throw new InvalidOperationException($"{setting} is an Ed25519 key, and this machine has no libcrypto to sign with. Use one on P-256.");

    private sealed class OnP256(ECDsa key) : SignerKey
    {
        public override NoteSigner Signer(string name) => new EcdsaSigner(name, key);

        public override Cosigner Cosigner(string name) => new EcdsaCosigner(name, key);
    }

    private sealed class OfEd25519(byte[] seed) : SignerKey
    {
        public override NoteSigner Signer(string name) => new Ed25519Signer(name, seed);

        public override Cosigner Cosigner(string name) => new Ed25519Cosigner(name, seed);
    }
}
