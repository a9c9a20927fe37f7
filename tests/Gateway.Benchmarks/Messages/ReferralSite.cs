using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Benchmarks.Measures;
using Gateway.Benchmarks.Processes;
using Gateway.Tests;

namespace Gateway.Benchmarks.Messages;

/// <summary>The gateway as it is deployed, on PostgreSQL and a broker, a nurse who sends referrals by the danger path, and the council's own system.</summary>
internal sealed class ReferralSite : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Child _gateway;
    private readonly string[] _tokens;
    private readonly HttpClient _http;
    private readonly Callers _council;

    private ReferralSite(Child gateway, int port, string[] tokens, Callers council, CouncilReader reader)
    {
        (_gateway, _tokens, _council, Reader) = (gateway, tokens, council, reader);
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(30) };
    }

    public CouncilReader Reader { get; }

    /// <param name="deployed">As its image carries it, or as it was built with this program.</param>
    public static async Task<ReferralSite> StartAsync(Bed bed, RabbitMqBroker broker, bool deployed)
    {
        var population = await bed.PopulationAsync(1000);
        var council = new Callers("https://sign-in.measured-council.example");
        var register = JsonNode.Parse(await File.ReadAllTextAsync(population.Register))!;
        var agency = register["agencies"]!.AsArray().Single(each => (string)each!["id"]! == "aldersham-council")!;
        (agency["issuer"], agency["queue"]) = (council.RegisteredFor(("front-door-worker", "csc-front-door")), true);
        await File.WriteAllTextAsync(population.Register, register.ToJsonString());
        var (database, port) = (await bed.Postgres.CreateDatabaseAsync(), Ports.Free());
        Site.BeginLog(population, database);
        var gateway = Site.StartGateway(population, database, port, deployed: deployed, more: ["--Messaging:Transport=RabbitMq", $"--Messaging:RabbitMq={broker.Address.OriginalString}"]);
        await gateway.UntilReadyAsync(port, "/health/ready", Patience);
        return new ReferralSite(gateway, port, bed.Tokens, council, new CouncilReader(broker));
    }

    /// <summary>Sends so many a second, whatever becomes of those before, and gives when each was asked and answered.</summary>
    public async Task<Posted[]> SendAsync(double seconds, double rate, int seed)
    {
        var posted = new ConcurrentBag<Posted>();
        var (started, all) = (Stopwatch.GetTimestamp(), new List<Task>());
        for (var n = 0; n < seconds * rate; n++)
        {
            var wait = TimeSpan.FromSeconds(n / rate) - Stopwatch.GetElapsedTime(started);
            if (wait > TimeSpan.Zero) await Task.Delay(wait);
            var number = n;
            all.Add(Task.Run(async () => posted.Add(await PostAsync(number, seed))));
        }

        await Task.WhenAll(all);
        return [.. posted];
    }

    public async ValueTask DisposeAsync()
    {
        await Reader.DisposeAsync();
        await _gateway.DisposeAsync();
        _http.Dispose();
        _council.Dispose();
    }

    private async Task<Posted> PostAsync(int n, int seed)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/referrals/urgent") { Content = JsonContent.Create(Urgent(n)) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _tokens[n % _tokens.Length]);
        request.Headers.Add("X-Request-ID", new Guid(seed, 1, 7, BitConverter.GetBytes((long)n)).ToString());
        var asked = Stopwatch.GetTimestamp();
        try
        {
            using var answer = await _http.SendAsync(request);
            var answered = Stopwatch.GetTimestamp();
            if (!answer.IsSuccessStatusCode) return new Posted((int)answer.StatusCode, Guid.Empty, asked, answered);
            return new Posted((int)answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync()).RootElement.GetProperty("referral").GetGuid(), asked, answered);
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException)
        {
            // No answer is a refusal too.
            return new Posted(0, Guid.Empty, asked, Stopwatch.GetTimestamp());
        }
    }

    private static JsonObject Urgent(int n) => new()
    {
        ["child"] = $"A child, the {n}th",
        ["whereNow"] = "At home",
        ["danger"] = "He has said that he will hurt her tonight.",
        ["name"] = "A nurse",
        ["phone"] = "01632 960557",
        ["rung"] = new JsonObject { ["yes"] = true, ["who"] = "999", ["when"] = "22:10" },
        ["postcode"] = "ZA4 1AA",
    };
}

/// <param name="Status">0 where no answer came.</param>
/// <param name="Asked">A timestamp.</param>
/// <param name="Answered">A timestamp.</param>
internal sealed record Posted(int Status, Guid Referral, long Asked, long Answered)
{
    public bool Accepted => Status is >= 200 and < 300;
}
