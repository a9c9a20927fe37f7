using Gateway.Acceptance.Replay.Playing;
using static Microsoft.Playwright.Assertions;

namespace Gateway.Acceptance;

/// <summary>A screen that nobody uses is locked, and nothing that was typed in a draft is lost by it.</summary>
public sealed class LockTests(Stack stack)
{
    private const string Words = "She came in with a burn on her hand. Draftmark.";

    [Fact]
    public async Task Journey_21_IdleMidReferral()
    {
        var clock = new ReplayClock(DateTimeOffset.UtcNow);
        await using var gateway = await stack.StartAnotherGatewayAsync("idle", clock);
        await using var lead = await Visitor.OpenAsync(stack, gateway: gateway.Address);
        await lead.Page.Clock.InstallAsync();
        await lead.SignInAsync("dsl-hartley");
        await lead.BeginAsync();
        await lead.LinkAsync("What worries you");
        await lead.TypeAsync("happened", Words);
        await lead.Page.RunAndWaitForResponseAsync(() => lead.Page.Clock.FastForwardAsync(2_000), response => response.Url.EndsWith("handler=Keep", StringComparison.Ordinal));
        var (page, line) = (lead.Page.Url, lead.Page.Locator(".gateway-lock [role=alert]"));
        await Expect(line).ToBeHiddenAsync();

        await lead.Page.Clock.FastForwardAsync("13:02");
        await Expect(line).ToHaveTextAsync("This screen locks in 2 minutes. What you typed in a draft is kept.");
        await Axe.PassesAsync(lead, "lock-warning", 1280);
        // One press, and there are fifteen minutes again, at the server too.
        clock.MoveTo(clock.GetUtcNow() + TimeSpan.FromMinutes(13));
        await lead.ButtonAsync("Stay signed in");
        await Expect(line).ToBeHiddenAsync();
        await lead.Page.Clock.FastForwardAsync("13:02");
        await Expect(line).ToBeVisibleAsync();

        clock.MoveTo(clock.GetUtcNow() + TimeSpan.FromMinutes(15));
        await lead.Page.Clock.FastForwardAsync("02:05");
        await Expect(lead.Heading).ToHaveTextAsync("Sign in");
        await Expect(lead.Main).Not.ToContainTextAsync("Draftmark");
        Assert.DoesNotContain(lead.Asked, address => address.Contains("Draftmark", StringComparison.Ordinal));

        await lead.Page.Locator("input[value='dsl-hartley']").CheckAsync();
        await lead.PressAsync("Sign in", "What worries you");
        Assert.Equal(page, lead.Page.Url);
        await Expect(lead.Page.Locator("[name=happened]")).ToHaveValueAsync(Words);
    }

    [Fact]
    public async Task Without_scripts_the_same_person_comes_back_to_the_page_and_somebody_else_does_not()
    {
        var clock = new ReplayClock(DateTimeOffset.UtcNow);
        await using var gateway = await stack.StartAnotherGatewayAsync("idle-plain", clock);
        await using var desk = await Visitor.OpenAsync(stack, javaScript: false, gateway: gateway.Address);
        await desk.SignInAsync("dsl-hartley");
        await desk.BeginAsync();
        var page = desk.Page.Url;

        foreach (var (who, lands) in ((string, string)[])[("dsl-hartley", page), ("nurse-okafor", new Uri(gateway.Address, "/check").ToString())])
        {
            clock.MoveTo(clock.GetUtcNow() + TimeSpan.FromMinutes(16));
            await desk.Page.ReloadAsync();
            await Expect(desk.Heading).ToHaveTextAsync("Sign in");
            await desk.Page.Locator($"input[value='{who}']").CheckAsync();
            await desk.ButtonAsync("Sign in");
            await desk.Page.WaitForURLAsync(lands);
        }
    }
}
