using System.Net;
using System.Text;
using Gateway.Agencies;
using Gateway.Agencies.Loading;
using Gateway.Agencies.Tokens;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Agencies;

public sealed class DevelopmentTokenTests
{
    [Fact]
    public async Task Demonstration_practitioner_signs_in()
    {
        await using var gateway = await StartAsync();
        await gateway.AcceptsAsync(await Signing.TokenAsync(gateway, "nurse-okafor"));
    }

    [Fact]
    public async Task Token_lasts_fifteen_minutes()
    {
        await using var gateway = await StartAsync();
        var token = await Signing.TokenAsync(gateway, "nurse-okafor");
        gateway.Time.Advance(TimeSpan.FromMinutes(15));
        await gateway.AcceptsAsync(token);
        gateway.Time.Advance(TimeSpan.FromSeconds(30));
        await gateway.RefusesAsync(TokenFault.Expired, $"Bearer {token}");
    }

    [Fact]
    public async Task Token_of_another_gateways_key_is_refused()
    {
        await using var gateway = await StartAsync();
        await using var other = await StartAsync();
        await gateway.RefusesAsync(TokenFault.KeyUnknown, $"Bearer {await Signing.TokenAsync(other, "nurse-okafor")}");
    }

    [Theory]
    [InlineData("{\"practitioner\":\"nobody\"}", HttpStatusCode.NotFound)]
    [InlineData("{\"practitioner\":\"\"}", HttpStatusCode.BadRequest)]
    [InlineData("{\"practitioner\":null}", HttpStatusCode.BadRequest)]
    [InlineData("{\"practitioner\":\"nurse-okafor\",\"role\":\"gp\"}", HttpStatusCode.BadRequest)]
    [InlineData("{\"practitioner\":\"nobody\",\"practitioner\":\"nurse-okafor\"}", HttpStatusCode.BadRequest)]
    [InlineData("{}", HttpStatusCode.BadRequest)]
    [InlineData("[]", HttpStatusCode.BadRequest)]
    [InlineData("null", HttpStatusCode.BadRequest)]
    [InlineData("", HttpStatusCode.BadRequest)]
    public async Task Bad_request_gets_a_plain_answer(string body, HttpStatusCode status)
    {
        await using var gateway = await StartAsync();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await gateway.Http.PostAsync("/development/tokens", content, TestContext.Current.CancellationToken);
        Assert.Equal(status, response.StatusCode);
        Assert.Contains("practitioner", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Practitioners_are_listed_for_the_pages()
    {
        await using var gateway = await StartAsync();
        var practitioners = gateway.Services.GetRequiredService<DemonstrationPractitioners>();
        Assert.Equal(["Triage nurse, Aldersham General", "Front door, Aldersham Council"], practitioners.All.Select(listed => listed.Title));
        Assert.Equal("ed-triage-clinician", practitioners.Find("nurse-okafor")!.Role);
        Assert.Null(practitioners.Find("nobody"));
    }

    [Fact]
    public async Task Production_has_no_such_address()
    {
        await using var gateway = await ProductionAsync();
        using var content = new StringContent("{\"practitioner\":\"nurse-okafor\"}", Encoding.UTF8, "application/json");
        using var response = await gateway.Http.PostAsync("/development/tokens", content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Null(gateway.Services.GetService<DevelopmentTokens>());
        Assert.Empty(gateway.Services.GetRequiredService<DemonstrationPractitioners>().All);
    }

    [Fact]
    public async Task Production_does_not_start_with_development_keys_or_practitioners()
    {
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() =>
            TestGateway.StartAsync(null, environment: "Production", settings: Signing.Practitioners()));
        Assert.Equal("Gateway:Practitioners is set, and demonstration practitioners are for the Development environment only.", refused.Reasons[0]);
        Assert.Contains("register: agencies[0] 'aldersham-council' issuer keys: development keys are for the Development environment only", refused.Reasons);
    }

    [Fact]
    public async Task Every_fault_of_every_file_is_told_before_anything_starts()
    {
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => TestGateway.StartAsync(null, settings: new()
        {
            ["Gateway:Calendar"] = "",
            ["Gateway:Postcodes"] = Demonstration.CalendarFile,
            ["Gateway:Practitioners"] = "/nowhere/practitioners.json",
        }));
        Assert.Equal(
            [
                "Gateway:Calendar is not set: it must name a file.",
                "postcodes: line 1: must be the header district,council,from,to",
                "postcodes: holds no district",
                "Gateway:Practitioners names a file that is not there: /nowhere/practitioners.json",
            ],
            refused.Reasons);
    }

    [Fact]
    public void Practitioners_at_fault_are_all_named()
    {
        const string Wrong =
            """
            [
              {"sub": "a", "name": "A", "agency": "nowhere", "roleWord": "triage-nurse", "title": "T"},
              {"sub": "b", "name": "B", "agency": "farrowdale-council", "roleWord": "social-worker", "title": "T"},
              {"sub": "b", "name": "C", "agency": "aldersham-council", "roleWord": "triage-nurse", "title": "T", "role": "gp"},
              7
            ]
            """;
        Assert.Equal(
            [
                "practitioners: practitioners[2] role: is not a member known here",
                "practitioners: practitioners[3]: must be an object",
                "practitioners: practitioners[0] agency: must be an agency of the register whose keys are development",
                "practitioners: practitioners[1] agency: must be an agency of the register whose keys are development",
                "practitioners: practitioners[2] sub: is another practitioner's",
                "practitioners: practitioners[2] roleWord: is not a word that the agency's issuer maps to a role",
            ],
            Demonstration.Faults(LoadPractitioners.From(Wrong, Demonstration.Register)));
    }

    private static Task<TestGateway> StartAsync() => TestGateway.StartAsync(null, settings: Signing.Practitioners(Signing.Listed));

    private static async Task<TestGateway> ProductionAsync()
    {
        using var issuer = new TestIssuer();
        var register = System.Text.Json.Nodes.JsonNode.Parse(Demonstration.RegisterText)!;
        foreach (var agency in register["agencies"]!.AsArray().Where(agency => agency!["issuer"] is not null))
            agency!["issuer"]!["keys"] = new System.Text.Json.Nodes.JsonObject { ["jwks"] = issuer.Jwks };
        foreach (var agency in register["agencies"]!.AsArray())
            foreach (var asked in agency!["custodians"]!.AsArray().Append(agency["relationships"]))
                if (asked?["verifiedBy"] is not null) asked["verifiedBy"] = new System.Text.Json.Nodes.JsonObject { ["signature"] = new System.Text.Json.Nodes.JsonObject { ["jwks"] = issuer.Jwks } };
        foreach (var custodian in register["agencies"]!.AsArray().SelectMany(agency => agency!["custodians"]!.AsArray())) custodian!.AsObject().Remove("lists");
        var file = Path.Combine(AppContext.BaseDirectory, "register-production.json");
        await File.WriteAllTextAsync(file, register.ToJsonString());
        return await TestGateway.StartAsync(null, environment: "Production", settings: new() { ["Gateway:Register"] = file });
    }
}
