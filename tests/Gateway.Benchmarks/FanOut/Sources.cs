using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Gateway.Benchmarks.FanOut;

/// <summary>Custodians that hold nothing, in a process of their own. How one behaves is the first word of its id; each counts its calls.</summary>
internal static class Sources
{
    /// <summary>How long the source itself took, in microseconds.</summary>
    public const string Took = "X-Took";

    public const string Calls = "/calls";

    private static readonly ThreadLocal<Random> Chance = new(() => new Random());
    private static long _calls;

    public static async Task<int> RunAsync(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, int.Parse(args[0], CultureInfo.InvariantCulture), listen => listen.Protocols = HttpProtocols.Http1));
        await using var app = builder.Build();
        app.MapGet(Calls, () => Interlocked.Exchange(ref _calls, 0).ToString(CultureInfo.InvariantCulture));
        app.MapPost("/{id}/v1/answers", AnswerAsync);
        await app.RunAsync();
        return 0;
    }

    private static async Task AnswerAsync(HttpContext http, string id)
    {
        var began = Stopwatch.GetTimestamp();
        Interlocked.Increment(ref _calls);
        using var question = await JsonDocument.ParseAsync(http.Request.Body);
        switch (id.Split('-')[0])
        {
            case "steady": await Task.Delay(20); break;
            case "slow": await Task.Delay(100); break;
            case "spread": await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(200, LogNormal(Chance.Value!)))); break;
            case "hangs": await Task.Delay(Timeout.Infinite, http.RequestAborted); break;
            case "resets": http.Abort(); return;
            case "fails": http.Response.StatusCode = 500; return;
        }

        var body = Answer(id, question.RootElement);
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = body.Length;
        http.Response.Headers[Took] = Stopwatch.GetElapsedTime(began).TotalMicroseconds.ToString("F0", CultureInfo.InvariantCulture);
        await http.Response.Body.WriteAsync(body);
    }

    private static byte[] Answer(string id, JsonElement question)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("requestId"u8, question.GetProperty("requestId"u8).GetGuid());
            json.WriteString("custodian"u8, id);
            json.WriteString("asOf"u8, TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            json.WriteStartArray("items"u8);
            foreach (var item in question.GetProperty("items"u8).EnumerateArray())
            {
                json.WriteStartObject();
                json.WriteString("item"u8, item.GetString());
                json.WriteString("state"u8, "nothing-held");
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    // Median 10 ms; one in a hundred takes 65 ms and more.
    private static double LogNormal(Random random) =>
        10 * Math.Exp(0.8 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
}
