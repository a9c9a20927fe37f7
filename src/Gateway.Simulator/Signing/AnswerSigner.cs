using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Gateway.Simulator;

/// <summary>
/// Signs an answer as the contract says: an HTTP message signature (RFC 9421) over its status, the digest of its body and the
/// digest of the question's (RFC 9530), so that it answers that question and no other. A question without a digest gets an
/// answer without a signature.
/// </summary>
internal sealed class AnswerSigner(TimeProvider clock)
{
    private const string Covered = "\"@status\" \"content-digest\" \"content-digest\";req";

    /// <param name="fault">Of the signature's own faults, the one that it is to have.</param>
    public void Sign(HttpContext context, int status, ReadOnlyMemory<byte> body, string holder, Fault fault)
    {
        var question = context.Request.Headers[RequestDigest.Header].ToString();
        if (question.Length == 0 || fault == Fault.NotSigned) return;
        if (fault == Fault.Replayed) question = RequestDigest.Of("another question"u8);
        var digest = RequestDigest.Of(body.Span);
        var given = string.Create(CultureInfo.InvariantCulture, $"({Covered}{(SearchForm.Is(context) ? " \"x-request-id\";req" : "")});created={clock.GetUtcNow().ToUnixTimeSeconds()};keyid=\"{holder}\";alg=\"ecdsa-p256-sha256\"");
        var signed = $"\"@status\": {status}\n\"content-digest\": {digest}\n\"content-digest\";req: {question}\n{RequestId(context)}\"@signature-params\": {given}";
        var key = DevelopmentKeys.Of(fault == Fault.WrongSignature ? holder + "-of-somebody-else" : holder);
        var headers = context.Response.Headers;
        headers[RequestDigest.Header] = digest;
        headers["Signature-Input"] = "answer=" + given;
        headers["Signature"] = $"answer=:{Convert.ToBase64String(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}:";
    }

    // A form has no place for the id, and an earlier answer to the same form would fit without it.
    private static string RequestId(HttpContext context) => SearchForm.Is(context) ? $"\"x-request-id\";req: {context.Request.Headers["X-Request-ID"]}\n" : "";
}
