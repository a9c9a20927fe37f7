using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Gateway.Tests.Agencies;

/// <summary>Signing in as a demonstration practitioner.</summary>
internal static class Signing
{
    public const string Listed =
        """
        [
          {"sub": "nurse-okafor", "name": "Amara Okafor", "agency": "alder-valley-nhs-trust", "roleWord": "triage-nurse", "title": "Triage nurse, Aldersham General"},
          {"sub": "worker-hale", "name": "Ruth Hale", "agency": "aldersham-council", "roleWord": "front-door-worker", "title": "Front door, Aldersham Council"}
        ]
        """;

    private const string OnlyTheCouncil =
        """[{"sub": "worker-hale", "name": "Ruth Hale", "agency": "aldersham-council", "roleWord": "front-door-worker", "title": "Front door, Aldersham Council"}]""";

    /// <summary>For a gateway whose Alder Valley has an issuer of its own.</summary>
    public static Dictionary<string, string?> Practitioners(string listed = OnlyTheCouncil)
    {
        var file = Path.Combine(AppContext.BaseDirectory, $"practitioners-{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(listed)))[..12]}.json");
        lock (Listed) File.WriteAllText(file, listed);
        return new Dictionary<string, string?> { ["Gateway:Practitioners"] = file };
    }

    public static async Task<string> TokenAsync(TestGateway gateway, string subject)
    {
        using var response = await gateway.Http.PostAsJsonAsync("/development/tokens", new { practitioner = subject }, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        var issued = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal(gateway.Time.GetUtcNow().AddMinutes(15), (DateTimeOffset)issued["expiresAt"]!);
        return (string)issued["accessToken"]!;
    }
}
