using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Matching.Trace;
using Gateway.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Tests.Matching.Trace;

/// <summary>Signing the application in, and what stops the start.</summary>
public sealed class SignInTests
{
    [Fact]
    public async Task Application_signs_for_a_token_once_and_again_when_it_was_not_taken()
    {
        using var key = RSA.Create(2048);
        var assertions = new List<string>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var server = builder.Build();
        server.Run(async context =>
        {
            var form = await context.Request.ReadFormAsync();
            assertions.Add(form["client_assertion"].ToString());
            Assert.Equal("client_credentials", form["grant_type"].ToString());
            await context.Response.WriteAsJsonAsync(new { access_token = $"token-{assertions.Count}", expires_in = "599", token_type = "Bearer" });
        });
        await server.StartAsync(PdsBed.Cancellation);
        var address = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/oauth2/token";
        var clock = new TestClock(GatewayHost.Night);
        var token = SignIn.From(Section(("SignIn", address), ("Application", "app-1"), ("KeyId", "key-1"), ("Key", key.ExportPkcs8PrivateKeyPem())), clock);

        Assert.Equal("token-1", await token.CurrentAsync(PdsBed.Cancellation));
        Assert.Equal("token-1", await token.CurrentAsync(PdsBed.Cancellation));
        token.Forget("token-1");
        Assert.Equal("token-2", await token.CurrentAsync(PdsBed.Cancellation));
        clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal("token-3", await token.CurrentAsync(PdsBed.Cancellation));

        var parts = assertions[0].Split('.');
        Assert.True(key.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1));
        var (head, claims) = (JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0])).RootElement, JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1])).RootElement);
        Assert.Equal(("RS512", "key-1"), (head.GetProperty("alg").GetString(), head.GetProperty("kid").GetString()));
        Assert.Equal(("app-1", "app-1", address), (claims.GetProperty("iss").GetString(), claims.GetProperty("sub").GetString(), claims.GetProperty("aud").GetString()));
        Assert.InRange(claims.GetProperty("exp").GetInt64() - GatewayHost.Night.ToUnixTimeSeconds(), 1, 300);
        Assert.Equal(assertions.Count, assertions.Distinct().Count());
        (token as IDisposable)?.Dispose();
    }

    [Theory]
    [InlineData("Address", "http://pds.example/"), InlineData("Address", "https://pds.example/FHIR/R4"), InlineData("Address", "https://name:word@pds.example/")]
    [InlineData("Organisation", ""), InlineData("Organisation", "R X"), InlineData("RequestsASecond", "0"), InlineData("PatienceMilliseconds", "soon")]
    public void Setting_that_is_wrong_stops_the_start_and_is_named(string name, string value)
    {
        var settings = new Dictionary<string, string?> { ["Gateway:Pds:Address"] = "https://pds.example/FHIR/R4/", ["Gateway:Pds:Organisation"] = "RXX01", ["Gateway:Pds:" + name] = value };
        var fault = Assert.Throws<StartRefusedException>(() => TraceSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()));
        Assert.StartsWith("Gateway:Pds:" + name, fault.Reasons.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void Key_that_cannot_be_read_is_not_repeated()
    {
        var fault = Assert.Throws<StartRefusedException>(() => SignIn.From(Section(("SignIn", "https://pds.example/token"), ("Application", "a"), ("KeyId", "k"), ("Key", "Secretmark")), TimeProvider.System));
        Assert.DoesNotContain("Secretmark", fault.ToString(), StringComparison.Ordinal);
    }

    private static IConfigurationSection Section(params (string Name, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(one => KeyValuePair.Create("Gateway:Pds:" + one.Name, (string?)one.Value))).Build().GetSection("Gateway:Pds");
}
