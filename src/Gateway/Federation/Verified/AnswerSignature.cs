using System.Net.Http.Headers;

namespace Gateway.Federation.Verified;

/// <summary>What stood in the headers that vouch for an answer; empty where nothing did. Not checked yet.</summary>
public readonly record struct AnswerSignature(string Digest, string Input, string Signature)
{
    public static AnswerSignature In(HttpResponseMessage response) => new(
        Only(response.Content.Headers, BodyDigest.Header) ?? Only(response.Headers, BodyDigest.Header) ?? "",
        Only(response.Headers, "Signature-Input") ?? "", Only(response.Headers, "Signature") ?? "");

    // Given twice it could mean either.
    private static string? Only(HttpHeaders headers, string name)
    {
        if (!headers.NonValidated.TryGetValues(name, out var values) || values.Count != 1) return null;
        return values.ToString();
    }
}
