using System.Text.Json.Nodes;
using Gateway.Agencies.Tokens;

namespace Gateway.Tests.Agencies;

/// <summary>A remembered token gives the very same outcome; one that was checked anew gives another of equal content.</summary>
public sealed class RememberedTokenTests : IAsyncLifetime
{
    private readonly TestIssuer issuer = new();
    private TestGateway gateway = null!;

    public async ValueTask InitializeAsync() => gateway = await TestGateway.StartAsync(new JsonObject { ["jwks"] = issuer.Jwks });

    public async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        issuer.Dispose();
    }

    [Fact]
    public async Task Token_is_remembered_for_thirty_seconds_and_no_longer()
    {
        var token = issuer.Token();
        var first = await SignInAsync(token);
        gateway.Time.Advance(TimeSpan.FromSeconds(30) - TimeSpan.FromTicks(1));
        Assert.Same(first, await SignInAsync(token));
        gateway.Time.Advance(TimeSpan.FromTicks(1));
        Assert.NotSame(first, await SignInAsync(token));
    }

    [Fact]
    public async Task Use_does_not_lengthen_the_memory()
    {
        var token = issuer.Token();
        var first = await SignInAsync(token);
        for (var i = 0; i < 29; i++)
        {
            gateway.Time.Advance(TimeSpan.FromSeconds(1));
            Assert.Same(first, await SignInAsync(token));
        }

        gateway.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.NotSame(first, await SignInAsync(token));
    }

    [Fact]
    public async Task C19_Token_IsNeverRememberedPastItsExpiry()
    {
        var token = issuer.Token(claims => claims["exp"] = TestIssuer.Now.AddSeconds(10).ToUnixTimeSeconds());
        var first = await SignInAsync(token);
        gateway.Time.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1));
        Assert.Same(first, await SignInAsync(token));
        gateway.Time.Advance(TimeSpan.FromTicks(1));
        Assert.NotSame(first, await SignInAsync(token));
        gateway.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(new SignIn.NotAuthenticated(TokenFault.Expired), await SignInAsync(token));
    }

    [Fact]
    public async Task Token_that_our_clock_calls_too_early_is_not_remembered()
    {
        var token = issuer.Token(claims => claims["nbf"] = TestIssuer.Now.AddSeconds(10).ToUnixTimeSeconds());
        Assert.NotSame(await SignInAsync(token), await SignInAsync(token));
    }

    [Fact]
    public async Task Clock_that_was_put_back_forgets()
    {
        var token = issuer.Token();
        var first = await SignInAsync(token);
        gateway.Time.MoveTo(TestIssuer.Now.AddMinutes(-1));
        Assert.NotSame(first, await SignInAsync(token));
    }

    [Fact]
    public async Task Refusal_is_not_remembered()
    {
        await SignInAsync(issuer.Token(claims => claims["role"] = "porter"));
        Assert.Equal(0, gateway.Remembered.Count);
    }

    [Fact]
    public async Task One_changed_character_is_another_token()
    {
        var token = issuer.Token();
        await SignInAsync(token);
        Assert.IsType<SignIn.NotAuthenticated>(await SignInAsync(token[..^10] + (token[^10] == 'A' ? 'B' : 'A') + token[^9..]));
        Assert.IsType<SignIn.NotAuthenticated>(await SignInAsync(token + "A"));
    }

    [Fact]
    public async Task Memory_is_bounded_and_makes_room_when_what_it_holds_grows_old()
    {
        var outcome = (SignIn.Authenticated)await SignInAsync(issuer.Token());
        var time = new MovableTime(TestIssuer.Now);
        var memory = new RememberedTokens(time, capacity: 3);
        var ring = new FixedKeys(KeySet.Empty);
        var valid = new ValidToken(outcome.Practitioner, null, TestIssuer.Now.AddHours(1), ring, KeySet.Empty);
        for (ulong i = 0; i < 10; i++) memory.Remember(new TokenHash(i, 0, 0, 0), valid, outcome);
        Assert.Equal(3, memory.Count);
        Assert.NotNull(memory.Find(new TokenHash(0, 0, 0, 0)));
        Assert.Null(memory.Find(new TokenHash(9, 0, 0, 0)));

        time.Advance(TimeSpan.FromSeconds(30));
        memory.Remember(new TokenHash(9, 0, 0, 0), valid, outcome);
        Assert.Equal(1, memory.Count);
        Assert.NotNull(memory.Find(new TokenHash(9, 0, 0, 0)));
    }

    [Fact]
    public async Task Remembered_token_costs_no_memory()
    {
        var header = new Microsoft.Extensions.Primitives.StringValues($"Bearer {issuer.Token()}");
        var cancellation = TestContext.Current.CancellationToken;
        await gateway.Authenticate.AuthenticateAsync(header, cancellation);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) await gateway.Authenticate.AuthenticateAsync(header, cancellation);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1000);
    }

    private async Task<SignIn> SignInAsync(string token) =>
        await gateway.Authenticate.AuthenticateAsync($"Bearer {token}", TestContext.Current.CancellationToken);
}
