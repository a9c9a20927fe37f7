using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gateway.Acceptance;

/// <summary>What a family was told, thinks and answered: two pages, from the answer to a check or on their own, and never in its way.</summary>
public sealed class FamilyTests(Stack stack)
{
    private const string Journey = "registered-patient";
    private const string Family = "What the family knows and thinks";

    [Theory, InlineData(true), InlineData(false)]
    public async Task Family_is_told_agrees_and_takes_it_back(bool javaScript)
    {
        await using var gp = await Visitor.OpenAsync(stack, javaScript: javaScript);
        await gp.AskAsync(Journey);
        await gp.PressAsync("What the family knows", Family);
        await Expect(gp.Page.Locator("#comes")).ToHaveTextAsync("This does not rest on consent. It never waits for an answer.");
        await BeginAsync(gp);
        await gp.PressAsync("Record what they were told", "What they were told");
        await gp.PressAsync("Save", "What they were told");
        await Expect(gp.Page).ToHaveTitleAsync("Error: What they were told - Gateway");
        await gp.ChooseAsync("informed", "carer");
        await gp.ChooseAsync("view", "agreed");
        await gp.TypeAsync("reference", "EH-2026-7");
        await gp.PressAsync("Save", Family);
        await Expect(gp.Page.Locator("#said")).ToHaveTextAsync("What they were told is recorded.");
        await gp.PressAsync("Record what they answered", "What they answered");
        await AgreeAsync(gp);
        await Expect(gp.Page.Locator("#comes")).ToHaveTextAsync("They agreed. Share what they agreed to, and no more.");
        await gp.Page.GetByRole(AriaRole.Button, new() { Name = "They take it back" }).First.ClickAsync();
        await gp.ChooseAsync("by", "parental-responsibility");
        await gp.PressAsync("Take it back", Family);
        await Expect(gp.Page.Locator("#comes")).ToContainTextAsync("They do not agree.");
        await Expect(gp.Page.Locator("#said")).ToContainTextAsync("What was shared before stays shared.");
        Assert.DoesNotContain(gp.Asked, address => address.Contains(stack.Cast[Journey].NhsNumber.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Family_that_was_not_told_is_recorded_by_keyboard_alone()
    {
        await using var gp = await Visitor.OpenAsync(stack);
        await gp.SignInAsync("gp-desai");
        await BeginAsync(gp);
        await gp.PressAsync("Record what they were told", "What they were told");

        var keys = new Keys(gp);
        await gp.Heading.ClickAsync();
        await keys.PressAsync("input[name=informed][value=nobody]", "Space", radio: true);
        await keys.PressAsync("input[name=because][value=asking-raises-risk]", "Space", radio: true);
        await keys.TypeAsync("#reference", "SG-2026-9");
        await keys.EnterAsync(Family);

        await Expect(gp.Page.Locator("#told dd").First).ToContainTextAsync("Told: Nobody. They were not asked. To ask or tell could have raised the risk.");
    }

    [Fact]
    public async Task Every_page_of_consent_passes_axe_fits_its_width_and_reads_plainly()
    {
        await using var gp = await Visitor.OpenAsync(stack);
        await gp.SignInAsync("gp-desai");
        await gp.Page.GotoAsync("/family");
        await Plain.PassesAsync(gp, "family");
        await gp.PressAsync("Continue", Family);
        await Plain.PassesAsync(gp, "family-error");
        await BeginAsync(gp);
        await Plain.PassesAsync(gp, "family-found");
        await gp.PressAsync("Record what they were told", "What they were told");
        await Plain.PassesAsync(gp, "family-told");
        await gp.PressAsync("Save", "What they were told");
        await Plain.PassesAsync(gp, "family-told-error");
        await BeginAsync(gp);
        await gp.PressAsync("Record what they answered", "What they answered");
        await Plain.PassesAsync(gp, "family-answer");
        await gp.PressAsync("Save", "What they answered");
        await Plain.PassesAsync(gp, "family-answer-error");
        await AgreeAsync(gp);
        await Plain.PassesAsync(gp, "family-agreed");
        await gp.Page.GetByRole(AriaRole.Button, new() { Name = "They take it back" }).First.ClickAsync();
        await Expect(gp.Heading).ToHaveTextAsync("They take it back");
        await Plain.PassesAsync(gp, "family-withdraw");
        // So that the next visitor finds nothing that stands.
        await gp.ChooseAsync("by", "parental-responsibility");
        await gp.PressAsync("Take it back", Family);
        await gp.FillFamilyAsync(stack.Cast["plan-in-another-council"]);
        await gp.PressAsync("Continue", "Your involvement was not confirmed");
        await Plain.PassesAsync(gp, "family-turned");
    }

    private Task BeginAsync(Visitor gp) => BeginAsync(gp, stack.Cast[Journey]);

    private static async Task BeginAsync(Visitor gp, Journey child)
    {
        await gp.FillFamilyAsync(child);
        await gp.PressAsync("Continue", Family);
        await Expect(gp.Page.Locator("#advice")).ToHaveTextAsync("Ask, and respect the answer.");
    }

    private static async Task AgreeAsync(Visitor gp)
    {
        foreach (var (box, value) in ((string, string)[])[("kind", "service-agreement"), ("state", "given"), ("giver", "parental-responsibility"), ("purposes", "early-help"), ("items", "plan-flag"), ("recipients", "millpond-surgery"), ("obtained", "explicit"), ("informed", "yes"), ("freelyGiven", "yes")])
            await gp.ChooseAsync(box, value);
        await gp.TypeAsync("reference", "EH-2026-8");
        await gp.ButtonAsync("Save");
        await Expect(gp.Page.Locator("#said, #whose")).ToBeVisibleAsync();
        // Another test of this child was before: they took an earlier answer back, and now agree again.
        if (await gp.Page.Locator("input[name=whose]").CountAsync() > 0)
        {
            await gp.Page.Locator("input[name=whose]").Last.CheckAsync();
            await gp.PressAsync("Save", Family);
        }

        await Expect(gp.Heading).ToHaveTextAsync(Family);
    }
}

internal static class FamilyPages
{
    /// <summary>The first page, for early help.</summary>
    public static async Task FillFamilyAsync(this Visitor visitor, Journey child)
    {
        await visitor.Page.GotoAsync("/family");
        await visitor.FillAsync(child, purpose: false);
        await visitor.ChooseAsync("reason", "early-help");
    }
}
