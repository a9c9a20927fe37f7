using System.Collections.Immutable;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Gateway.Federation.Verified;

/// <summary>
/// Mutual TLS where the register names the holder's public keys: such a key stands for the authority that would vouch for it
/// elsewhere. The name has to be right all the same, and the certificate within its dates.
/// </summary>
internal sealed class PinnedTls(X509Certificate2? ours, TimeProvider time)
{
    public SslClientAuthenticationOptions To(ImmutableArray<string> publicKeys) => new()
    {
        ClientCertificates = ours is null ? null : [ours],
        RemoteCertificateValidationCallback = (_, certificate, _, errors) => IsOneOf(publicKeys, certificate as X509Certificate2, errors),
    };

    private bool IsOneOf(ImmutableArray<string> publicKeys, X509Certificate2? certificate, SslPolicyErrors errors)
    {
        if (certificate is null || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None) return false;
        var now = time.GetUtcNow();
        if (now < certificate.NotBefore.ToUniversalTime() || now > certificate.NotAfter.ToUniversalTime()) return false;
        return publicKeys.Contains(Convert.ToBase64String(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo())));
    }
}
