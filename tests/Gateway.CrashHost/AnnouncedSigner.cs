using System.Security.Cryptography;
using System.Text;
using Gateway.Audit.Publishing;
using Gateway.Rules.Ledger.Notes;
using Gateway.Rules.Ledger.Notes.Ecdsa;

namespace Gateway.CrashHost;

/// <summary>A log's key that says what it is about to sign, so that nothing can be signed unseen.</summary>
internal sealed class AnnouncedSigner(string pkcs8) : SignerKey
{
    public override NoteSigner Signer(string name) => new EcdsaSigner(name, new AnnouncedKey(pkcs8));

    public override Cosigner Cosigner(string name) => throw new NotSupportedException();

    private sealed class AnnouncedKey : ECDsa
    {
        private readonly ECDsa _key = Create();

        public AnnouncedKey(string pkcs8) => _key.ImportPkcs8PrivateKey(Convert.FromBase64String(pkcs8), out _);

        public override ECParameters ExportParameters(bool includePrivateParameters) => _key.ExportParameters(includePrivateParameters);

        public override byte[] SignHash(byte[] hash) => throw new NotSupportedException();

        public override bool VerifyHash(byte[] hash, byte[] signature) => _key.VerifyHash(hash, signature);

        protected override byte[] SignDataCore(ReadOnlySpan<byte> data, HashAlgorithmName hashAlgorithm, DSASignatureFormat signatureFormat)
        {
            Pipe.Say("signed " + Encoding.UTF8.GetString(data).TrimEnd('\n').Replace('\n', ' '));
            return _key.SignData(data, hashAlgorithm, signatureFormat);
        }
    }
}
