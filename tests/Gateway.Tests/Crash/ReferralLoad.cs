using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gateway.Tests.Crash;

/// <summary>
/// Nurses who each send a referral by the danger path and add to it twice, one thing after the other, until the gateway has said that it has each: a call that died is made
/// again under its request id.
/// </summary>
/// <param name="gateway">Completes when one is there.</param>
internal sealed class ReferralLoad(int referrals, Func<Task<GatewayProcess>> gateway, int seed)
{
    public const int CallsOfEach = 3;

    private const int Callers = 8;
    private readonly (GatewayProcess? Of, string Token)[] _signedIn = new (GatewayProcess?, string)[Callers];
    private TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _running = Task.CompletedTask;
    private int _next = -1;
    private int _calls;

    /// <summary>How many calls were answered.</summary>
    public int Calls => Volatile.Read(ref _calls);

    public int Total => referrals * CallsOfEach;

    /// <summary>The referral and its child.</summary>
    public System.Collections.Concurrent.ConcurrentBag<(Guid Referral, Guid Child, string Reference)> Sent { get; } = [];

    public Task RunAsync(CancellationToken stopping) => _running = Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => CallerAsync(caller, stopping), stopping)));

    /// <summary>Returns when so many calls were answered.</summary>
    public async Task AnsweredAsync(long calls, CancellationToken stopping)
    {
        while (true)
        {
            var next = Volatile.Read(ref _answered).Task;
            if (Calls >= calls) return;
            await Task.WhenAny(next, _running).WaitAsync(stopping);
            if (_running.IsCompleted) await _running;
        }
    }

    private async Task CallerAsync(int caller, CancellationToken stopping)
    {
        while (Interlocked.Increment(ref _next) is var n && n < referrals)
        {
            var sent = await CallAsync(caller, "/v1/referrals/urgent", Urgent(n), Id(n, 0), stopping);
            var (referral, child) = (sent.GetProperty("referral").GetGuid(), sent.GetProperty("children")[0].GetProperty("child").GetGuid());
            Sent.Add((referral, child, sent.GetProperty("reference").GetString()!));
            for (var more = 1; more < CallsOfEach; more++) await CallAsync(caller, $"/v1/referrals/{referral}/steps", Added(child, more), Id(n, more), stopping);
        }
    }

    private async Task<JsonElement> CallAsync(int caller, string path, JsonObject body, Guid id, CancellationToken stopping)
    {
        while (true)
        {
            var now = await gateway().WaitAsync(stopping);
            try
            {
                using var answer = await SendAsync(now, caller, path, body, id, stopping);
                var text = await answer.Content.ReadAsStringAsync(stopping);
                if (answer.IsSuccessStatusCode)
                {
                    Interlocked.Increment(ref _calls);
                    Interlocked.Exchange(ref _answered, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
                    return JsonDocument.Parse(text).RootElement;
                }

                // Its ledger is not open yet, or it knows no token of the one before.
                if (answer.StatusCode is not (HttpStatusCode.ServiceUnavailable or HttpStatusCode.Unauthorized)) throw new InvalidDataException($"{path}: {(int)answer.StatusCode} {text}");
                _signedIn[caller] = default;
            }
            catch (Exception gone) when (gone is HttpRequestException or IOException or InvalidOperationException or OperationCanceledException && !stopping.IsCancellationRequested)
            {
                // Killed under the call, and the next is waited for; one that died by itself is a fault.
                if (gateway() is { IsCompletedSuccessfully: true } still && await still == now && !now.Alive) throw new InvalidDataException("The gateway stopped by itself.\n" + now.Words, gone);
            }
        }
    }

    private async Task<HttpResponseMessage> SendAsync(GatewayProcess now, int caller, string path, JsonObject body, Guid id, CancellationToken stopping)
    {
        if (_signedIn[caller].Of != now) _signedIn[caller] = (now, await now.SignInAsync(CrashSite.Nurse));
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _signedIn[caller].Token);
        request.Headers.Add("X-Request-ID", id.ToString());
        return await now.Http.SendAsync(request, stopping);
    }

    private Guid Id(int n, int call) => new(seed, (short)call, 7, BitConverter.GetBytes((long)n));

    private static JsonObject Urgent(int n) => new()
    {
        ["child"] = $"A child, the {n}th",
        ["whereNow"] = "At home",
        ["danger"] = "He has said that he will hurt her tonight.",
        ["name"] = "A nurse",
        ["phone"] = "01632 960557",
        ["rung"] = new JsonObject { ["yes"] = true, ["who"] = "999", ["when"] = "22:10" },
        ["postcode"] = "ZB4 1AA",
    };

    private static JsonObject Added(Guid child, int more) => new()
    {
        ["event"] = "referral.added_to",
        ["children"] = new JsonArray(new JsonObject { ["child"] = child.ToString() }),
        ["added"] = $"What is known now, the {more}th time.",
    };
}
