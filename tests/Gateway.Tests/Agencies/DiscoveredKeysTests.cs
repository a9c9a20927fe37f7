using System.Text.Json.Nodes;
using Gateway.Agencies.Tokens;
using Microsoft.AspNetCore.Http;

namespace Gateway.Tests.Agencies;

public sealed class DiscoveredKeysTests : IAsyncLifetime
{
    private readonly TestIssuer old = new();
    private readonly TestIssuer young = new();
    private TestDiscovery discovery = null!;
    private TestGateway gateway = null!;

    public async ValueTask InitializeAsync()
    {
        discovery = await TestDiscovery.StartAsync(old.Jwks);
        gateway = await TestGateway.StartAsync(discovery.Keys);
    }

    public async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        await discovery.DisposeAsync();
        old.Dispose();
        young.Dispose();
    }

    [Fact]
    public Task Published_key_is_found() => gateway.AcceptsAsync(old.Token());

    [Fact]
    public async Task New_key_counts_at_once_and_what_the_old_one_vouched_for_is_forgotten()
    {
        var remembered = old.Token();
        await gateway.AcceptsAsync(remembered);
        discovery.Jwks = young.Jwks;
        gateway.Time.Advance(DiscoveredKeys.BetweenAttempts);
        await gateway.AcceptsAsync(remembered);
        await gateway.AcceptsAsync(young.Token());
        await gateway.RefusesAsync(TokenFault.KeyUnknown, $"Bearer {remembered}");
    }

    [Fact]
    public async Task Keys_that_overlap_both_count()
    {
        discovery.Jwks = new JsonObject { ["keys"] = new JsonArray([.. old.Jwks["keys"]!.AsArray().Concat(young.Jwks["keys"]!.AsArray()).Select(key => key!.DeepClone())]) };
        await gateway.AcceptsAsync(old.Token());
        gateway.Time.Advance(DiscoveredKeys.BetweenAttempts);
        await gateway.AcceptsAsync(young.Token());
        await gateway.AcceptsAsync(old.Token());
    }

    [Fact]
    public async Task Same_keys_read_again_forget_nothing()
    {
        var token = old.Token();
        var header = $"Bearer {token}";
        var first = await gateway.Authenticate.AuthenticateAsync(header, TestContext.Current.CancellationToken);
        gateway.Time.Advance(DiscoveredKeys.BetweenAttempts);
        await gateway.RefusesAsync(TokenFault.KeyUnknown, $"Bearer {young.Token()}");
        Assert.Equal(2, discovery.Asked);
        Assert.Same(first, await gateway.Authenticate.AuthenticateAsync(header, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Invented_key_ids_do_not_hammer_the_issuer()
    {
        await gateway.AcceptsAsync(old.Token());
        for (var i = 0; i < 20; i++) await gateway.RefusesAsync(TokenFault.KeyUnknown, $"Bearer {young.Token(null, header => header["kid"] = $"invented-{i}")}");
        Assert.Equal(1, discovery.Asked);
    }

    [Fact]
    public async Task Issuer_that_falls_silent_keeps_its_keys_for_a_day()
    {
        await gateway.AcceptsAsync(old.Token());
        discovery.Instead = context => { context.Abort(); return Task.CompletedTask; };
        gateway.Time.Advance(DiscoveredKeys.Usable - TimeSpan.FromMinutes(1));
        await gateway.AcceptsAsync(Lasting());
        gateway.Time.Advance(TimeSpan.FromMinutes(2));
        await gateway.RefusesAsync(TokenFault.KeysUnavailable, $"Bearer {Lasting()}");
    }

    [Fact]
    public async Task Old_keys_are_read_again_without_anybody_waiting()
    {
        await gateway.AcceptsAsync(Lasting());
        var read = new TaskCompletionSource();
        discovery.Instead = context => { read.TrySetResult(); return UntilGivenUpAsync(context); };
        gateway.Time.Advance(DiscoveredKeys.Fresh);
        await gateway.AcceptsAsync(Lasting());
        await read.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Issuer_that_never_answers_holds_up_its_own_practitioners_for_two_seconds_and_nobody_else()
    {
        var asked = new TaskCompletionSource();
        await using var silent = await TestDiscovery.StartAsync([]);
        silent.Instead = context => { asked.TrySetResult(); return UntilGivenUpAsync(context); };
        await using var other = await TestGateway.StartAsync(silent.Keys, settings: Signing.Practitioners());
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        var waiting = other.Authenticate.AuthenticateAsync($"Bearer {old.Token()}", TestContext.Current.CancellationToken).AsTask();
        await other.AcceptsAsync(await Signing.TokenAsync(other, "worker-hale"), "aldersham-council worker-hale csc-front-door Ruth Hale");
        Assert.False(waiting.IsCompleted);
        other.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(new SignIn.NotAuthenticated(TokenFault.KeysUnavailable), await waiting);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("<html>")]
    [InlineData("")]
    [InlineData("{\"issuer\":\"https://sign-in.alder-valley.example\"}")]
    [InlineData("{\"issuer\":\"https://sign-in.alder-valley.example\",\"jwks_uri\":\"http://elsewhere.example/jwks\"}")]
    [InlineData("{\"issuer\":\"https://sign-in.alder-valley.example\",\"jwks_uri\":\"file:///etc/passwd\"}")]
    public async Task Document_that_makes_no_sense_gives_no_keys(string document)
    {
        discovery.Instead = context => context.Response.WriteAsync(document);
        await using var other = await TestGateway.StartAsync(discovery.Keys);
        await other.RefusesAsync(TokenFault.KeysUnavailable, $"Bearer {old.Token()}");
    }

    [Fact]
    public async Task Document_of_another_issuer_gives_no_keys()
    {
        discovery.Issuer = "https://elsewhere.example";
        await using var other = await TestGateway.StartAsync(discovery.Keys);
        await other.RefusesAsync(TokenFault.KeysUnavailable, $"Bearer {old.Token()}");
    }

    [Fact]
    public async Task Redirect_is_not_followed()
    {
        discovery.Instead = context => { context.Response.Redirect("/elsewhere"); return Task.CompletedTask; };
        await using var other = await TestGateway.StartAsync(discovery.Keys);
        await other.RefusesAsync(TokenFault.KeysUnavailable, $"Bearer {old.Token()}");
    }

    [Fact]
    public async Task Endless_document_gives_no_keys()
    {
        discovery.Instead = async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested) await context.Response.WriteAsync(new string(' ', 4096));
        };
        await using var other = await TestGateway.StartAsync(discovery.Keys);
        await other.RefusesAsync(TokenFault.KeysUnavailable, $"Bearer {old.Token()}");
    }

    [Fact]
    public async Task Published_secret_is_never_a_key()
    {
        discovery.Jwks = new JsonObject { ["keys"] = new JsonArray(new JsonObject { ["kty"] = "oct", ["k"] = "c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2U", ["kid"] = old.KeyId }) };
        await using var other = await TestGateway.StartAsync(discovery.Keys);
        await other.RefusesAsync(TokenFault.KeysUnavailable, $"Bearer {old.Token()}");
    }

    private string Lasting() => old.Token(claims => claims["exp"] = TestIssuer.Now.AddDays(3).ToUnixTimeSeconds());

    private static async Task UntilGivenUpAsync(HttpContext context)
    {
        var gone = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    }
}
