using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gateway.Acceptance;

/// <summary>What people do on the pages of a department, step by step.</summary>
internal static class DepartmentPages
{
    /// <summary>Nothing worries but what is named.</summary>
    public static async Task AnswerQuestionsAsync(this Visitor nurse, string fits, bool walking = true, bool injured = false, string topToToe = "no")
    {
        foreach (var question in (string[])["accountChanged", "delay", "behaviour", "otherWorry"]) await nurse.ChooseAsync(question, "no");
        await nurse.ChooseAsync("topToToe", topToToe);
        await nurse.ChooseAsync("injured", injured ? "yes" : "no");
        await nurse.Page.GetByLabel(fits, new() { Exact = true }).CheckAsync();
        await nurse.ChooseAsync("walking", walking ? "yes" : "no");
        await nurse.Page.GetByLabel("Who came with the child?").FillAsync("Dana Cole");
        await nurse.Page.Locator("#cameWith-relationship").FillAsync("mother");
        await nurse.ChooseAsync("cameWith.parentalResponsibility", "yes");
    }

    public static async Task WriteConcernAsync(this Visitor nurse)
    {
        await Expect(nurse.Heading).ToHaveTextAsync("Open a concern");
        await nurse.Page.Locator("#summary").FillAsync("Summarymark: the account of the fall does not fit.");
        await nurse.Page.Locator("#raisedAt").FillAsync("03:20");
        await nurse.Page.GetByLabel("Physical", new() { Exact = true }).CheckAsync();
        await nurse.ChooseAsync("nonAccidental", "yes");
        await nurse.ChooseAsync("significantHarm", "yes");
    }

    public static async Task OverrideAsync(this Visitor who, string reason)
    {
        await Expect(who.Heading).ToHaveTextAsync("Senior override");
        await who.Page.Locator("#reason").FillAsync(reason);
        await who.Page.Locator("#where").FillAsync("The children's ward");
        await who.Page.Locator("#with").FillAsync("Her father");
        await who.ButtonAsync("Let the child go");
    }

    public static async Task TabToAsync(this Visitor visitor, string selector)
    {
        for (var presses = 0; presses < 60; presses++)
        {
            await visitor.Page.Keyboard.PressAsync("Tab");
            if (await visitor.Page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector)) return;
        }

        Assert.Fail("The keyboard does not reach " + selector);
    }
}
