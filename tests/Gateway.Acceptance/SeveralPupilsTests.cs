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
        var draft = (await WaitAsync(lead, "Threemark", "Noor", "Zayn"))[..^"/children".Length];
        await lead.LinkAsync("The children");
        await Expect(lead.Page.Locator("#firstName")).ToHaveValueAsync("Amira");
        await lead.FillChildAsync("Amira", "Threemark", "ZA4 1AA");
        await lead.PressAsync("Save and continue", "The children");
        await Expect(lead.Page.Locator("[data-waiting] dt")).ToHaveTextAsync(["Noor Threemark", "Zayn Threemark"]);
        if (javaScript) await Plain.PassesAsync(lead, "children-waiting");
        await lead.Page.GotoAsync(draft + "/answers");
        foreach (var name in (string[])["Noor", "Zayn"]) await Expect(lead.Page.Locator(".govuk-error-summary__list")).ToContainTextAsync($"Add {name} Threemark, or leave them out");

        await lead.Page.GotoAsync(draft + "/children");
        await lead.LinkAsync("Add Noor Threemark");
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

    [Fact]
    public async Task Second_press_late_keep_and_another_child_neither_drop_nor_double_a_pupil_who_waits()
    {
        await using var lead = await stack.AtSchoolAsync("dsl-hartley", javaScript: false);
        var children = await WaitAsync(lead, "Slotmark", "Noor", "Zayn");
        // Each saved twice and kept once more, as a second press and a slow line do: the first child, and one who waited.
        foreach (var (name, open) in ((string, string)[])[("Amira", "/new"), ("Noor", "")])
        {
            await lead.Page.GotoAsync(children + open);
            if (open.Length == 0) await lead.LinkAsync($"Add {name} Slotmark");
            await Expect(lead.Page.Locator("#firstName")).ToHaveValueAsync(name);
            await lead.FillChildAsync(name, "Slotmark", "ZA4 1AA");
            var second = new Uri(new Uri(lead.Page.Url), (await lead.Page.Locator("form[data-keep]").GetAttributeAsync("action"))!);
            var typed = lead.Requests.CreateFormData();
            foreach (var box in await lead.Page.EvaluateAsync<string[][]>("() => [...new FormData(document.querySelector('form[data-keep]'))]")) typed.Append(box[0], box[1]);
            await lead.PressAsync("Save and continue", "The children");
            Assert.EndsWith("/children", (await lead.Requests.PostAsync(second.ToString(), new() { Form = typed })).Url, StringComparison.Ordinal);
            Assert.Equal(204, (await lead.Requests.PostAsync(second + "?handler=Keep", new() { Form = typed })).Status);
        }

        await lead.Page.GotoAsync(children);
        await Expect(lead.Page.Locator("dl:not([data-waiting]) dt")).ToHaveTextAsync(["Amira Slotmark", "Noor Slotmark"]);
        await Expect(lead.Page.Locator("[data-waiting] dt")).ToHaveTextAsync(["Zayn Slotmark"]);

        // "Another child" is nobody who waits, and whoever is typed over them on their page after they were left out is added.
        await lead.ButtonAsync("Add another child");
        await Expect(lead.Page.Locator("#firstName")).ToHaveValueAsync("");
        await lead.FillChildAsync("Fourth", "Slotmark", "ZA4 1AA");
        await lead.PressAsync("Save and continue", "The children");
        await Expect(lead.Page.Locator("[data-waiting] dt")).ToHaveTextAsync(["Zayn Slotmark"]);
        await lead.LinkAsync("Add Zayn Slotmark");
        var other = await lead.Page.Context.NewPageAsync();
        await other.GotoAsync(children);
        await other.GetByRole(AriaRole.Button, new() { Name = "Leave out Zayn Slotmark" }).ClickAsync();
        await Expect(other.Locator("[data-waiting]")).ToHaveCountAsync(0);
        await lead.FillChildAsync("Fifth", "Slotmark", "ZA4 1AA");
        await lead.PressAsync("Save and continue", "The children");
        await Expect(lead.Page.Locator("dl dt")).ToHaveTextAsync(["Amira Slotmark", "Noor Slotmark", "Fourth Slotmark", "Fifth Slotmark"]);
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

    /// <summary>Up to a referral in which nobody is added yet, and where its children are.</summary>
    private static async Task<string> WaitAsync(Visitor lead, string last, params string[] others)
    {
        await WriteAsync(lead, last, others);
        await lead.ButtonAsync("Decide what is done");
        await lead.ChooseAsync("actions", "refer");
        if (!await lead.Page.Locator("[name='refer-wanted']").First.IsVisibleAsync()) await lead.OpenPartAsync("If you refer");
        await lead.ChooseAsync("refer-wanted", "section-17");
        await lead.ChooseAsync("refer-dangerNow", "no");
        await lead.TypeAsync("reason", "Reasonmark: all three of them.");
        await lead.ChooseAsync("then", "waiting");
        await lead.ButtonAsync("Keep this decision");
        await Expect(lead.Heading).ToHaveTextAsync("Refer a child");
        return lead.Page.Url + "/children";
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
