using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Simulator;

namespace Gateway.Tests.Simulator;

/// <summary>A simulator of the demonstration's agencies at a fixed hour, and plain questions to it.</summary>
internal sealed class Simulated : IAsyncDisposable
{
    public const string Number = "9990000018";
    public const string Unheard = "9990000026";
    public const string RequestId = "6f1c7a52-3f0e-4a53-9d0a-0e2b1f6a7c11";
    public static readonly DateOnly Born = new(2023, 3, 4);
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 2, 10, 0, TimeSpan.Zero);

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });

    private Simulated(SimulatorHost host) => Host = host;

    public SimulatorHost Host { get; }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<Simulated> StartAsync(Listening listening = Listening.OnePort, string? people = null) => new(await SimulatorHost.StartAsync(new SimulatorOptions
    {
        Register = Contracts.Text("register/demonstration.json"),
        People = people,
        Listening = listening,
        ControlPort = 0,
        Clock = new StoppedClock(),
    }));

    public static string Question(string item, string number = Number, string born = "2023-03-04", string since = "2025-11-22") =>
        Question([item], number, born, since);

    public static string Question(string[] items, string number = Number, string born = "2023-03-04", string since = "2025-11-22") => new JsonObject
    {
        ["requestId"] = RequestId,
        ["purpose"] = "unscheduled-care",
        ["child"] = new JsonObject { ["nhsNumber"] = number, ["dateOfBirth"] = born },
        ["items"] = new JsonArray([.. items.Select(item => JsonValue.Create(item))]),
        ["since"] = since,
    }.ToJsonString();

    public static string RelationshipQuestion(string practitioner, string[] types, string born = "2023-03-04") => new JsonObject
    {
        ["requestId"] = RequestId,
        ["practitioner"] = practitioner,
        ["types"] = new JsonArray([.. types.Select(type => JsonValue.Create(type))]),
        ["child"] = new JsonObject { ["nhsNumber"] = Number, ["dateOfBirth"] = born },
    }.ToJsonString();

    public static string Notice(Guid id, string reference = "ENC-1") => new JsonObject
    {
        ["noticeId"] = id.ToString(),
        ["kind"] = "attendance",
        ["child"] = new JsonObject { ["nhsNumber"] = Number, ["dateOfBirth"] = "2023-03-04" },
        ["where"] = "Brook Street emergency department",
        ["arrivedAt"] = "2026-11-22T01:52:00Z",
        ["reference"] = reference,
        ["ringBack"] = "01632 960115",
        ["sentAt"] = "2026-11-22T02:10:01Z",
    }.ToJsonString();

    public void Hold(string custodian, CustodianFacts facts, string number = Number) =>
        Host.AddRecord(new ChildRecord(number, Born, new Dictionary<string, CustodianFacts> { [custodian] = facts }));

    public Task<HttpResponseMessage> SendAsync(string holder, string question, string body, string mediaType = "application/json") =>
        SendAsync(HttpMethod.Post, new Uri(Host.EndpointOf(holder), "v1/" + question), body, mediaType);

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, Uri uri, string? body, string mediaType = "application/json")
    {
        using var request = new HttpRequestMessage(method, uri);
        if (body is not null) request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = MediaTypeHeaderValue.Parse(mediaType) } };
        // What is refused by its length is refused before it is sent: else the answer races the connection that is closed under the sending.
        request.Headers.ExpectContinue = body?.Length > 64 * 1024;
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
    }

    public async Task<JsonElement> AskAsync(string holder, string question, string body, int status = 200)
    {
        using var response = await SendAsync(holder, question, body);
        Assert.Equal(status, (int)response.StatusCode);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation)).RootElement;
    }

    /// <summary>What a custodian says of one item, as compact JSON.</summary>
    public async Task<string> SaysAsync(string custodian, string item, string? question = null) =>
        (await AskAsync(custodian, "answers", question ?? Question(item))).GetProperty("items").EnumerateArray()
        .Single(answer => answer.GetProperty("item").GetString() == item).GetRawText();

    public async Task<JsonElement> ControlAsync(HttpMethod method, string path, string? body = null, int status = 200)
    {
        using var response = await SendAsync(method, new Uri(Host.BaseAddress, "control/" + path), body);
        Assert.Equal(status, (int)response.StatusCode);
        var text = await response.Content.ReadAsStringAsync(Cancellation);
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Host.DisposeAsync();
    }

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
