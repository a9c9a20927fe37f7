using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Gateway.Simulator;

/// <summary>The gateway as an agency's system reaches it, signed in as the agency's information governance officer of the demonstration.</summary>
internal sealed class GatewayDoor(Uri gateway, string? people) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { BaseAddress = gateway, Timeout = TimeSpan.FromSeconds(30) };
    private readonly Dictionary<string, string> officers = Officers(people);

    /// <summary>Whether there is somebody to sign in as.</summary>
    public bool Knows(string agency) => officers.ContainsKey(agency);

    public async Task<(HttpStatusCode Status, JsonElement? Answer)> PostAsync(string agency, byte[] body, CancellationToken stopping)
    {
        using var signedIn = await http.PostAsJsonAsync("development/tokens", new Dictionary<string, string> { ["practitioner"] = officers[agency] }, stopping);
        if (!signedIn.IsSuccessStatusCode) return (signedIn.StatusCode, null);
        var token = (await signedIn.Content.ReadFromJsonAsync<JsonElement>(stopping)).GetProperty("accessToken").GetString();
        using var request = new HttpRequestMessage(HttpMethod.Post, "v1/pointers") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.SendAsync(request, stopping);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(stopping));
    }

    public void Dispose() => http.Dispose();

    private static Dictionary<string, string> Officers(string? people)
    {
        var officers = new Dictionary<string, string>(StringComparer.Ordinal);
        var file = Path.Combine(people ?? "", "practitioners.json");
        if (people is null || !File.Exists(file)) return officers;
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        foreach (var one in document.RootElement.EnumerateArray())
            if (one.GetProperty("roleWord").ValueEquals("information-governance")) officers.TryAdd(one.GetProperty("agency").GetString()!, one.GetProperty("sub").GetString()!);
        return officers;
    }
}
