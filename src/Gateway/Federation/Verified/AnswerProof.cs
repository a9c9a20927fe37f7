using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Gateway.Agencies;
using Gateway.Agencies.Tokens;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Federation.Verified;

/// <summary>
/// Whether the bytes that came are what this holder answered to this question: an HTTP message signature (RFC 9421) over the
/// status, the digest of the body and the digest of the question's body. It is held against the raw bytes before anything
/// is read in them, and an earlier answer or another holder's does not fit.
/// </summary>
internal sealed partial class AnswerProof
{
    private readonly KeySet? _keys;

    private AnswerProof(KeySet? keys) => _keys = keys;

    public static AnswerProof Of(Holder holder) => new(holder.VerifiedBy switch
    {
        VerifiedBy.Signature(var jwks) => KeySet.From(JsonWebKeySet.Create(jwks)),
        VerifiedBy.DevelopmentSignature => KeySet.Of(new ECDsaSecurityKey(DevelopmentAnswerKey.Of(holder.Id)) { KeyId = holder.Id }),
        VerifiedBy.Tls => null,
        _ => KeySet.Empty,
    });

    /// <summary>None where the answer is believed.</summary>
    /// <param name="requestId">The question's id, where its body has none: without it an earlier answer to the same body would fit.</param>
    public Doubt? Against(ReadOnlyMemory<byte> body, in AnswerSignature given, string questionDigest, Guid? requestId = null)
    {
        if (_keys is null) return null;
        if (given.Input.Length == 0 || given.Signature.Length == 0) return Doubt.NotSigned;
        if (InputForm().Match(given.Input) is not { Success: true } input || SignatureForm().Match(given.Signature) is not { Success: true } signature) return Doubt.Unreadable;
        if (input.Groups["id"].Success != (requestId is not null)) return Doubt.Unreadable;
        if (given.Digest != BodyDigest.Of(body.Span)) return Doubt.Changed;
        var algorithm = input.Groups["alg"].Value == "ecdsa-p256-sha256" ? SecurityAlgorithms.EcdsaSha256 : SecurityAlgorithms.RsaSha256;
        var keys = _keys.Named(input.Groups["key"].Value);
        if (keys.IsEmpty) return Doubt.KeyUnknown;

        var signed = Encoding.ASCII.GetBytes(
            $"\"@status\": 200\n\"content-digest\": {given.Digest}\n\"content-digest\";req: {questionDigest}\n{IdLine(requestId)}\"@signature-params\": {input.Groups["given"].Value}");
        var bytes = Convert.FromBase64String(signature.Groups["bytes"].Value);
        return keys.Any(key => Holds(key, algorithm, signed, bytes)) ? null : Doubt.NotOfThisQuestion;
    }

    private static string IdLine(Guid? requestId) => requestId is { } id ? $"\"x-request-id\";req: {id}\n" : "";

    private static bool Holds(SecurityKey key, string algorithm, byte[] signed, byte[] signature)
    {
        var factory = key.CryptoProviderFactory;
        if (!factory.IsSupportedAlgorithm(algorithm, key)) return false;
        var provider = factory.CreateForVerifying(key, algorithm);
        try
        {
            return provider.Verify(signed, signature);
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException)
        {
            return false;
        }
        finally
        {
            factory.ReleaseSignatureProvider(provider);
        }
    }

    [GeneratedRegex("^answer=(?<given>\\(\"@status\" \"content-digest\" \"content-digest\";req(?<id> \"x-request-id\";req)?\\);created=[0-9]{1,12};keyid=\"(?<key>[A-Za-z0-9._~-]{1,100})\";alg=\"(?<alg>ecdsa-p256-sha256|rsa-v1_5-sha256)\")\\z", RegexOptions.CultureInvariant)]
    private static partial Regex InputForm();

    [GeneratedRegex("^answer=:(?<bytes>([A-Za-z0-9+/]{4}){8,200}([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?):\\z", RegexOptions.CultureInvariant)]
    private static partial Regex SignatureForm();
}
