namespace Gateway.Agencies.Tokens;

/// <summary>Why a token is refused. The words say nothing of what stood in it.</summary>
public enum TokenFault
{
    Missing,
    SeveralHeaders,
    NotBearer,
    TooLong,
    Malformed,
    AlgorithmNotAllowed,
    IssuerUnknown,
    KeysUnavailable,
    KeyUnknown,
    SignatureWrong,
    AudienceWrong,
    ExpiryMissing,
    Expired,
    NotYetValid,
    SubjectMissing,
    IdMissing,
    RoleMissing,
    RoleUnknown,
    ConfirmationUnknown,
    NotBound,
    CertificateWrong,
}

public static class TokenFaultWords
{
    public static string Code(this TokenFault fault) => fault switch
    {
        TokenFault.Missing => "token-missing",
        TokenFault.SeveralHeaders => "token-several-headers",
        TokenFault.NotBearer => "token-not-bearer",
        TokenFault.TooLong => "token-too-long",
        TokenFault.Malformed => "token-malformed",
        TokenFault.AlgorithmNotAllowed => "token-algorithm-not-allowed",
        TokenFault.IssuerUnknown => "token-issuer-unknown",
        TokenFault.KeysUnavailable => "token-keys-unavailable",
        TokenFault.KeyUnknown => "token-key-unknown",
        TokenFault.SignatureWrong => "token-signature-wrong",
        TokenFault.AudienceWrong => "token-audience-wrong",
        TokenFault.ExpiryMissing => "token-expiry-missing",
        TokenFault.Expired => "token-expired",
        TokenFault.NotYetValid => "token-not-yet-valid",
        TokenFault.SubjectMissing => "token-subject-missing",
        TokenFault.IdMissing => "token-id-missing",
        TokenFault.RoleMissing => "token-role-missing",
        TokenFault.RoleUnknown => "token-role-unknown",
        TokenFault.ConfirmationUnknown => "token-confirmation-unknown",
        TokenFault.NotBound => "token-not-bound",
        TokenFault.CertificateWrong => "token-certificate-wrong",
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };

    public static string Sentence(this TokenFault fault) => fault switch
    {
        TokenFault.Missing => "The Authorization header is missing. Send a bearer token of your own organisation's sign-in service.",
        TokenFault.SeveralHeaders => "There is more than one Authorization header. Send exactly one.",
        TokenFault.NotBearer => "The Authorization header must be the word Bearer, a space and a token.",
        TokenFault.TooLong => "The token is longer than 8 KiB.",
        TokenFault.Malformed => "The token is not a signed JSON Web Token that can be read.",
        TokenFault.AlgorithmNotAllowed => "The token must be signed with ES256 or RS256.",
        TokenFault.IssuerUnknown => "The token's issuer (iss) is not in the register of agencies.",
        TokenFault.KeysUnavailable => "Your organisation's sign-in service cannot be reached at the moment, so the token cannot be checked. Try again in a few seconds.",
        TokenFault.KeyUnknown => "The token is signed with a key that its issuer does not publish.",
        TokenFault.SignatureWrong => "The token's signature is wrong.",
        TokenFault.AudienceWrong => "The token's audience (aud) is not this gateway.",
        TokenFault.ExpiryMissing => "The token has no expiry (exp).",
        TokenFault.Expired => "The token has expired. Sign in again.",
        TokenFault.NotYetValid => "The token is not valid yet (nbf). Check the clock of the sign-in service.",
        TokenFault.SubjectMissing => "The token has no usable subject (sub).",
        TokenFault.IdMissing => "The token has no usable id (jti).",
        TokenFault.RoleMissing => "The token does not carry exactly one role in the claim that the register names.",
        TokenFault.RoleUnknown => "The register maps the token's role to no role of the sharing matrix.",
        TokenFault.ConfirmationUnknown => "The token is bound (cnf) to something else than a certificate (x5t#S256).",
        TokenFault.NotBound => "The token is not bound to your system's certificate (cnf, x5t#S256; RFC 8705). Ask your sign-in service for one that is.",
        TokenFault.CertificateWrong => "The token is bound to another certificate than the one that this connection shows, or it shows none.",
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };
}
