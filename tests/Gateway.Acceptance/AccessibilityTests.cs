using System.Globalization;
using Gateway.Notices;
using Gateway.Rules.Notices;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gateway.Acceptance;

public sealed class AccessibilityTests(Stack stack)
{
    [Theory]
    [InlineData(1280)]
    [InlineData(320)]
    public async Task Every_page_passes_axe_and_fits_its_width(int width)
    {
        await using var nurse = await Visitor.OpenAsync(stack, width);
        await stack.Agencies.SetAsync("brook-street-ed", new(Fault: Simulator.Fault.Silent));
        await nurse.Page.GotoAsync("/sign-in");
        await Axe.PassesAsync(nurse, "sign-in", width);
        await nurse.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(nurse.Page.Locator(".govuk-error-summary")).ToBeVisibleAsync();
        await Axe.PassesAsync(nurse, "sign-in-error", width);
        await nurse.SignInAsync("nurse-okafor");
        await Axe.PassesAsync(nurse, "check", width);
        await nurse.Page.GetByLabel("NHS number").FillAsync("999 000 0019");
        await nurse.FillBirthAsync("31", "2", "2023");
        await nurse.CheckAsync();
        await Axe.PassesAsync(nurse, "check-error", width);
        await nurse.FillAsync(stack.Cast["plan-in-another-council"]);
        await nurse.CheckAsync();
        await Axe.PassesAsync(nurse, "answer", width);
        await nurse.Page.GetByText("What you were not shown, and why").ClickAsync();
        await Axe.PassesAsync(nurse, "answer-withheld", width);
        await nurse.AnswerToAsync(() => nurse.Page.GetByRole(AriaRole.Button, new() { Name = "Write a reason" }).ClickAsync());
        await Axe.PassesAsync(nurse, "write-reason", width);
        await nurse.AnswerToAsync(() => nurse.Page.GetByRole(AriaRole.Button, new() { Name = "Send the reason" }).ClickAsync());
        await Axe.PassesAsync(nurse, "write-reason-error", width);
        await nurse.Page.GotoAsync("/sign-in/not-received");
        await Axe.PassesAsync(nurse, "not-received", width);
        await nurse.Page.GotoAsync("/hidden");
        await Axe.PassesAsync(nurse, "hidden", width);
        await nurse.Page.GotoAsync("/check?fail");
        await Axe.PassesAsync(nurse, "fault", width);
        await nurse.Page.GotoAsync("/nothing-here");
        await Axe.PassesAsync(nurse, "not-found", width);
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(320)]
    public async Task Every_other_answer_passes_axe_and_fits_its_width(int width)
    {
        foreach (var journey in (string[])["nothing-held", "not-in-the-index", "no-relationship", "baby-at-four-departments", "incident-child-on-plan", "pupil-on-plan"])
        {
            await using var visitor = await Visitor.OpenAsync(stack, width);
            await visitor.AskAsync(journey);
            await Axe.PassesAsync(visitor, journey, width);
        }
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(320)]
    public async Task Every_page_of_notices_passes_axe_and_fits_its_width(int width)
    {
        await using var nurse = await Visitor.OpenAsync(stack, width);
        await nurse.SignInAsync("nurse-okafor");
        await nurse.Page.GotoAsync("/notices");
        await Axe.PassesAsync(nurse, "notices-none", width);
        await stack.TellAsync(new Posting(
            NoticeEvent.LateAnswer, NoticeSubject.Check(Guid.NewGuid()), new PostingTo(NoticeRecipient.Asker, "alder-valley-nhs-trust") { Role = "ed-triage-clinician", Person = "nurse-okafor" }, TimeProvider.System.GetUtcNow())
        {
            Words = [NoticeWord.NewInformation],
        });
        do await nurse.Page.GotoAsync("/notices");
        while (await nurse.Page.Locator("tbody tr[data-state=new]").CountAsync() == 0);
        await Axe.PassesAsync(nurse, "notices", width);
        await nurse.Page.Locator("tbody tr[data-state=new] a").First.ClickAsync();
        await Axe.PassesAsync(nurse, "notice", width);
        await nurse.Page.GetByRole(AriaRole.Button, new() { Name = "It is not mine" }).ClickAsync();
        await Expect(nurse.Page.Locator(".govuk-error-summary")).ToBeVisibleAsync();
        await Axe.PassesAsync(nurse, "notice-error", width);
        await nurse.Page.GetByRole(AriaRole.Button, new() { Name = "I have this" }).ClickAsync();
        await Expect(nurse.Page.GetByText("Taken by nurse-okafor")).ToBeVisibleAsync();
        await Axe.PassesAsync(nurse, "notice-taken", width);
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(320)]
    public async Task Every_page_of_the_ledger_passes_axe_and_fits_its_width(int width)
    {
        var (open, hidden) = (stack.Cast["plan-in-another-council"], stack.Cast["protected-address"]);
        foreach (var journey in (Journey[])[open, hidden])
        {
            await using var nurse = await Visitor.OpenAsync(stack, width);
            await nurse.AskAsync(journey.Name);
        }

        await using var officer = await Visitor.OpenAsync(stack, width);
        await officer.SignInAsync("governance-valley", "The ledger");
        await Axe.PassesAsync(officer, "ledger", width);
        foreach (var (page, name) in ((string, string)[])[("practitioner", "ledger-practitioner"), ("family", "ledger-family"), ("agree", "ledger-agree"), ("health", "ledger-health")])
        {
            await officer.Page.GotoAsync("/audit/" + page);
            await Axe.PassesAsync(officer, name, width);
        }

        await officer.Page.GotoAsync("/matching/calibration");
        await Expect(officer.Heading).ToHaveTextAsync("How far finding the right child can be trusted");
        await Expect(officer.Main.Locator("svg")).ToBeVisibleAsync();
        await Axe.PassesAsync(officer, "calibration", width);
        await officer.Page.GotoAsync("/audit/child");
        await officer.PressAsync("Look", "Who has asked about this child?");
        await Axe.PassesAsync(officer, "ledger-child-error", width);
        await officer.FillAsync(hidden, purpose: false);
        await officer.Page.GetByLabel("Why do you look?").FillAsync("The family asked who looked.");
        await officer.PressAsync("Look", "A colleague agrees first");
        await Axe.PassesAsync(officer, "ledger-colleague", width);
        await officer.Page.GotoAsync("/audit/child");
        await officer.FillAsync(open, purpose: false);
        await officer.Page.GetByLabel("Why do you look?").FillAsync("The family asked who looked.");
        await officer.PressAsync("Look", "Who has asked about this child");
        await Axe.PassesAsync(officer, "ledger-history", width);
        await officer.Page.Locator("tr", new() { HasText = "Asked, and decided" }).First.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(officer.Heading).ToHaveTextAsync("One decision, from end to end");
        await officer.Page.GetByText("The questions that were put, and what was known").ClickAsync();
        await Axe.PassesAsync(officer, "ledger-decision", width);
        await officer.Page.GotoAsync("/audit/family");
        await officer.FillAsync(open, purpose: false);
        await officer.Page.GetByLabel("Why do you look?").FillAsync("The family asked for it.");
        await officer.PressAsync("Make the extract", "Extract for a family");
        await Axe.PassesAsync(officer, "ledger-extract", width);
    }

    [Fact]
    public async Task Page_that_somebody_cannot_use_is_noticed()
    {
        await using var visitor = await Visitor.OpenAsync(stack);
        await visitor.Page.GotoAsync("/sign-in");
        await visitor.Page.EvaluateAsync("() => document.documentElement.removeAttribute('lang')");
        var refused = await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => Axe.PassesAsync(visitor, "sign-in", 1280));
        Assert.Contains("html-has-lang", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keyboard_alone_signs_in_checks_and_reads()
    {
        await using var nurse = await Visitor.OpenAsync(stack);
        var (keys, journey) = (nurse.Page.Keyboard, stack.Cast["plan-in-another-council"]);
        await nurse.Page.GotoAsync("/sign-in");
        await TabToAsync(nurse, "input[name=practitioner]");
        await keys.PressAsync("Space");
        await Expect(nurse.Page.Locator("input[value=nurse-okafor]")).ToBeCheckedAsync();
        await TabToAsync(nurse, "main button");
        await keys.PressAsync("Enter");
        await Expect(nurse.Heading).ToHaveTextAsync("Check a child");

        await TabToAsync(nurse, "#nhs-number");
        await keys.TypeAsync(journey.NhsNumber);
        await keys.PressAsync("Tab");
        await keys.TypeAsync(journey.Born.Day.ToString(CultureInfo.InvariantCulture));
        await keys.PressAsync("Tab");
        await keys.TypeAsync(journey.Born.Month.ToString(CultureInfo.InvariantCulture));
        await keys.PressAsync("Tab");
        await keys.TypeAsync(journey.Born.Year.ToString(CultureInfo.InvariantCulture));
        await nurse.AnswerToAsync(() => keys.PressAsync("Enter"));

        await Expect(nurse.Heading).ToHaveTextAsync("Child protection plan: yes (Castlebridge Council).");
        await TabToAsync(nurse, ".gateway-ring a");
        await TabToAsync(nurse, "summary");
        await keys.PressAsync("Enter");
        await Expect(nurse.Main.Locator("details[open]")).ToHaveCountAsync(1);
        await TabToAsync(nurse, "a.govuk-button");
        await keys.PressAsync("Enter");
        await Expect(nurse.Heading).ToHaveTextAsync("Check a child");
    }

    private static async Task TabToAsync(Visitor visitor, string selector)
    {
        for (var presses = 0; presses < 60; presses++)
        {
            await visitor.Page.Keyboard.PressAsync("Tab");
            if (await visitor.Page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector)) return;
        }

        Assert.Fail("The keyboard does not reach " + selector);
    }
}
