using System.Text.Json.Nodes;
using Gateway.Agencies.Tokens;

namespace Gateway.Tests.Agencies;

public sealed class OpenIdProviderTests(OpenIdProvider provider) : IClassFixture<OpenIdProvider>
{
    [Fact]
    public async Task Token_of_a_certified_provider_is_accepted_until_its_keys_rotate()
    {
        const string Who = "alder-valley-nhs-trust nurse-okafor ed-triage-clinician nurse-okafor";
        await using var gateway = await TestGateway.StartAsync(
            new JsonObject { ["discovery"] = $"{provider.Issuer}/.well-known/openid-configuration" }, provider.Issuer, now: TimeProvider.System.GetUtcNow());
        var before = await provider.TokenAsync();
        await gateway.AcceptsAsync(before, Who);

        await provider.RotateAsync();
        gateway.Time.Advance(DiscoveredKeys.BetweenAttempts);
        await gateway.AcceptsAsync(await provider.TokenAsync(), Who);
        await gateway.RefusesAsync(TokenFault.KeyUnknown, $"Bearer {before}");
    }
}
