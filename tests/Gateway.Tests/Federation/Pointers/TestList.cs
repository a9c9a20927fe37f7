using System.Buffers.Text;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Gateway.Rules.Federation.Pointers;
using Gateway.Tests.Hosting;

namespace Gateway.Tests.Federation.Pointers;

/// <summary>A custodian that keeps a list with the gateway, as its own system would: it signs with the key of its name.</summary>
internal sealed class TestList(GatewayHost gateway, string custodian, string officer, params string[] covers)
{
    public static readonly string[] Council = ["plan", "social-worker", "care", "unborn", "plan-ended", "sibling"];

    private string? _list;

    public long Sequence { get; set; }

    public int Unlisted { get; set; }

    public string[] Covers { get; set; } = covers;

    /// <summary>The envelope as it is signed, where something is to be wrong with it.</summary>
    public Action<JsonObject>? Damage { get; set; }

    public string? SignsAs { get; set; }

    public string Type { get; set; } = "gateway-pointers+jws";

    public DateTimeOffset? SignedAt { get; set; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public Task<Answer> WholeAsync(params JsonObject[] lines) => SendAsync(SubmissionKind.Whole, Text(lines));

    public Task<Answer> ChangeAsync(params JsonObject[] lines) => SendAsync(SubmissionKind.Change, Text(lines));

    public Task<Answer> SameAsync() => SendAsync(SubmissionKind.Same, "");

    public async Task<Answer> SendAsync(SubmissionKind kind, string content, string? sent = null)
    {
        var body = Body(kind, content, sent, out var list);
        var answer = await PostAsync(body);
        if (answer.Status == 200) _list = list;
        return answer;
    }

    public async Task<Answer> PostAsync(string body, string mediaType = "application/x-ndjson")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(gateway.Address, "v1/pointers")) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + await gateway.TokenAsync(officer));
        return await Answer.OfAsync(await gateway.Http.SendAsync(request, Cancellation), Cancellation, "post /v1/pointers");
    }

    public string Body(SubmissionKind kind, string content, string? sent, out string list)
    {
        var hash = ListHash.Of(Encoding.UTF8.GetBytes(content));
        list = ListHash.After(_list, kind, hash) ?? hash;
        var envelope = new JsonObject
        {
            ["custodian"] = custodian,
            ["sequence"] = ++Sequence,
            ["kind"] = kind.ToString().ToLowerInvariant(),
            ["signedAt"] = (SignedAt ?? gateway.Clock.GetUtcNow()).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["content"] = hash,
            ["list"] = list,
            ["covers"] = new JsonArray([.. Covers.Select(word => (JsonNode)word)]),
            ["unlisted"] = Unlisted,
        };
        Damage?.Invoke(envelope);
        return $"{new JsonObject { ["envelope"] = Sign(envelope) }.ToJsonString()}\n{sent ?? content}";
    }

    public static JsonObject ByNumber(TestChild child, params string[] kinds) => new() { ["nhsNumber"] = child.Number, ["kinds"] = Words(kinds) };

    public static JsonObject ByDescription(TestChild child, params string[] kinds) => new()
    {
        ["familyName"] = child.Family,
        ["givenName"] = child.Given,
        ["dateOfBirth"] = child.Born.ToString("O", CultureInfo.InvariantCulture),
        ["kinds"] = Words(kinds),
    };

    private static JsonArray Words(string[] kinds) => [.. kinds.Select(word => (JsonNode)word)];

    private static string Text(JsonObject[] lines) => string.Join('\n', lines.Select(line => line.ToJsonString()));

    private string Sign(JsonObject envelope)
    {
        var head = new JsonObject { ["alg"] = "ES256", ["typ"] = Type, ["kid"] = custodian };
        var text = $"{Encode(head)}.{Encode(envelope)}";
        var secret = SHA256.HashData(Encoding.UTF8.GetBytes("gateway development list key of " + (SignsAs ?? custodian)));
        using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = secret });
        return $"{text}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256))}";
    }

    private static string Encode(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));
}
