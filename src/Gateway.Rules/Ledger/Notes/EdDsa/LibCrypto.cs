using System.Reflection;
using System.Runtime.InteropServices;

namespace Gateway.Rules.Ledger.Notes.EdDsa;

/// <summary>The few functions of OpenSSL's libcrypto that Ed25519 needs. .NET itself loads this library on Linux.</summary>
internal static partial class LibCrypto
{
    /// <summary>NID_ED25519, the same number in every version.</summary>
    public const int Ed25519 = 1087;

    private const string Name = "gateway-libcrypto";

    // Loading an unversioned libcrypto ends the process on macOS, so only the versions that .NET takes are tried.
    private static readonly nint Library = OperatingSystem.IsLinux() ? Load("libcrypto.so.3", "libcrypto.so.1.1") : 0;

    static LibCrypto() => NativeLibrary.SetDllImportResolver(typeof(LibCrypto).Assembly, Resolve);

    public static bool IsThere => Library != 0;

    [LibraryImport(Name, EntryPoint = "EVP_PKEY_new_raw_public_key")]
    public static partial nint NewPublicKey(int type, nint engine, ReadOnlySpan<byte> key, nuint length);

    [LibraryImport(Name, EntryPoint = "EVP_PKEY_new_raw_private_key")]
    public static partial nint NewPrivateKey(int type, nint engine, ReadOnlySpan<byte> key, nuint length);

    [LibraryImport(Name, EntryPoint = "EVP_PKEY_get_raw_public_key")]
    public static partial int GetPublicKey(nint key, Span<byte> publicKey, ref nuint length);

    [LibraryImport(Name, EntryPoint = "EVP_PKEY_free")]
    public static partial void FreeKey(nint key);

    [LibraryImport(Name, EntryPoint = "EVP_MD_CTX_new")]
    public static partial nint NewContext();

    [LibraryImport(Name, EntryPoint = "EVP_MD_CTX_free")]
    public static partial void FreeContext(nint context);

    [LibraryImport(Name, EntryPoint = "EVP_DigestVerifyInit")]
    public static partial int VerifyInit(nint context, nint keyContext, nint digest, nint engine, nint key);

    [LibraryImport(Name, EntryPoint = "EVP_DigestVerify")]
    public static partial int Verify(nint context, ReadOnlySpan<byte> signature, nuint signatureLength, ReadOnlySpan<byte> message, nuint length);

    [LibraryImport(Name, EntryPoint = "EVP_DigestSignInit")]
    public static partial int SignInit(nint context, nint keyContext, nint digest, nint engine, nint key);

    [LibraryImport(Name, EntryPoint = "EVP_DigestSign")]
    public static partial int Sign(nint context, Span<byte> signature, ref nuint signatureLength, ReadOnlySpan<byte> message, nuint length);

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) => name == Name ? Library : 0;

    private static nint Load(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (NativeLibrary.TryLoad(name, out var library)) return library;
        return 0;
    }
}
