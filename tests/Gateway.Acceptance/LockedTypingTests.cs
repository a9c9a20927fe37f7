using Gateway.Acceptance.Replay.Playing;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gateway.Acceptance;

/// <summary>A lock, a lost signal and a closed ledger take nothing of what somebody typed, wherever it is kept; and where nothing is kept nothing says so.</summary>
public sealed class LockedTypingTests(Stack stack)
{
    private const string Words = "She came in with a burn on her hand. Draftmark.";

    [Fact]
    public async Task Journey_21_TypingIsUseAndWithoutSignalTheScreenIsCoveredAndLosesNothing()
    {
        var clock = new ReplayClock(DateTimeOffset.UtcNow);
        await using var gateway = await stack.StartAnotherGatewayAsync("idle-signal", clock);
        await using var officer = await Visitor.OpenAsync(stack, 320, gateway: gateway.Address);
        await officer.Page.Clock.InstallAsync();
        await officer.SignInAsync("officer-reid");
        await officer.BeginIncidentAsync();
        var address = officer.Page.Url;
        var words = officer.Page.Locator(".gateway-lock [role=alert]");
        await officer.Page.Clock.FastForwardAsync("10:00");
        await officer.TypeAsync("account", Words);
        await KeptAsync(officer);
        // 22 minutes after the page was opened, and 12 after the last word.
        await officer.Page.Clock.FastForwardAsync("12:00");
        await Expect(officer.Main).ToBeVisibleAsync();
        await Expect(words).ToBeHiddenAsync();

        var context = officer.Page.Context;
        await context.SetOfflineAsync(true);
        await officer.TypeAsync("account", Words + " And more.");
        await officer.Page.Clock.FastForwardAsync("03:10");
        await Expect(words).ToContainTextAsync("There is no signal. What you typed is still here, out of sight.");
        await Expect(officer.Main).ToBeHiddenAsync();
        Assert.Equal(address, officer.Page.Url);

        // The signal comes back after the session is over: nobody but the same person has it kept.
        clock.MoveTo(clock.GetUtcNow() + TimeSpan.FromMinutes(26));
        await context.SetOfflineAsync(false);
        await officer.Page.Clock.FastForwardAsync("00:06");
        await Expect(words).ToContainTextAsync("you are signed out");
        await Expect(officer.Main).ToBeHiddenAsync();
        var again = await context.RunAndWaitForPageAsync(() => officer.Page.GetByText("Sign in on another page", new() { Exact = true }).ClickAsync());
        await again.Locator("input[value='officer-reid']").CheckAsync();
        await again.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(again.Locator("h1")).Not.ToHaveTextAsync("Sign in");
        await officer.Page.Clock.FastForwardAsync("00:06");
        await Expect(officer.Main).ToBeVisibleAsync();
        await Expect(officer.Page.Locator("[name=account]")).ToHaveValueAsync(Words + " And more.");
    }

    [Fact]
    public async Task Screen_that_sends_again_by_itself_what_it_could_not_keep_is_in_nobodys_use()
    {
        var clock = new ReplayClock(DateTimeOffset.UtcNow);
        await using var gateway = await stack.StartAnotherGatewayAsync("idle-again", clock);
        await using var officer = await Visitor.OpenAsync(stack, gateway: gateway.Address);
        await officer.Page.Clock.InstallAsync();
        await officer.SignInAsync("officer-reid");
        await officer.BeginIncidentAsync();
        var words = officer.Page.Locator(".gateway-lock [role=alert]");
        await officer.Page.RouteAsync("**/*handler=Keep", route => route.AbortAsync());
        await officer.TypeAsync("account", Words);
        var first = await officer.Page.RunAndWaitForRequestAsync(() => officer.Page.Clock.FastForwardAsync(1_500), IsKeep);
        Assert.DoesNotContain("x-unattended", first.Headers.Keys);
        await Expect(officer.Page.Locator("[data-hold-line]")).ToContainTextAsync("There is no signal.");

        // It tries again by itself, and fails again; only then does the signal come back.
        var again = await officer.Page.RunAndWaitForRequestAsync(() => officer.Page.Clock.FastForwardAsync("12:00"), IsKeep);
        Assert.Null(await again.ResponseAsync());
        var later = await officer.Page.RunAndWaitForResponseAsync(() => SignalComesBackAsync(officer.Page), response => IsKeep(response.Request) && response.Status == 204);
        Assert.Equal("1", later.Request.Headers["x-unattended"]);
        await Expect(officer.Page.Locator("[data-hold-line]")).ToContainTextAsync("Your signal is back.");
        await officer.Page.Clock.FastForwardAsync("01:00");
        await Expect(words).ToHaveTextAsync("This screen locks in 2 minutes. What you typed in a draft is kept.");
    }

    [Fact]
    public async Task Page_that_locks_keeps_once_more_what_another_page_wrote_over()
    {
        var clock = new ReplayClock(DateTimeOffset.UtcNow);
        await using var gateway = await stack.StartAnotherGatewayAsync("idle-two", clock);
        await using var desk = await Visitor.OpenAsync(stack, gateway: gateway.Address);
        await using var other = await Visitor.OpenAsync(stack, gateway: gateway.Address);
        await desk.Page.Clock.InstallAsync();
        foreach (var page in (Visitor[])[desk, other]) await page.SignInAsync("dsl-hartley");
        await desk.BeginAsync();
        await desk.LinkAsync("What worries you");
        await other.Page.GotoAsync(desk.Page.Url);
        await desk.TypeAsync("happened", Words);
        await KeptAsync(desk);
        await other.Page.RunAndWaitForResponseAsync(() => other.TypeAsync("happened", "Less."), response => IsKeep(response.Request) && response.Status == 204);

        await desk.Page.Clock.FastForwardAsync("15:05");
        await desk.Page.WaitForURLAsync("**/*?again=1");
        await Expect(desk.Page.Locator("[name=happened]")).ToHaveValueAsync(Words);
    }

    [Fact]
    public async Task Journey_21_EveryPageOfConcernsComesBackAfterTheLockWithAllItsText()
    {
        var clock = new ReplayClock(DateTimeOffset.UtcNow);
        await using var gateway = await stack.StartAnotherGatewayAsync("idle-concerns", clock);
        await using var lead = await Visitor.OpenAsync(stack, gateway: gateway.Address);
        await lead.Page.Clock.InstallAsync();
        await lead.SignInAsync("dsl-hartley");
        var concern = await WrittenAsync(lead, "Lockmark");
        foreach (var (page, box) in ((string, string)[])[("/concerns/new", "sawOrHeard"), (concern + "/add", "text"), (concern + "/decide", "reason"), (concern + "/send", "note")])
        {
            await lead.Page.GotoAsync(page);
            await Expect(lead.Page.Locator($"[name={box}]")).ToHaveValueAsync("");
            var title = await lead.Heading.TextContentAsync();
            await lead.TypeAsync(box, Words);
            await KeptAsync(lead);
            await LockAsync(lead, clock);
            await lead.Page.Locator("input[value='dsl-hartley']").CheckAsync();
            await lead.PressAsync("Sign in", title!);
            await Expect(lead.Page.Locator($"[name={box}]")).ToHaveValueAsync(Words);
            await Expect(lead.Main).ToContainTextAsync("What you typed here is kept, and is not sent yet.");
            await lead.ButtonAsync("Clear what you typed");
            await Expect(lead.Page.Locator($"[name={box}]")).ToHaveValueAsync("");
        }

        // A check is not kept, and nothing says that it is.
        await lead.Page.GotoAsync("/check");
        await lead.Page.Clock.FastForwardAsync("13:02");
        await Expect(lead.Page.Locator(".gateway-lock [role=alert]")).ToHaveTextAsync("This screen locks in 2 minutes.");
    }

    // Each tab is about another child: what one keeps takes nothing from the other, by script or by a button.
    [Theory, InlineData(true), InlineData(false)]
    public async Task Two_tabs_of_a_new_concern_keep_each_its_own_text(bool javaScript)
    {
        await using var gateway = await stack.StartAnotherGatewayAsync($"two-tabs-{javaScript}");
        await using var teacher = await Visitor.OpenAsync(stack, javaScript: javaScript, gateway: gateway.Address);
        await teacher.SignInAsync("teacher-price");
        var tabs = new List<(IPage Page, string Pupil, string Address)>();
        foreach (var pupil in (string[])["Firstmark", "Secondmark"])
        {
            var tab = await teacher.Page.Context.NewPageAsync();
            await tab.GotoAsync("/concerns/new");
            tabs.Add((tab, pupil, tab.Url));
        }

        foreach (var (page, pupil, _) in tabs)
        {
            Task<IResponse> kept = javaScript ? page.WaitForResponseAsync(response => IsKeep(response.Request) && response.Status == 204) : Task.FromResult<IResponse>(null!);
            await page.Locator("[name=pupils-0-lastName]").FillAsync(pupil);
            await page.Locator("[name=sawOrHeard]").FillAsync($"{Words} {pupil}");
            await kept;
            if (!javaScript) await page.GetByRole(AriaRole.Button, new() { Name = "Add another pupil" }).ClickAsync();
        }

        // The script keeps a moment after the last letter: by the button both are whole.
        if (javaScript) foreach (var (page, _, _) in tabs) await page.GetByRole(AriaRole.Button, new() { Name = "Add another pupil" }).ClickAsync();
        foreach (var (_, pupil, address) in tabs)
        {
            await teacher.Page.GotoAsync(address);
            await Expect(teacher.Page.Locator("[name=pupils-0-lastName]")).ToHaveValueAsync(pupil);
            await Expect(teacher.Page.Locator("[name=sawOrHeard]")).ToHaveValueAsync($"{Words} {pupil}");
        }

        // A form that is opened now is empty, and leads to both.
        await teacher.Page.GotoAsync("/concerns/new");
        await Expect(teacher.Page.Locator("[name=sawOrHeard]")).ToHaveValueAsync("");
        await teacher.Page.Locator("#begun > summary").ClickAsync();
        await Expect(teacher.Page.Locator("#begun li")).ToHaveCountAsync(2);
        if (javaScript) await Plain.PassesAsync(teacher, "concern-begun");
        await teacher.LinkAsync("Firstmark");
        Assert.Equal(tabs[0].Address, teacher.Page.Url);
        // Gone from one, the other stands.
        await teacher.ButtonAsync("Clear what you typed");
        await Expect(teacher.Page.Locator("[name=sawOrHeard]")).ToHaveValueAsync("");
        await teacher.Page.GotoAsync(tabs[1].Address);
        await Expect(teacher.Page.Locator("[name=pupils-0-lastName]")).ToHaveValueAsync("Secondmark");
        await Expect(teacher.Page.Locator("#begun")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Closed_ledger_shows_each_form_of_concerns_again_with_what_was_typed_and_nothing_of_the_concern()
    {
        await using var gateway = await stack.StartAnotherGatewayAsync("closed-concerns");
        await using var lead = await Visitor.OpenAsync(stack, gateway: gateway.Address);
        await lead.SignInAsync("dsl-hartley");
        var concern = await WrittenAsync(lead, "Closedmark");
        var pages = new List<(IPage Page, string Box, string Press)>();
        foreach (var (page, box, press) in ((string, string, string)[])[("/concerns/new", "sawOrHeard", "Send this concern"), (concern + "/add", "text", "Add this"), (concern + "/decide", "reason", "Keep this decision")])
        {
            var tab = await lead.Page.Context.NewPageAsync();
            await tab.GotoAsync(page);
            await tab.Locator($"[name={box}]").FillAsync(Words);
            pages.Add((tab, box, press));
        }

        await pages[0].Page.Locator("[name=pupils-0-lastName]").FillAsync("Newmark");
        await pages[0].Page.Locator("[name=dangerNow][value=no]").CheckAsync();
        await pages[0].Page.Locator("[name=noticedAt-time]").FillAsync("00:00");
        await CloseAsync("closed-concerns");
        foreach (var (page, box, press) in pages)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = press }).ClickAsync();
            await Expect(page.Locator(".govuk-error-summary__list")).ToHaveTextAsync("The service cannot record now, so nothing was sent. What you typed is kept");
            await Expect(page.Locator($"[name={box}]")).ToHaveValueAsync(Words);
            if (box != "sawOrHeard") await Expect(page.Locator("main")).Not.ToContainTextAsync("Closedmark");
        }
    }

    private static async Task<string> WrittenAsync(Visitor lead, string pupil)
    {
        await lead.FillConcernAsync(pupil);
        return await lead.SendConcernAsync("A concern");
    }

    private async Task CloseAsync(string store)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(stack.StoreFolder(store), "ledger.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = new SqliteCommand("create trigger no_room before insert on entry begin select raise(abort, 'full'); end", connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task KeptAsync(Visitor visitor) => await visitor.Page.RunAndWaitForResponseAsync(
        () => visitor.Page.Clock.FastForwardAsync(2_000), response => response.Url.EndsWith("handler=Keep", StringComparison.Ordinal) && response.Status == 204);

    private static async Task SignalComesBackAsync(IPage page)
    {
        await page.UnrouteAsync("**/*handler=Keep");
        await page.Clock.FastForwardAsync("00:06");
    }

    private static bool IsKeep(IRequest request) => request.Url.EndsWith("handler=Keep", StringComparison.Ordinal);

    private static async Task LockAsync(Visitor visitor, ReplayClock clock)
    {
        clock.MoveTo(clock.GetUtcNow() + TimeSpan.FromMinutes(16));
        await visitor.Page.Clock.FastForwardAsync("15:05");
        await Expect(visitor.Heading).ToHaveTextAsync("Sign in");
        await Expect(visitor.Page.Locator("body")).Not.ToContainTextAsync("Draftmark");
    }
}
