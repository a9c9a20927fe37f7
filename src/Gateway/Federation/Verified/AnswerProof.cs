using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using System.Text.Unicode;
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
    private const string Label = "answer=";
    private const string SignedId = "\"x-request-id\";req";

    // The forms and the digests below leave room.
    private const int LongestSigned = 1024;

    private readonly ImmutableArray<VouchingKey>? _keys;

    private AnswerProof(KeySet? keys) => _keys = keys is null ? null : [.. keys.Named(null).Select(VouchingKey.Of)];

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
        if (_keys is not { } keys) return null;
        if (given.Input.Length == 0 || given.Signature.Length == 0) return Doubt.NotSigned;
        // The forms are matched whole and nothing is captured: what is taken out below can stand in one place only.
        if (!InputForm().IsMatch(given.Input) || !SignatureForm().IsMatch(given.Signature)) return Doubt.Unreadable;
        if (given.Input.Contains(SignedId, StringComparison.Ordinal) != (requestId is not null)) return Doubt.Unreadable;
        if (!BodyDigest.Is(given.Digest, body.Span)) return Doubt.Changed;

        Span<byte> signed = stackalloc byte[LongestSigned];
        Span<byte> signature = stackalloc byte[LongestSigned];
        return Doubted(
            keys, Quoted(given.Input, ";keyid=\""), Quoted(given.Input, ";alg=\""),
            signed[..Signed(signed, given, questionDigest, requestId)], signature[..Signature(signature, given)]);
    }

    private static Doubt? Doubted(
        ImmutableArray<VouchingKey> keys, ReadOnlySpan<char> id, ReadOnlySpan<char> algorithm, ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        var isKnown = false;
        foreach (var key in keys)
        {
            if (!key.IsNamed(id)) continue;
            isKnown = true;
            if (key.IsFor(algorithm) && key.Holds(signed, signature)) return null;
        }

        return isKnown ? Doubt.NotOfThisQuestion : Doubt.KeyUnknown;
    }

    private static int Signed(Span<byte> room, in AnswerSignature given, string questionDigest, Guid? requestId) => Utf8.TryWrite(
        room, CultureInfo.InvariantCulture,
        $"\"@status\": 200\n\"content-digest\": {given.Digest}\n\"content-digest\";req: {questionDigest}\n{IdLine(requestId)}\"@signature-params\": {given.Input.AsSpan(Label.Length)}",
        out var length) ? length : throw new InvalidOperationException("What is signed is longer than its form allows.");

    private static string IdLine(Guid? requestId) => requestId is { } id ? $"{SignedId}: {id}\n" : "";

    private static int Signature(Span<byte> room, in AnswerSignature given) => Convert.TryFromBase64Chars(given.Signature.AsSpan((Label.Length + 1)..^1), room, out var length)
        ? length
        : throw new InvalidOperationException("What is in base64 by its form is not.");

    private static ReadOnlySpan<char> Quoted(ReadOnlySpan<char> input, ReadOnlySpan<char> before)
    {
        var rest = input[(input.IndexOf(before) + before.Length)..];
        return rest[..rest.IndexOf('"')];
    }

    [GeneratedRegex("^answer=\\(\"@status\" \"content-digest\" \"content-digest\";req( \"x-request-id\";req)?\\);created=[0-9]{1,12};keyid=\"[A-Za-z0-9._~-]{1,100}\";alg=\"(ecdsa-p256-sha256|rsa-v1_5-sha256)\"\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex InputForm();

    // Bits that no byte of the signature uses are nought (RFC 4648, 3.5): one signature has one text.
    [GeneratedRegex("^answer=:([A-Za-z0-9+/]{4}){8,200}([A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?:\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex SignatureForm();
}
