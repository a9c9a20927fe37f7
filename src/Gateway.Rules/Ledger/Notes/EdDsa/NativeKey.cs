using System.Security.Cryptography;

namespace Gateway.Rules.Ledger.Notes.EdDsa;

/// <summary>An Ed25519 key inside libcrypto, freed at the end of its use.</summary>
internal sealed class NativeKey : IDisposable
{
    private readonly nint _key;

    private NativeKey(nint key) => _key = key;

    public static NativeKey? Public(ReadOnlySpan<byte> key) => Taken(LibCrypto.NewPublicKey(LibCrypto.Ed25519, 0, key, (nuint)key.Length));

    public static NativeKey? Private(ReadOnlySpan<byte> seed) => Taken(LibCrypto.NewPrivateKey(LibCrypto.Ed25519, 0, seed, (nuint)seed.Length));

    public byte[] PublicKey()
    {
        var key = new byte[Ed25519.PublicKeyLength];
        var length = (nuint)key.Length;
        return LibCrypto.GetPublicKey(_key, key, ref length) == 1 ? key : throw new CryptographicException("libcrypto gave no public key.");
    }

    public bool Verifies(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        var context = LibCrypto.NewContext();
        try
        {
            return LibCrypto.VerifyInit(context, 0, 0, 0, _key) == 1
                && LibCrypto.Verify(context, signature, (nuint)signature.Length, message, (nuint)message.Length) == 1;
        }
        finally
        {
            LibCrypto.FreeContext(context);
        }
    }

    public byte[] Sign(ReadOnlySpan<byte> message)
    {
        var context = LibCrypto.NewContext();
        try
        {
            var signature = new byte[Ed25519.SignatureLength];
            var length = (nuint)signature.Length;
            var made = LibCrypto.SignInit(context, 0, 0, 0, _key) == 1
                && LibCrypto.Sign(context, signature, ref length, message, (nuint)message.Length) == 1;
            return made ? signature : throw new CryptographicException("libcrypto did not sign.");
        }
        finally
        {
            LibCrypto.FreeContext(context);
        }
    }

    public void Dispose() => LibCrypto.FreeKey(_key);

    private static NativeKey? Taken(nint key) => key == 0 ? null : new NativeKey(key);
}
