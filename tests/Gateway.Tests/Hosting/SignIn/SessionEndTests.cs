using Gateway.Tests.Audit.Pages;

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

    private static (int, string?) Went(PageSeen seen) => (seen.Status, seen.Location is { } location ? new Uri(new Uri("http://gateway.example"), location).AbsolutePath : null);
}
