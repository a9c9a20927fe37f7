using System.Diagnostics;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gateway.Acceptance;

/// <summary>People sign in with their own organisation, in a real browser, at certified providers of three agencies.</summary>
public sealed class AgencySignInTests(Stack stack) : IAsyncLifetime
{
    private const string Trust = "Alder Valley NHS Trust";
    private OpenIdProviders _providers = null!;
    private HostedGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _providers = await OpenIdProviders.StartAsync();
        _gateway = await stack.StartAnotherGatewayAsync($"sign-in-{Guid.NewGuid():N}", _providers);
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _providers.DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nurse_signs_in_with_the_trust_and_reads_an_answer(bool javaScript)
    {
        await using var nurse = await VisitAsync(javaScript: javaScript);
        var journey = stack.Cast["plan-in-another-council"];
        var before = Stopwatch.StartNew();
        await nurse.Page.GotoAsync("/check");

        await SignInAsync(nurse, Trust, "nurse-okafor");
        await Expect(nurse.Heading).ToHaveTextAsync("Check a child");
        await Expect(nurse.Page.Locator(".gateway-header__who")).ToHaveTextAsync("Amara Okafor");
        await nurse.FillAsync(journey);
        Assert.Equal(200, (await nurse.CheckAsync()).Status);

        await Expect(nurse.Main).ToContainTextAsync("Child protection plan: yes");
        Assert.True(before.Elapsed < TimeSpan.FromSeconds(15), $"From a locked screen to the answer: {before.Elapsed}");
    }

    [Fact]
    public async Task Same_login_at_two_agencies_is_two_people_with_a_role_each()
    {
        await using var nurse = await VisitAsync();
        await using var officer = await VisitAsync();

        await SignInAsync(nurse, Trust, "shared");
        await SignInAsync(officer, "Northshire Police", "shared");

        await Expect(nurse.Page.Locator("input[value='unscheduled-care']")).ToHaveCountAsync(1);
        await Expect(officer.Page.Locator("input[value='domestic-abuse-incident']")).ToHaveCountAsync(1);
        await Expect(officer.Page.Locator("input[value='unscheduled-care']")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task School_without_a_secret_signs_in_by_the_proof_of_its_code()
    {
        await using var lead = await VisitAsync(width: 320);

        await SignInAsync(lead, "St Oswin's Primary", "adeyemi");

        await Expect(lead.Heading).ToHaveTextAsync("Check a child");
    }

    [Fact]
    public async Task Officer_of_information_governance_lands_at_the_ledger()
    {
        await using var officer = await VisitAsync();

        await SignInAsync(officer, Trust, "officer");

        await Expect(officer.Page).ToHaveURLAsync(new Uri(_gateway.Address, "/audit").ToString());
    }

    [Fact]
    public async Task Next_person_at_a_shared_computer_is_asked_for_a_password()
    {
        await using var nurse = await VisitAsync();
        await SignInAsync(nurse, Trust, "nurse-okafor");
        await Expect(nurse.Heading).ToHaveTextAsync("Check a child");

        await nurse.PressAsync("Sign out", "You are signed out");
        await Expect(nurse.Page.Locator(".gateway-header__who")).ToHaveCountAsync(0);
        await Expect(nurse.Page.GetByRole(AriaRole.Link, new() { Name = $"Sign out of {Trust} too" })).ToBeVisibleAsync();
        await nurse.Page.GotoAsync("/check");
        await Expect(nurse.Heading).ToHaveTextAsync("Sign in");

        // The trust's own session still stands; the browser only keeps in mind which organisation it was.
        await nurse.Page.GetByRole(AriaRole.Button, new() { Name = $"Sign in with {Trust}" }).ClickAsync();
        await Expect(nurse.Page.Locator("input[name=login]")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Signing_out_of_the_organisation_too_leads_back_here()
    {
        await using var nurse = await VisitAsync();
        await SignInAsync(nurse, Trust, "nurse-okafor");
        await nurse.PressAsync("Sign out", "You are signed out");

        await nurse.Page.GetByRole(AriaRole.Link, new() { Name = $"Sign out of {Trust} too" }).ClickAsync();
        await nurse.Page.Locator("button[name=logout]").ClickAsync();

        await Expect(nurse.Page).ToHaveURLAsync(new Uri(_gateway.Address, "/sign-in").ToString());
    }

    [Fact]
    public async Task Somebody_whose_role_is_unknown_here_is_let_in_nowhere()
    {
        await using var temp = await VisitAsync();

        await SignInAsync(temp, Trust, "temp");

        await Expect(temp.Page.Locator(".govuk-error-summary")).ToContainTextAsync("Your organisation did not say which role you have here.");
        await temp.Page.GotoAsync("/check");
        await Expect(temp.Heading).ToHaveTextAsync("Sign in");
    }

    [Fact]
    public async Task Somebody_who_turns_back_is_told_so()
    {
        await using var nurse = await VisitAsync();
        await nurse.Page.GotoAsync("/sign-in");
        await nurse.Page.GetByRole(AriaRole.Link, new() { Name = Trust, Exact = true }).ClickAsync();

        await nurse.Page.GetByText("Cancel").ClickAsync();

        await Expect(nurse.Page.Locator(".govuk-error-summary")).ToContainTextAsync("Your organisation did not sign you in.");
    }

    [Fact]
    public async Task Way_back_is_good_once_and_at_its_own_browser()
    {
        await using var nurse = await VisitAsync();
        await SignInAsync(nurse, Trust, "nurse-okafor");
        await Expect(nurse.Heading).ToHaveTextAsync("Check a child");
        var way = nurse.Asked.Single(url => url.Contains("/sign-in/return", StringComparison.Ordinal));
        await using var other = await VisitAsync();

        foreach (var visitor in (Visitor[])[other, nurse])
        {
            await visitor.Page.GotoAsync(way);
            await Expect(visitor.Page.Locator(".govuk-error-summary")).ToContainTextAsync("This sign-in was not begun here, or it took too long.");
        }

        await other.Page.GotoAsync("/check");
        await Expect(other.Heading).ToHaveTextAsync("Sign in");
    }

    [Fact]
    public async Task Session_is_out_of_reach_of_other_sites_and_no_address_names_anybody()
    {
        await using var nurse = await VisitAsync();
        await SignInAsync(nurse, Trust, "nurse-okafor");
        await Expect(nurse.Heading).ToHaveTextAsync("Check a child");

        var cookies = await nurse.Page.Context.CookiesAsync([_gateway.Address.ToString()]);
        Assert.All(cookies, cookie => Assert.True(cookie.HttpOnly, cookie.Name));
        Assert.Equal(SameSiteAttribute.Strict, Assert.Single(cookies, cookie => cookie.Name == "gateway-demonstration").SameSite);
        Assert.DoesNotContain(cookies, cookie => cookie.Name.StartsWith("gateway-signing-in", StringComparison.Ordinal));
        Assert.DoesNotContain(nurse.Asked, url => url.Contains("okafor", StringComparison.OrdinalIgnoreCase) || url.Contains("triage", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(320)]
    public async Task Pages_of_signing_in_pass_axe(int width)
    {
        await using var nurse = await VisitAsync(width);
        await nurse.Page.GotoAsync("/sign-in?why=no-role");
        await Axe.PassesAsync(nurse, "sign-in-organisations", width);
        await SignInAsync(nurse, Trust, "nurse-okafor");
        await nurse.PressAsync("Sign out", "You are signed out");
        await Axe.PassesAsync(nurse, "signed-out", width);
        await nurse.Page.GotoAsync("/sign-in");
        await Axe.PassesAsync(nurse, "sign-in-again", width);
    }

    private async Task<Visitor> VisitAsync(int width = 1280, bool javaScript = true)
    {
        var visitor = await Visitor.OpenAsync(stack, width, javaScript, _gateway.Address);
        visitor.Sites.AddRange(_providers.Issuers);
        return visitor;
    }

    private static async Task SignInAsync(Visitor visitor, string organisation, string login)
    {
        await visitor.Page.GotoAsync("/sign-in");
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = organisation, Exact = true }).ClickAsync();
        await visitor.Page.Locator("input[name=login]").FillAsync(login);
        await visitor.Page.Locator("input[name=password]").FillAsync("of no use here");
        await visitor.Page.Locator("button[type=submit]").ClickAsync();
        await visitor.Page.WaitForURLAsync(url => url.StartsWith(visitor.Sites[0], StringComparison.Ordinal) && !url.Contains("/sign-in/", StringComparison.Ordinal));
    }
}
