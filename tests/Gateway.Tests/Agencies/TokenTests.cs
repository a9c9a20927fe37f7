using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Gateway.Agencies.Tokens;

namespace Gateway.Tests.Agencies;

public sealed class TokenTests(TokenTests.OneGateway one) : IClassFixture<TokenTests.OneGateway>
{
    private readonly TestIssuer issuer = one.Issuer;
    private readonly TestGateway gateway = one.Gateway;

    [Fact]
    public Task Good_token_says_who_asks() => gateway.AcceptsAsync(issuer.Token());

    [Fact]
    public Task Token_signed_with_RSA_is_as_good() => gateway.AcceptsAsync(issuer.RsaToken());

    [Fact]
    public Task Token_without_a_key_id_is_tried_with_every_key() => gateway.AcceptsAsync(issuer.Token(null, header => header.Remove("kid")));

    [Fact]
    public Task Audience_may_be_one_of_several() => gateway.AcceptsAsync(issuer.Token(claims => claims["aud"] = new JsonArray("urn:other", "urn:gateway")));

    [Fact]
    public Task Role_may_be_a_list_of_one() => gateway.AcceptsAsync(issuer.Token(claims => claims["role"] = new JsonArray("triage-nurse")));

    [Fact]
    public Task Scheme_is_read_in_any_case() => AcceptsHeaderAsync($"bearer {issuer.Token()}");

    [Fact]
    public Task Practitioner_without_a_name_goes_by_the_subject() =>
        gateway.AcceptsAsync(issuer.Token(claims => claims.Remove("name")), "alder-valley-nhs-trust nurse-okafor ed-triage-clinician nurse-okafor");

    [Fact]
    public Task No_header_is_refused() => gateway.RefusesAsync(TokenFault.Missing);

    // By hand, because HttpClient joins two values into one header.
    [Fact]
    public async Task Two_headers_are_refused_even_when_both_are_good()
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", gateway.Http.BaseAddress!.Port, TestContext.Current.CancellationToken);
        await using var stream = socket.GetStream();
        var header = $"Authorization: Bearer {issuer.Token()}\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET /who HTTP/1.1\r\nHost: a\r\nConnection: close\r\n{header}{header}\r\n"), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("HTTP/1.1 401", answer);
        Assert.Contains(TokenFault.SeveralHeaders.Code(), answer);
    }

    [Theory]
    [InlineData("Basic bnVyc2U6c2VjcmV0", TokenFault.NotBearer)]
    [InlineData("Bearer", TokenFault.NotBearer)]
    [InlineData("Bearer ..", TokenFault.Malformed)]
    [InlineData("Bearer garbage", TokenFault.Malformed)]
    [InlineData("Bearer a.b.c.d.e", TokenFault.Malformed)]
    [InlineData("Bearer e30.e30.e30", TokenFault.AlgorithmNotAllowed)]
    [InlineData("Bearer W10.W10.W10", TokenFault.Malformed)]
    [InlineData("Bearer {\"alg\":\"ES256\"}.{}.x", TokenFault.Malformed)]
    public Task Garbage_is_refused(string header, TokenFault fault) => gateway.RefusesAsync(fault, header);

    [Fact]
    public Task Token_followed_by_another_is_refused() => gateway.RefusesAsync(TokenFault.Malformed, $"Bearer {issuer.Token()}, Bearer {issuer.Token()}");

    [Fact]
    public Task Huge_token_is_refused_unread() =>
        gateway.RefusesAsync(TokenFault.TooLong, $"Bearer {issuer.Token(claims => claims["more"] = new string('x', 8 * 1024))}");

    [Fact]
    public Task Deep_token_is_refused() =>
        gateway.RefusesAsync(TokenFault.Malformed, $"Bearer {issuer.TokenOf($"{string.Concat(Enumerable.Repeat("{\"a\":", 40))}1{new string('}', 40)}")}");

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("nOnE")]
    [InlineData("")]
    public Task C18_UnsignedToken_IsRefused(string algorithm) => gateway.RefusesAsync(TokenFault.AlgorithmNotAllowed, $"Bearer {TestIssuer.Unsigned(algorithm)}");

    [Fact]
    public async Task C18_PublicKeyTakenForASecret_IsRefused()
    {
        foreach (var token in issuer.TokensSignedWithThePublicKey()) await gateway.RefusesAsync(TokenFault.AlgorithmNotAllowed, $"Bearer {token}");
    }

    [Fact]
    public Task Algorithm_that_we_do_not_take_is_refused() => gateway.RefusesAsync(TokenFault.AlgorithmNotAllowed, $"Bearer {issuer.PaddedRsaToken()}");

    [Fact]
    public Task C18_ExtensionThatMustBeUnderstood_IsRefused() =>
        gateway.RefusesAsync(TokenFault.Malformed, $"Bearer {issuer.Token(null, header => header["crit"] = new JsonArray("b64"))}");

    [Fact]
    public Task Token_of_another_kind_is_refused() =>
        gateway.RefusesAsync(TokenFault.Malformed, $"Bearer {issuer.Token(null, header => header["typ"] = "logout+jwt")}");

    [Fact]
    public async Task Another_key_is_refused()
    {
        using var other = new TestIssuer();
        await gateway.RefusesAsync(TokenFault.KeyUnknown, $"Bearer {other.Token()}");
        await gateway.RefusesAsync(TokenFault.SignatureWrong, $"Bearer {other.Token(null, header => header["kid"] = issuer.KeyId)}");
        await gateway.RefusesAsync(TokenFault.SignatureWrong, $"Bearer {other.Token(null, header => header.Remove("kid"))}");
    }

    [Fact]
    public Task C18_KeyThatTheTokenBringsAlong_IsNotLookedAt()
    {
        using var other = new TestIssuer();
        return gateway.RefusesAsync(TokenFault.SignatureWrong, $"Bearer {other.Token(null, header =>
        {
            header["kid"] = issuer.KeyId;
            header["jwk"] = other.Jwks["keys"]![0]!.DeepClone();
            header["jku"] = "http://127.0.0.1:1/jwks";
        })}");
    }

    [Fact]
    public async Task Every_bit_of_the_signature_counts()
    {
        var token = issuer.Token();
        foreach (var at in Enumerable.Range(token.LastIndexOf('.') + 1, 60))
        {
            var damaged = token.ToCharArray();
            damaged[at] = damaged[at] == 'A' ? 'B' : 'A';
            await gateway.RefusesAsync(TokenFault.SignatureWrong, $"Bearer {new string(damaged)}");
        }
    }

    [Fact]
    public Task Issuer_that_is_not_in_the_register_is_refused() => RefusesAsync(TokenFault.IssuerUnknown, claims => claims["iss"] = "https://elsewhere.example");

    [Fact]
    public Task C3_KeyOfOneAgency_DoesNotSpeakForAnother() =>
        RefusesAsync(TokenFault.KeyUnknown, claims => claims["iss"] = "urn:gateway:development:aldersham-council");

    [Fact]
    public Task Issuer_that_is_missing_is_refused() => RefusesAsync(TokenFault.IssuerUnknown, claims => claims.Remove("iss"));

    [Fact]
    public Task Another_audience_is_refused() => RefusesAsync(TokenFault.AudienceWrong, claims => claims["aud"] = "urn:other");

    [Fact]
    public Task Missing_audience_is_refused() => RefusesAsync(TokenFault.AudienceWrong, claims => claims.Remove("aud"));

    [Fact]
    public Task D1_TokenThatExpiredThirtySecondsAgo_IsRefused() => RefusesAsync(TokenFault.Expired, claims => claims["exp"] = TestIssuer.Now.AddSeconds(-30).ToUnixTimeSeconds());

    [Fact]
    public Task D1_ClockThatIsLessThanThirtySecondsBehindAtTheEnd_IsTaken() =>
        gateway.AcceptsAsync(issuer.Token(claims => claims["exp"] = TestIssuer.Now.AddSeconds(-29).ToUnixTimeSeconds()));

    [Fact]
    public Task D1_ClockThatIsThirtyOneSecondsAhead_IsRefused() => RefusesAsync(TokenFault.NotYetValid, claims => claims["nbf"] = TestIssuer.Now.AddSeconds(31).ToUnixTimeSeconds());

    [Fact]
    public Task D1_ClockThatIsThirtySecondsAhead_IsTaken() =>
        gateway.AcceptsAsync(issuer.Token(claims => claims["nbf"] = TestIssuer.Now.AddSeconds(30).ToUnixTimeSeconds()));

    [Theory]
    [InlineData("exp", TokenFault.ExpiryMissing)]
    [InlineData("sub", TokenFault.SubjectMissing)]
    [InlineData("jti", TokenFault.IdMissing)]
    [InlineData("role", TokenFault.RoleMissing)]
    public async Task Claim_that_is_missing_or_of_another_type_is_refused(string claim, TokenFault fault)
    {
        await RefusesAsync(fault, claims => claims.Remove(claim));
        await RefusesAsync(fault, claims => claims[claim] = null);
        await RefusesAsync(fault, claims => claims[claim] = "");
        await RefusesAsync(fault, claims => claims[claim] = new JsonObject());
        await RefusesAsync(fault, claims => claims[claim] = new JsonArray("a", "b"));
        if (claim != "exp") await RefusesAsync(fault, claims => claims[claim] = 7);
        if (claim != "exp") await RefusesAsync(fault, claims => claims[claim] = new string('x', 256));
        if (claim != "exp") await RefusesAsync(fault, claims => claims[claim] = "a\nb");
    }

    [Fact]
    public Task Half_a_character_is_refused() =>
        gateway.RefusesAsync(TokenFault.SubjectMissing, $"Bearer {issuer.TokenOf(TestIssuer.Claims().ToJsonString().Replace("nurse-okafor", "\\ud800", StringComparison.Ordinal))}");

    [Fact]
    public Task Claim_given_twice_is_refused() =>
        gateway.RefusesAsync(TokenFault.Malformed, $"Bearer {issuer.TokenOf(TestIssuer.Claims().ToJsonString().Replace("{", "{\"sub\":\"somebody-else\",", StringComparison.Ordinal))}");

    [Fact]
    public Task Role_that_the_register_does_not_map_is_refused() => RefusesAsync(TokenFault.RoleUnknown, claims => claims["role"] = "porter");

    [Fact]
    public Task Our_own_word_for_a_role_is_not_the_agencys() => RefusesAsync(TokenFault.RoleUnknown, claims => claims["role"] = "ed-triage-clinician");

    [Fact]
    public Task Role_in_another_claim_does_not_count() => RefusesAsync(TokenFault.RoleMissing, claims =>
    {
        claims.Remove("role");
        claims["roles"] = "triage-nurse";
    });

    private Task RefusesAsync(TokenFault fault, Action<JsonObject> change) => gateway.RefusesAsync(fault, $"Bearer {issuer.Token(change)}");

    private async Task AcceptsHeaderAsync(string header)
    {
        using var response = await gateway.AskAsync(header);
        Assert.Equal(200, (int)response.StatusCode);
    }
    public sealed class OneGateway : IAsyncLifetime
    {
        internal TestIssuer Issuer { get; } = new();

        internal TestGateway Gateway { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Gateway = await TestGateway.StartAsync(new JsonObject { ["jwks"] = Issuer.Jwks });

        public async ValueTask DisposeAsync()
        {
            await Gateway.DisposeAsync();
            Issuer.Dispose();
        }
    }
}
