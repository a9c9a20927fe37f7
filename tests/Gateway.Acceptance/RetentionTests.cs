using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gateway.Acceptance;

/// <summary>What is kept and how long, holds, and the extract, as the information governance officer uses them.</summary>
public sealed class RetentionTests(Stack stack)
{
    private const string Officer = "governance-valley";
    private const string Colleague = "governance-vale";

    [Theory, InlineData(1280, true), InlineData(320, true), InlineData(1280, false)]
    public async Task Officers_put_a_hold_on_take_it_off_together_and_make_an_extract(int width, bool javaScript)
    {
        var journey = stack.Cast["plan-in-another-council"];
        await using var gateway = await stack.StartAnotherGatewayAsync($"retention-{width}-{javaScript}");
        await using var officer = await Visitor.OpenAsync(stack, width, javaScript, gateway: gateway.Address);
        await using var colleague = await Visitor.OpenAsync(stack, width, javaScript, gateway: gateway.Address);
        await officer.SignInAsync(Officer, "The ledger");
        await officer.Page.GetByRole(AriaRole.Link, new() { Name = "How long what is kept, what goes, and holds" }).ClickAsync();
        await Expect(officer.Heading).ToHaveTextAsync("What is kept, and how long");
        await Expect(officer.Main).ToContainTextAsync("No hold is on.");

        await officer.Page.GetByRole(AriaRole.Link, new() { Name = "Put a hold on" }).ClickAsync();
        await officer.PressAsync("Put the hold on", "Put a hold on");
        await Expect(officer.Page.Locator(".govuk-error-summary")).ToContainTextAsync("Select what the hold rests on");
        await LooksWellAsync(officer, "retention-hold-error", width, javaScript);
        await officer.Page.GetByLabel("A statutory inquiry").CheckAsync();
        await officer.FillAsync(journey, purpose: false);
        await officer.Page.GetByLabel("Why may nothing be deleted?").FillAsync("The inquiry asks for all of it.");
        await officer.PressAsync("Put the hold on", "What is kept, and how long");
        await LooksWellAsync(officer, "retention", width, javaScript);
        await officer.Page.GetByRole(AriaRole.Link, new() { Name = "Look at it" }).ClickAsync();
        await LooksWellAsync(officer, "retention-hold", width, javaScript);
        await officer.Page.GetByLabel("Why may it come off?").FillAsync("The inquiry has ended.");
        await officer.PressAsync("Ask for it to come off", "What is kept, and how long");
        await officer.Page.GetByRole(AriaRole.Link, new() { Name = "Look at it" }).ClickAsync();
        await Expect(officer.Main).ToContainTextAsync("You asked for it to come off.");

        await colleague.SignInAsync(Colleague, "The ledger");
        await colleague.Page.GotoAsync("/retention");
        await colleague.Page.GetByRole(AriaRole.Link, new() { Name = "Look at it" }).ClickAsync();
        await LooksWellAsync(colleague, "retention-hold-agree", width, javaScript);
        await colleague.PressAsync("Agree, and take it off", "What is kept, and how long");
        await Expect(colleague.Main).ToContainTextAsync("No hold is on.");

        await officer.Page.GotoAsync("/retention/extract");
        await LooksWellAsync(officer, "retention-extract", width, javaScript);
        await officer.FillAsync(journey, purpose: false);
        await officer.Page.GetByLabel("Why do you need it?").FillAsync("The mother asked what is held.");
        await officer.PressAsync("Make the extract", "What is held about the child");
        await Expect(officer.Main).ToContainTextAsync("there may have been some");
        await LooksWellAsync(officer, "retention-extracted", width, javaScript);
    }

    [Fact]
    public async Task An_extract_about_a_protected_child_waits_for_a_colleague_and_others_find_no_page()
    {
        await using var officer = await Visitor.OpenAsync(stack);
        await officer.SignInAsync(Officer, "The ledger");
        await officer.Page.GotoAsync("/retention/extract");
        await officer.FillAsync(stack.Cast["protected-address"], purpose: false);
        await officer.Page.GetByLabel("Why do you need it?").FillAsync("The father asked what is held.");
        await officer.PressAsync("Make the extract", "An extract of what is held");
        await Expect(officer.Main).ToContainTextAsync("A colleague agrees first");
        await Axe.PassesAsync(officer, "retention-extract-colleague", 1280);

        await using var nurse = await Visitor.OpenAsync(stack);
        await nurse.SignInAsync("nurse-okafor");
        foreach (var address in (string[])["/retention", "/retention/hold", "/retention/extract"]) Assert.Equal(403, (await nurse.Page.GotoAsync(address))!.Status);
    }

    // axe needs scripts: without them only the width is looked at, and the picture.
    private static Task LooksWellAsync(Visitor visitor, string name, int width, bool javaScript) => javaScript ? Axe.PassesAsync(visitor, name, width) : Pictures.TakeAsync(visitor.Page, name, width);
}
