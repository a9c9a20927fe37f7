using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gateway.Acceptance;

/// <summary>A concern about several pupils: each of them is in the referral that comes of it, and only one of them goes to another school.</summary>
public sealed class SeveralPupilsTests(Stack stack)
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task None_of_three_pupils_is_dropped_from_the_referral_without_a_word(bool javaScript)
    {
        await using var lead = await stack.AtSchoolAsync("dsl-hartley", javaScript ? 1280 : 320, javaScript);
        await WriteAsync(lead, "Threemark", "Noor", "Zayn");
        await lead.ButtonAsync("Decide what is done");
        await lead.ChooseAsync("actions", "refer");
        if (!await lead.Page.Locator("[name='refer-wanted']").First.IsVisibleAsync()) await lead.OpenPartAsync("If you refer");
        await lead.ChooseAsync("refer-wanted", "section-17");
        await lead.ChooseAsync("refer-dangerNow", "no");
        await lead.TypeAsync("reason", "Reasonmark: all three of them.");
        await lead.ChooseAsync("then", "waiting");
        await lead.ButtonAsync("Keep this decision");
        await Expect(lead.Heading).ToHaveTextAsync("Refer a child");
        var draft = lead.Page.Url;
        await lead.LinkAsync("The children");
        await Expect(lead.Page.Locator("#firstName")).ToHaveValueAsync("Amira");
        await lead.FillChildAsync("Amira", "Threemark", "ZA4 1AA");
        await lead.PressAsync("Save and continue", "The children");
        await Expect(lead.Page.Locator("[data-waiting] dt")).ToHaveTextAsync(["Noor Threemark", "Zayn Threemark"]);
        if (javaScript) await Plain.PassesAsync(lead, "children-waiting");
        await lead.Page.GotoAsync(draft + "/answers");
        foreach (var name in (string[])["Noor", "Zayn"]) await Expect(lead.Page.Locator(".govuk-error-summary__list")).ToContainTextAsync($"Add {name} Threemark, or leave them out");

        await lead.Page.GotoAsync(draft + "/children/new");
        await Expect(lead.Page.Locator("#firstName")).ToHaveValueAsync("Noor");
        await lead.FillChildAsync("Noor", "Threemark", "ZA4 1AA");
        await lead.PressAsync("Save and continue", "The children");
        await Expect(lead.Page.Locator("[data-waiting] dt")).ToHaveTextAsync(["Zayn Threemark"]);
        await lead.ButtonAsync("Leave out Zayn Threemark");
        await Expect(lead.Page.Locator("[data-waiting]")).ToHaveCountAsync(0);
        await lead.Page.GotoAsync(draft + "/answers");
        await Expect(lead.Main).Not.ToContainTextAsync("leave them out");
        await Expect(lead.Main).ToContainTextAsync("Noor Threemark");
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Lead_says_which_of_two_pupils_goes_and_the_other_stays(bool javaScript)
    {
        var last = javaScript ? "Twomark" : "Unscriptedtwomark";
        await using var lead = await stack.AtSchoolAsync("dsl-hartley", javaScript ? 1280 : 320, javaScript);
        await WriteAsync(lead, last, "Noor");
        await lead.LinkAsync("Send the pupil's file to another school");
        await lead.ButtonAsync("Continue");
        await Expect(lead.Page.Locator(".govuk-error-summary__list")).ToHaveTextAsync("Select which pupil goes to another school");
        if (javaScript) await Plain.PassesAsync(lead, "school-file-choose");
        await lead.Page.GetByLabel($"Noor {last}").CheckAsync();
        await lead.ButtonAsync("Continue");
        await Expect(lead.Page.Locator("#pupil-firstName")).ToHaveValueAsync("Noor");
        await Expect(lead.Page.Locator("#concerns-hint")).ToContainTextAsync("may be about them: read them first");
        await lead.TypeAsync("urn", "100003");
        await lead.ButtonAsync("Find the school");
        await Expect(lead.Page.GetByRole(AriaRole.Button, new() { Name = "Send the file to Castlebridge High" })).ToBeVisibleAsync();
        if (javaScript) await Plain.PassesAsync(lead, "school-file-two");
        await lead.ButtonAsync("Send the file to Castlebridge High");
        await Expect(lead.Page.Locator("#stands")).ToContainTextAsync("Nobody says yet that they have it");
        var file = lead.Page.Url;
        await using var next = await stack.AtSchoolAsync("dsl-novak");
        await next.Page.GotoAsync(file);
        await Expect(next.Page.Locator("[data-copied]")).ToContainTextAsync("It was about another pupil too, who is left out.");
        await Expect(next.Main).Not.ToContainTextAsync("Amira");
    }

    private static async Task WriteAsync(Visitor lead, string last, params string[] others)
    {
        await lead.FillConcernAsync(last);
        for (var n = 1; n <= others.Length; n++)
        {
            await lead.ButtonAsync("Add another pupil");
            await lead.TypeAsync($"pupils-{n}-firstName", others[n - 1]);
            await lead.TypeAsync($"pupils-{n}-lastName", last);
        }

        await lead.SendConcernAsync("A concern");
    }
}
