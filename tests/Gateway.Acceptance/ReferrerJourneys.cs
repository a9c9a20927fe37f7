using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gateway.Acceptance;

/// <summary>Somebody refers a child, and sees what becomes of it: the journeys of the workflows, by their numbers.</summary>
public sealed class ReferrerJourneys(Stack stack)
{
    private const string Lead = "dsl-hartley";

    [Fact]
    public async Task Every_page_of_a_draft_passes_axe_fits_its_width_and_reads_plainly()
    {
        await using var lead = await Visitor.OpenAsync(stack);
        await lead.SignInAsync(Lead);
        await lead.Page.GotoAsync("/referrals/new");
        await lead.ButtonAsync("Continue");
        await Expect(lead.Summary()).ToBeVisibleAsync();
        await Plain.PassesAsync(lead, "referral-new-error");
        await lead.BeginAsync();
        await Plain.PassesAsync(lead, "referral-tasks");
        await lead.LinkAsync("The children");
        await lead.ButtonAsync("Save and continue");
        await Expect(lead.Summary()).ToBeVisibleAsync();
        await Plain.PassesAsync(lead, "referral-child-error");
        await lead.FillChildAsync("Amira", "Cole", "ZA4 1AA");
        await lead.PressAsync("Save and continue", "The children");
        await Plain.PassesAsync(lead, "referral-children");
        await lead.ButtonAsync("Continue");
        await lead.LinkAsync("What worries you");
        await lead.ButtonAsync("Add a mark on the body");
        await Expect(lead.Page.Locator("#injuries-0-region")).ToBeVisibleAsync();
        await Plain.PassesAsync(lead, "referral-worries");
        await lead.LinkAsync("The six tasks");
        await lead.FillRestAsync("Amira Cole");
        await lead.ButtonAsync("Check your answers");
        await Plain.PassesAsync(lead, "referral-answers");
        await lead.ButtonAsync("Send referral to Aldersham Council");
        await Expect(lead.Heading).ToHaveTextAsync("Referral sent");
        await Plain.PassesAsync(lead, "referral-sent");
        await lead.LinkAsync("Your referrals");
        await Plain.PassesAsync(lead, "referrals");
        await lead.Page.GotoAsync("/referrals/urgent");
        await lead.ButtonAsync("Send what you know now");
        await Expect(lead.Summary()).ToBeVisibleAsync();
        await Plain.PassesAsync(lead, "referral-urgent-error");
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Journey_23_EffectOnTheChildLeftEmpty(bool javaScript)
    {
        const string Words = "Say what the effect is on Amira. If you do not know, say why you are worried";
        await using var officer = await Visitor.OpenAsync(stack, 320, javaScript);
        await officer.SignInAsync("officer-reid");
        await officer.BeginAsync();
        await officer.LinkAsync("The children");
        await officer.FillChildAsync("Amira", "Cole", "ZA4 1AA", effect: "");

        await officer.ButtonAsync("Save and continue");

        await Expect(officer.Page).ToHaveTitleAsync("Error: Add a child - Gateway");
        await Expect(officer.Page.Locator(".govuk-error-summary__list")).ToHaveTextAsync(Words);
        await Expect(officer.Page.Locator("#effect-error")).ToHaveTextAsync("Error: " + Words);
        await Expect(officer.Page.Locator("#lastName")).ToHaveValueAsync("Cole");
        await officer.Page.GetByRole(AriaRole.Link, new() { Name = Words }).ClickAsync();
        await Expect(officer.Page.Locator("#effect")).ToBeFocusedAsync();
        await officer.TypeAsync("effect", "She hides under the table when the bell rings, each day.");
        await officer.PressAsync("Save and continue", "The children");
        await Expect(officer.Main).ToContainTextAsync("Amira Cole");
    }

    [Fact]
    public async Task Journey_31_PupilsFromTwoCouncilsOnOneForm()
    {
        await using var lead = await Visitor.OpenAsync(stack);
        await lead.SignInAsync(Lead);
        await lead.BeginAsync();
        await lead.LinkAsync("The children");
        await lead.FillChildAsync("Amira", "Cole", "ZA4 1AA");
        await lead.PressAsync("Save and continue", "The children");
        await lead.ButtonAsync("Add another child");
        // What brothers and sisters share is there already.
        await Expect(lead.Page.Locator("#lastName")).ToHaveValueAsync("Cole");
        await lead.FillChildAsync("Noor", "Cole", "ZB1 1AA");
        await lead.PressAsync("Save and continue", "The children");
        await lead.ButtonAsync("Continue");
        await lead.FillRestAsync("Amira Cole", "Noor Cole");
        await lead.ButtonAsync("Check your answers");

        await Expect(lead.Page.Locator("#receivers + dl")).ToContainTextAsync("Brackenford Council");
        await lead.ButtonAsync("Send referral to Aldersham Council and Brackenford Council");

        await Expect(lead.Heading).ToHaveTextAsync("Referral sent");
        await Expect(lead.Main).ToContainTextAsync("Aldersham Council and Brackenford Council received it");
        await Expect(lead.Main.Locator("a[href^='tel:']")).ToHaveCountAsync(2);
        await using var worker = await Visitor.OpenAsync(stack);
        await worker.SignInAsync("front-door-iqbal");
        await worker.Page.GotoAsync("/referrals/inbox");
        await Expect(worker.Main).ToContainTextAsync("Noor Cole");
        await Expect(worker.Main).Not.ToContainTextAsync("Amira");
    }

    [Fact]
    public async Task Journey_58_SentTwiceAndBackAndSentAgainIsOneReferral()
    {
        await using var lead = await Visitor.OpenAsync(stack, javaScript: false);
        await lead.SignInAsync(Lead);
        await lead.Page.GotoAsync($"/referrals/{await Referred.DraftAsync(stack, Lead, ("Once", "Only", "ZA4 1AA"))}/answers");
        var form = lead.Requests.CreateFormData();
        form.Set("form", await lead.Page.Locator("main input[name=form]").InputValueAsync());
        var address = lead.Page.Url;

        var pressed = await Task.WhenAll(lead.Requests.PostAsync(address, new() { Form = form }), lead.Requests.PostAsync(address, new() { Form = form }));
        await lead.ButtonAsync("Send referral to Aldersham Council");

        await Expect(lead.Heading).ToHaveTextAsync("Referral sent");
        var reference = await lead.Page.Locator(".gateway-sent__reference strong").InnerTextAsync();
        foreach (var answer in pressed) Assert.Contains(reference, await answer.TextAsync(), StringComparison.Ordinal);
        await lead.Page.GoBackAsync();
        await Expect(lead.Heading).ToHaveTextAsync("Referral " + reference);
        await lead.Page.GotoAsync("/referrals");
        await Expect(lead.Page.Locator("tr", new() { HasText = "Once Only" })).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Danger_now_shows_999_and_the_number_first_and_sends_five_fields()
    {
        await using var nurse = await Visitor.OpenAsync(stack);
        await nurse.AskAsync("nothing-held");
        await nurse.ButtonAsync("Refer this child");
        await nurse.ChooseAsync("dangerNow", "yes");
        await nurse.ButtonAsync("Continue");

        await Expect(nurse.Heading).ToHaveTextAsync("A child is in danger right now");
        await Expect(nurse.Main.Locator("a").First).ToHaveAttributeAsync("href", "/referrals/new");
        await Expect(nurse.Main.Locator("a[href^='tel:']").First).ToHaveTextAsync("999");
        // The child of the check comes along.
        Assert.Equal(stack.Cast["nothing-held"].NhsNumber, (await nurse.Page.Locator("[name=nhsNumber]").InputValueAsync()).Replace(" ", "", StringComparison.Ordinal));
        await nurse.TypeAsync("child", "A boy of about four");
        await nurse.TypeAsync("whereNow", "At home, with him");
        await nurse.TypeAsync("danger", "He has a knife and has said that he will use it.");
        await nurse.TypeAsync("phone", "01632 960557");
        await nurse.ChooseAsync("rung-yes", "no");
        await nurse.TypeAsync("postcode", "ZB4 1AA");
        await nurse.ButtonAsync("Send what you know now");

        await Expect(nurse.Heading).ToHaveTextAsync("Referral sent");
        await Expect(nurse.Main).ToContainTextAsync("Brackenford Council received it");
        await Expect(nurse.Main).ToContainTextAsync("Complete the six tasks");
        await nurse.LinkAsync("Go to the six tasks");
        await Expect(nurse.Heading).ToHaveTextAsync("Add the rest");
    }

    [Fact]
    public async Task A_draft_from_a_check_knows_the_child_keeps_what_was_typed_and_is_deleted_by_hand()
    {
        await using var nurse = await Visitor.OpenAsync(stack);
        var journey = stack.Cast["nothing-held"];
        await nurse.AskAsync(journey.Name);
        await nurse.ButtonAsync("Refer this child");
        await nurse.ChooseAsync("dangerNow", "no");
        await nurse.ChooseAsync("wanted", "section-17");
        await nurse.ButtonAsync("Continue");
        await Expect(nurse.Main.Locator(".govuk-task-list__item").First).ToContainTextAsync("Typed, not saved");
        await nurse.LinkAsync("The children");
        Assert.Equal(journey.NhsNumber, (await nurse.Page.Locator("#nhsNumber").InputValueAsync()).Replace(" ", "", StringComparison.Ordinal));
        await Expect(nurse.Page.Locator("[name=dateOfBirth-year]")).ToHaveValueAsync($"{journey.Born.Year}");
        await nurse.TypeAsync("lastName", "Half");
        await nurse.ButtonAsync("Save and continue");
        await Expect(nurse.Summary()).ToBeFocusedAsync();

        await nurse.LinkAsync("The six tasks");
        await nurse.LinkAsync("The children");
        await Expect(nurse.Page.Locator("#lastName")).ToHaveValueAsync("Half");

        // Typed, and the page is lost before it is saved.
        await nurse.Page.RunAndWaitForResponseAsync(() => nurse.TypeAsync("whereNow", "In cubicle 4"), response => response.Url.EndsWith("handler=Keep", StringComparison.Ordinal) && response.Status == 204);
        await nurse.Page.ReloadAsync();
        await Expect(nurse.Page.Locator("#whereNow")).ToHaveValueAsync("In cubicle 4");

        await nurse.LinkAsync("The six tasks");
        var draft = new Uri(nurse.Page.Url).AbsolutePath;
        await nurse.LinkAsync("Delete this draft");
        await nurse.PressAsync("Delete the draft", "Your referrals");
        await Expect(nurse.Main.Locator($"a[href='{draft}']")).ToHaveCountAsync(0);
        Assert.Equal(404, (await nurse.Page.GotoAsync(draft))!.Status);
    }

    [Fact]
    public async Task Keyboard_alone_refers_a_child()
    {
        await using var lead = await Visitor.OpenAsync(stack);
        var keys = new Keys(lead);
        await lead.SignInAsync(Lead);
        await keys.PressAsync("main a[href='/referrals/new']", "Enter");
        await keys.PressAsync("#dangerNow-2", "Space", radio: true);
        await keys.PressAsync("#wanted", "Space", radio: true);
        await keys.EnterAsync("Refer a child");
        await keys.PressAsync("main a[href$='/children']", "Enter");
        foreach (var (box, text) in ((string, string)[])[("#firstName", "Keya"), ("#lastName", "Board"), ("#dateOfBirth", "4"), ("#dateOfBirth-month", "3"), ("#dateOfBirth-year", "2019")]) await keys.TypeAsync(box, text);
        foreach (var box in (string[])["#sex", "#interpreter"]) await keys.PressAsync(box, "Space", radio: true);
        await keys.PressAsync("#disabilities", "Space");
        await keys.TypeAsync("#address-text", "1 Harbour Lane");
        await keys.TypeAsync("#address-postcode", "ZA4 1AA");
        await keys.TypeAsync("#whereNow", "In school");
        await keys.TypeAsync("#school-name", "St Oswin's Primary");
        await keys.TypeAsync("#effect", "She flinches, will not eat and asks not to go home.");
        await keys.EnterAsync("The children");
        await keys.PressAsync("main a.govuk-button", "Enter");
        await keys.PressAsync("main a[href$='/adults']", "Enter");
        foreach (var box in (string[])["domesticAbuse", "mentalIllness", "drugsOrAlcohol", "learningDisability"]) await keys.PressAsync($"#household-{box}-answer", "Space", radio: true);
        await keys.EnterAsync("The adults");
        await keys.PressAsync("main a.govuk-button", "Enter");
        await keys.PressAsync("main a[href$='/tasks/worries']", "Enter");
        await keys.TypeAsync("#happened", "She came in with a burn on her hand and two accounts of how it happened.");
        await keys.TypeAsync("#childsWords", "It was the iron");
        await keys.PressAsync("#kinds-4", "Space");
        await keys.PressAsync("#levelOfNeed", "Space", radio: true);
        await keys.EnterAsync("Refer a child");
        await keys.PressAsync("main a[href$='/tasks/family']", "Enter");
        foreach (var box in (string[])["#parentsTold", "#agreed", "#keepFromFamily-2"]) await keys.PressAsync(box, "Space", radio: true);
        await keys.EnterAsync("Refer a child");
        await keys.PressAsync("main a[href$='/tasks/history']", "Enter");
        await keys.EnterAsync("Refer a child");
        await keys.PressAsync("main a[href$='/tasks/referrer']", "Enter");
        await keys.TypeAsync("#phone", "01632 960557");
        await keys.TypeAsync("#colleague-name", "Owen Price");
        await keys.EnterAsync("Refer a child");
        await keys.PressAsync("main a[href$='/answers']", "Enter");
        await keys.EnterAsync("Referral sent");
    }
}
