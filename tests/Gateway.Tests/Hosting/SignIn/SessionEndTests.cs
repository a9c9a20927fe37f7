using System.Security.Cryptography;
using Gateway.Audit.Sealing;
using Gateway.Hosting.SignIn;
using Gateway.Tests.Audit.Pages;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Gateway.Tests.Hosting.SignIn;

/// <summary>A session ends when somebody says so, when nobody is at the screen, and after twelve hours: on a shared computer whoever comes next is nobody.</summary>
public sealed class SessionEndTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    [Theory, MemberData(nameof(Stores))]
    public async Task Signed_out_a_copy_of_the_cookie_opens_nothing(string store)
    {
        await using var gateway = await GatewayHost.StartAsync(server, store, new Setting());
        using var nurse = await PageClient.SignInAsync(gateway, "nurse");
        Assert.Equal(200, (await nurse.GetAsync("/check")).Status);
        using var copy = nurse.Copy(gateway);
        Assert.Equal(200, (await copy.GetAsync("/check")).Status);

        await nurse.PostAsync("/sign-out");

        Assert.Equal((302, "/sign-in"), Went(await copy.GetAsync("/check")));
        // What was under way at that moment may bring the cookie back: it is worth nothing.
        Assert.Equal((302, "/sign-in"), Went(await copy.GetAsync("/check")));
        using var again = await PageClient.SignInAsync(gateway, "nurse");
        Assert.Equal(200, (await again.GetAsync("/check")).Status);
    }

    [Theory]
    [InlineData("/check", false, true)]
    [InlineData("/check", true, false)]
    [InlineData("/check?again=1", false, false)]
    public async Task Page_that_looks_by_itself_keeps_nobody_in(string path, bool unattended, bool kept)
    {
        await using var gateway = await GatewayHost.StartAsync();
        using var nurse = await PageClient.SignInAsync(gateway, "nurse");
        if (unattended) nurse.Unattended();
        gateway.Clock.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal(200, (await nurse.GetAsync(path)).Status);

        gateway.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(kept ? 200 : 302, (await nurse.GetAsync(path)).Status);
    }

    [Fact]
    public async Task After_twelve_hours_it_is_over_however_much_it_was_used()
    {
        await using var gateway = await GatewayHost.StartAsync();
        using var nurse = await PageClient.SignInAsync(gateway, "nurse");
        for (var minutes = 10; minutes < 12 * 60; minutes += 10)
        {
            gateway.Clock.Advance(TimeSpan.FromMinutes(10));
            Assert.Equal(200, (await nurse.GetAsync("/check")).Status);
        }

        gateway.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal((302, "/sign-in"), Went(await nurse.GetAsync("/check")));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Restart_signs_nobody_out_and_a_form_that_was_open_is_taken(string store)
    {
        await using var gateway = await GatewayHost.StartAsync(server, store, new Setting());
        using var before = await PageClient.SignInAsync(gateway, "nurse");
        await before.GetAsync("/check");

        await gateway.RestartAsync();

        using var nurse = before.Copy(gateway);
        Assert.NotEqual(400, (await nurse.PostAsync("/sign-out")).Status);
        Assert.Equal((302, "/sign-in"), Went(await nurse.GetAsync("/check")));
    }

    [Fact]
    public void What_is_sealed_opens_for_its_purpose_alone_on_its_days_and_unchanged()
    {
        var clock = new MovableTime(GatewayHost.Night);
        var key = new LedgerKey(RandomNumberGenerator.GetBytes(LedgerKey.Length));
        var seal = new PageSeal(key, clock).CreateProtector("session");
        var kept = seal.Protect("who"u8.ToArray());
        Assert.NotEqual(kept, seal.Protect("who"u8.ToArray()));
        Assert.Equal("who"u8.ToArray(), new PageSeal(key, clock).CreateProtector("session").Unprotect(kept));

        Assert.ThrowsAny<CryptographicException>(() => new PageSeal(key, clock).CreateProtector("form").Unprotect(kept));
        Assert.ThrowsAny<CryptographicException>(() => new PageSeal(new LedgerKey(new byte[LedgerKey.Length]), clock).CreateProtector("session").Unprotect(kept));
        for (var at = 0; at < kept.Length; at++)
        {
            byte[] changed = [.. kept];
            changed[at] ^= 1;
            Assert.ThrowsAny<CryptographicException>(() => seal.Unprotect(changed));
            Assert.ThrowsAny<CryptographicException>(() => seal.Unprotect(kept[..at]));
        }

        clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal("who"u8.ToArray(), seal.Unprotect(kept));
        clock.Advance(TimeSpan.FromDays(1));
        Assert.ThrowsAny<CryptographicException>(() => seal.Unprotect(kept));
    }

    [Fact]
    public async Task No_key_of_the_frameworks_own_is_made_on_the_disk()
    {
        await using var gateway = await GatewayHost.StartAsync();
        Assert.DoesNotContain(gateway.Services.GetServices<IHostedService>(), service => service.GetType().Namespace!.StartsWith("Microsoft.AspNetCore.DataProtection", StringComparison.Ordinal));
        Assert.IsType<PageSeal>(gateway.Services.GetRequiredService<IDataProtectionProvider>());
    }

    private static (int, string?) Went(PageSeen seen) => (seen.Status, seen.Location is { } location ? new Uri(new Uri("http://gateway.example"), location).AbsolutePath : null);
}
