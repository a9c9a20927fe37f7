using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Agencies.Tokens;

/// <summary>
/// Whether a token comes from whom it was issued to: it names the certificate that the caller holds on this connection (RFC 8705, section 3.1). One that
/// was read in somebody's log is of no use to them.
/// </summary>
/// <param name="required">A token that names no certificate is refused: so it is everywhere but in development, unless the configuration says otherwise.</param>
internal sealed class BoundTokens(bool required)
{
    public const string Setting = "Gateway:Tokens:Bound";

    /// <summary>Characters of a SHA-256 in base64url.</summary>
    public const int Print = 43;

    public bool Required => required;

    /// <summary>Anything but a plain "false" is no leave to do without.</summary>
    public static bool IsRequired(string? setting, bool development) => setting is null ? !development : setting != "false";

    /// <param name="print">What the token says of the certificate; none where it says nothing.</param>
    public TokenFault? WhatIsWrong(string? print, HttpContext http)
    {
        if (print is null) return required ? TokenFault.NotBound : null;
        return http.Features.Get<ITlsConnectionFeature>()?.ClientCertificate is { } shown && Is(print, shown.GetCertHash(HashAlgorithmName.SHA256)) ? null : TokenFault.CertificateWrong;
    }

    private static bool Is(string print, byte[] hash) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(print), Encoding.ASCII.GetBytes(Base64Url.EncodeToString(hash)));
}
