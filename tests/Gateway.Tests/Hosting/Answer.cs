using System.Text;
using System.Text.Json;

namespace Gateway.Tests.Hosting;

/// <summary>What came back over HTTP, read once. Every one is held to the published contract and to the words that we do not use.</summary>
internal sealed record Answer(int Status, string MediaType, ILookup<string, string> Headers, byte[] Bytes)
{
    public string Text => Encoding.UTF8.GetString(Bytes);
    public JsonElement Json => JsonDocument.Parse(Bytes).RootElement;
    public string Type => Json.GetProperty("type").GetString()!;
    public string Headline => Json.GetProperty("headline").GetString()!;
    public string[] Incomplete => [.. Json.GetProperty("incomplete").EnumerateArray().Select(line => line.GetString()!)];
    public IEnumerable<JsonElement> Sources => Json.GetProperty("sources").EnumerateArray();
    public IEnumerable<JsonElement> Withheld => Json.GetProperty("withheld").EnumerateArray();
    public IEnumerable<string> NumbersToRing => Json.GetProperty("ringNow").EnumerateArray().Select(line => line.GetProperty("number").GetString()!);
    public IEnumerable<string> Fields => Json.GetProperty("fields").EnumerateArray().Select(fault => fault.GetProperty("field").GetString()!);

    public static async Task<Answer> OfAsync(HttpResponseMessage response, CancellationToken cancellation, string operation = "post /v1/checks")
    {
        using (response)
        {
            var bytes = await response.Content.ReadAsByteArrayAsync(cancellation);
            var headers = response.Headers.SelectMany(header => header.Value.Select(value => (header.Key, value))).ToLookup(h => h.Key, h => h.value, StringComparer.OrdinalIgnoreCase);
            var answer = new Answer((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType ?? "", headers, bytes);
            Published.Check(answer, operation);
            return answer;
        }
    }

    public JsonElement Item(string word) => Json.GetProperty("items").EnumerateArray().Single(item => item.GetProperty("item").GetString() == word);

    public string Says(string item) => Item(item).GetProperty("answer").GetString()!;

    public IEnumerable<string> Because(string item) => Item(item).GetProperty("because").EnumerateArray().Select(word => word.GetString()!);

    public JsonElement Source(string custodian) => Sources.Single(source => source.GetProperty("custodian").GetString() == custodian);

    public bool Names(string custodian) => Sources.Any(source => source.GetProperty("custodian").GetString() == custodian);

    public JsonElement Receipt => Json.GetProperty("receipt");

    public Answer Is(int status)
    {
        if (Status != status) Assert.Fail($"{Status}, not {status}: {Text}{GatewayHost.Alarms()}");
        Assert.Equal(status < 300 ? "application/json" : "application/problem+json", MediaType);
        Assert.Contains("no-store", Headers["Cache-Control"]);
        return this;
    }
}
