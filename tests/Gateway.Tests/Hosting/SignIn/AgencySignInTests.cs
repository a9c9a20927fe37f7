using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Gateway.Tests.Hosting.SignIn;

/// <summary>What an issuer, or somebody in its place, may not talk the gateway into.</summary>
public sealed class AgencySignInTests
{
    private const string In = "/sign-in/done";
    private const string NotBelieved = "/sign-in?why=not-believed";

    private static readonly Dictionary<string, Action<JsonObject>> Wrong = new()
    {
        ["another issuer"] = claims => claims["iss"] = "https://elsewhere.example",
        ["for somebody else"] = claims => claims["aud"] = "other-pages",
        ["for others too"] = claims => claims["aud"] = new JsonArray("gateway-pages", "other-pages"),
        ["made for another party"] = claims => claims["azp"] = "other-pages",
        ["of another sign-in"] = claims => claims["nonce"] = "another",
        ["of no sign-in"] = claims => claims.Remove("nonce"),
        ["nobody"] = claims => claims.Remove("sub"),
        ["a number for a person"] = claims => claims["sub"] = 7,
    };

    private static readonly Dictionary<string, Action<JsonObject>> Late = new()
    {
        ["ended"] = claims => claims["exp"] = GatewayHost.Night.AddMinutes(-1).ToUnixTimeSeconds(),
        ["without an end"] = claims => claims.Remove("exp"),
        ["made long ago"] = claims => claims["iat"] = GatewayHost.Night.AddMinutes(-11).ToUnixTimeSeconds(),
        ["made later than now"] = claims => claims["iat"] = GatewayHost.Night.AddMinutes(2).ToUnixTimeSeconds(),
        ["signed in before this sign-in began"] = claims => claims["auth_time"] = GatewayHost.Night.AddMinutes(-1).ToUnixTimeSeconds(),
        ["signed in this morning"] = claims => claims["auth_time"] = GatewayHost.Night.AddHours(-2).ToUnixTimeSeconds(),
        ["signed in nobody says when"] = claims => claims.Remove("auth_time"),
    };

    private static readonly Dictionary<string, Action<JsonObject>> Roleless = new()
    {
        ["no role"] = claims => claims.Remove("role"),
        ["a role that the register does not know"] = claims => claims["role"] = "cleaner",
        ["two roles"] = claims => claims["role"] = new JsonArray("triage-nurse", "ed-doctor"),
        ["one of our own words"] = claims => claims["role"] = "ed-triage-clinician",
    };

    [Fact]
    public async Task Who_signed_in_is_asked_for_by_code_with_proof_and_let_in()
    {
        await using var bed = await SignInBed.StartAsync();

        var asked = await bed.BeginAsync();
        Assert.Equal(("code", "gateway-pages", "S256", "login", "0"), (asked["response_type"], asked["client_id"], asked["code_challenge_method"], asked["prompt"], asked["max_age"]));
        Assert.Equal(new Uri(bed.Gateway.Address, $"sign-in/return/{SignInBed.Agency}").ToString(), asked["redirect_uri"]);
        Assert.False(await bed.IsInAsync());
        Assert.Equal(In, await bed.ReturnAsync($"code=a-code&state={Uri.EscapeDataString(asked["state"])}"));

        Assert.True(await bed.IsInAsync());
        var (form, authorization) = bed.Issuer.Asked;
        Assert.Equal(("authorization_code", "a-code", "gateway-pages", 43), (form["grant_type"].ToString(), form["code"].ToString(), form["client_id"].ToString(), form["code_verifier"].ToString().Length));
        Assert.Null(authorization);
        Assert.DoesNotContain(bed.Gateway.Logs.Lines, line => line.Text.Contains("Askermark", StringComparison.Ordinal) || line.Text.Contains("nurse-blake", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Secret_goes_to_the_issuer_in_a_header_and_nowhere_else()
    {
        await using var bed = await SignInBed.StartAsync(secret: "kept: secret/mark");

        Assert.Equal(In, await bed.SignInAsync());

        Assert.Equal("gateway-pages:kept%3A%20secret%2Fmark", Encoding.UTF8.GetString(Convert.FromBase64String(bed.Issuer.Asked.Authorization!["Basic ".Length..])));
        Assert.DoesNotContain(bed.Gateway.Logs.Lines, line => line.Text.Contains("secret/mark", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_is_not_believed_is_let_in_nowhere()
    {
        await using var bed = await SignInBed.StartAsync();
        foreach (var (cases, why) in new[] { (Wrong, "not-believed"), (Late, "too-late"), (Roleless, "no-role") })
        {
            foreach (var (name, change) in cases)
            {
                bed.Issuer.Claims = change;
                Assert.Equal((name, $"/sign-in?why={why}"), (name, await bed.SignInAsync()));
                Assert.False(await bed.IsInAsync(), name);
            }
        }

        bed.Issuer.Claims = null;
        Assert.Equal(In, await bed.SignInAsync());
    }

    [Fact]
    public async Task Token_that_the_issuers_keys_do_not_vouch_for_lets_nobody_in()
    {
        await using var bed = await SignInBed.StartAsync();
        foreach (var token in (Func<string, string>[])[_ => bed.Issuer.Forged(), Unsigned, Cut, _ => "", _ => "a.b.c", token => token + new string('a', 9000)])
        {
            bed.Issuer.Token = token;
            Assert.Equal(NotBelieved, await bed.SignInAsync());
            Assert.False(await bed.IsInAsync());
        }
    }

    [Fact]
    public async Task Whatever_the_issuer_answers_ends_in_words()
    {
        await using var bed = await SignInBed.StartAsync();
        foreach (var (answer, why) in Answers())
        {
            bed.Issuer.Instead = answer;
            Assert.Equal($"/sign-in?why={why}", await bed.SignInAsync());
            Assert.False(await bed.IsInAsync());
        }
    }

    [Fact]
    public async Task Way_back_that_was_not_begun_at_this_browser_lets_nobody_in()
    {
        await using var bed = await SignInBed.StartAsync();
        var state = Uri.EscapeDataString((await bed.BeginAsync())["state"]);

        Assert.Equal("/sign-in?why=declined", await bed.ReturnAsync($"error=access_denied&state={state}"));
        state = Uri.EscapeDataString((await bed.BeginAsync())["state"]);
        Assert.Equal(NotBelieved, await bed.ReturnAsync($"code=a-code&state={state}&iss={Uri.EscapeDataString("https://elsewhere.example")}"));
        state = Uri.EscapeDataString((await bed.BeginAsync())["state"]);
        Assert.Equal(NotBelieved, await bed.ReturnAsync($"code=a-code&state={state}", "alder-valley-nhs-trust"));
        state = Uri.EscapeDataString((await bed.BeginAsync())["state"]);
        foreach (var query in (string[])["", "code=a-code", $"code=a-code&state={state}x", "code=a-code&state=invented"])
            Assert.Equal("/sign-in?why=not-begun", await bed.ReturnAsync(query));

        foreach (var (error, why) in ((string, string)[])[("server_error", "unreachable"), ("temporarily_unavailable", "unreachable"), ("login_required", "declined"), ("invented", "declined")])
        {
            state = Uri.EscapeDataString((await bed.BeginAsync())["state"]);
            Assert.Equal($"/sign-in?why={why}", await bed.ReturnAsync($"error={error}&error_description=Askermark&state={state}"));
        }

        Assert.DoesNotContain(bed.Gateway.Logs.Lines, line => line.Level >= LogLevel.Warning && line.Text.Contains("Askermark", StringComparison.Ordinal));

        state = Uri.EscapeDataString((await bed.BeginAsync())["state"]);
        bed.ForgetCookies();
        Assert.Equal("/sign-in?why=not-begun", await bed.ReturnAsync($"code=a-code&state={state}"));
        Assert.False(await bed.IsInAsync());
    }

    [Fact]
    public async Task Code_is_good_for_ten_minutes_and_a_session_for_fifteen_without_use()
    {
        await using var bed = await SignInBed.StartAsync();
        var state = Uri.EscapeDataString((await bed.BeginAsync())["state"]);
        bed.Gateway.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal("/sign-in?why=not-begun", await bed.ReturnAsync($"code=a-code&state={state}"));

        bed.Issuer.Claims = claims =>
        {
            foreach (var time in (string[])["iat", "auth_time", "exp"]) claims[time] = (long)claims[time]! + 660;
        };
        Assert.Equal(In, await bed.SignInAsync());
        Assert.True(await bed.IsInAsync());
        bed.Gateway.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.False(await bed.IsInAsync());
    }

    [Theory]
    [InlineData("authorization_endpoint", "http://elsewhere.example/authorize")]
    [InlineData("token_endpoint", "http://elsewhere.example/token")]
    [InlineData("token_endpoint", "file:///etc/passwd")]
    [InlineData("token_endpoint", "https://169.254.169.254/token")]
    [InlineData("token_endpoint", "https://somebody@elsewhere.example/token")]
    [InlineData("authorization_endpoint", null)]
    public async Task Issuer_that_names_an_address_that_may_not_be_called_signs_nobody_in(string name, string? address)
    {
        await using var bed = await SignInBed.StartAsync(await SignInIssuer.StartAsync(metadata => metadata[name] = address));

        Assert.Equal((302, "/sign-in?why=unreachable"), await bed.GetAsync($"/sign-in/with/{SignInBed.Agency}"));
    }

    [Fact]
    public async Task Issuer_that_says_that_it_names_itself_is_believed_only_where_it_does()
    {
        await using var bed = await SignInBed.StartAsync(await SignInIssuer.StartAsync(metadata => metadata["authorization_response_iss_parameter_supported"] = true));

        var state = Uri.EscapeDataString((await bed.BeginAsync())["state"]);
        Assert.Equal(NotBelieved, await bed.ReturnAsync($"code=a-code&state={state}"));
        Assert.Equal(In, await bed.SignInAsync());
    }

    [Fact]
    public async Task Agency_that_does_not_sign_in_here_is_no_page()
    {
        await using var bed = await SignInBed.StartAsync();
        foreach (var agency in (string[])["alder-valley-nhs-trust", "nobody"])
            Assert.Equal(404, (await bed.GetAsync($"/sign-in/with/{agency}")).Status);
    }

    private static IEnumerable<(Func<HttpContext, Task> Answer, string Why)> Answers() =>
    [
        (Says(500, "{}"), "unreachable"), (Says(400, """{"error":"invalid_grant"}"""), "declined"), (Says(302, ""), "declined"),
        (Says(200, "<html>"), "not-believed"), (Says(200, ""), "not-believed"), (Says(200, "[]"), "not-believed"), (Says(200, "{}"), "not-believed"),
        (Says(200, """{"access_token":"a","id_token":7}"""), "not-believed"), (Says(200, """{"access_token":"a","access_token":"b","id_token":"c"}"""), "not-believed"),
        (Says(200, new string('[', 200)), "not-believed"), (Says(200, new string(' ', 70_000)), "unreachable"),
        (http =>
        {
            http.Abort();
            return Task.CompletedTask;
        }, "unreachable"),
    ];

    private static Func<HttpContext, Task> Says(int status, string body) => http =>
    {
        http.Response.StatusCode = status;
        if (status == 302) http.Response.Headers.Location = "/token";
        return http.Response.WriteAsync(body);
    };

    private static string Unsigned(string token) => token[..(token.LastIndexOf('.') + 1)];

    private static string Cut(string token) => token[..^4];
}
