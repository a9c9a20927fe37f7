using System.Collections.Immutable;

namespace Gateway.Agencies;

/// <summary>How it is known that an answer is the holder's own.</summary>
public abstract record VerifiedBy
{
    private VerifiedBy() { }

    /// <summary>No key is known, so that nothing is believed.</summary>
    public sealed record Nobody : VerifiedBy
    {
        public static readonly Nobody Instance = new();

        private Nobody() { }
    }

    /// <summary>It signs with a key that anybody can make from its id: Development only.</summary>
    public sealed record DevelopmentSignature : VerifiedBy
    {
        public static readonly DevelopmentSignature Instance = new();

        private DevelopmentSignature() { }
    }

    /// <summary>It signs each answer with one of these keys, a JSON Web Key Set.</summary>
    public sealed record Signature(string Jwks) : VerifiedBy;

    /// <summary>It answers over mutual TLS with one of these public keys, and its answers are not signed one by one.</summary>
    /// <param name="PublicKeys">SHA-256 of the certificate's SubjectPublicKeyInfo, base64.</param>
    public sealed record Tls(ImmutableArray<string> PublicKeys) : VerifiedBy;
}

/// <summary>A party of the register that is asked: a custodian, or an agency for its relationships.</summary>
/// <param name="Addresses">Where it is asked, its own address first and then its replicas'.</param>
public readonly record struct Holder(string Id, ImmutableArray<Uri> Addresses, VerifiedBy VerifiedBy);
