using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gateway.Acceptance;

/// <summary>The front door takes referrals in, decides with a message, asks others and answers who disagrees: the journeys of the workflows, by their numbers.</summary>
public sealed partial class FrontDoorJourneys(Stack stack)
{
    private const string Lead = "dsl-hartley";
    private const string Worker = "social-worker-nwosu";

    [Fact]
    public async Task Every_page_of_the_front_door_passes_axe_fits_its_width_and_reads_plainly()
    {
        // Of its own: what others sent would stand in the picture.
        await using var own = await stack.StartAnotherGatewayAsync("front-door-pages");
        var sent = await Referred.SendAsync(stack, new Referring(Lead, "section-17") { Gateway = own.Address }, "Nila", "Wide");
        await using var worker = await SignedInAsync(Worker, at: own.Address);
        await worker.Page.GotoAsync("/referrals/inbox");
        await Plain.PassesAsync(worker, "inbox");
        await worker.OpenAsync(sent.Reference);
        await worker.ButtonAsync("Take this referral");
        await Expect(worker.Main).ToContainTextAsync("Chidi Nwosu is looking at it");
        await Plain.PassesAsync(worker, "front-door");
        await worker.LinkAsync("Ask other agencies");
        await worker.ButtonAsync("Ask other agencies");
        await Expect(worker.Summary()).ToBeVisibleAsync();
        await Plain.PassesAsync(worker, "ask-agencies-error");
        await worker.AskOthersAsync("millpond-surgery");
        await worker.LinkAsync("Decide");
        await worker.ButtonAsync("Decide");
        await Expect(worker.Summary()).ToBeVisibleAsync();
        await Plain.PassesAsync(worker, "decide-error");
        await worker.DecideAsync("no-further-action", ("advice", "Speak with the school nurse."), ("without", "Nothing that they could say would change it."));
        await Expect(worker.Main).ToContainTextAsync("The referrer has not read the decision yet");
        await using var lead = await SignedInAsync(Lead, at: own.Address);
        await lead.Page.GotoAsync("/referrals");
        await Plain.PassesAsync(lead, "referrals-unread");
        await lead.LinkAsync("Read what was decided about Nila Wide");
        await Plain.PassesAsync(lead, "feedback");
        await lead.LinkAsync("I disagree");
        await Plain.PassesAsync(lead, "disagree");
        await lead.DisagreeAsync(safe: false);
        await Plain.PassesAsync(lead, "referral-disputed");
        await using var doctor = await SignedInAsync("gp-desai", at: own.Address);
        await doctor.Page.GotoAsync("/referrals");
        await doctor.LinkAsync("Answer about Nila Wide");
        await Plain.PassesAsync(doctor, "asked");
    }

    [Fact]
    public async Task Journey_33_LoggedAsAContact()
    {
        var sent = await Referred.SendAsync(stack, Lead, "section-47", ("Contact", "Only", "ZA4 1AA"));
        await using var worker = await SignedInAsync("front-door-walsh");
        await worker.TakeAsync(sent);
        await worker.LinkAsync("Record as a contact, not a referral");
        await worker.TypeAsync("why", "The school is already doing what is needed, and nothing else is known.");
        await worker.MessageAsync();
        await worker.ButtonAsync("Record as a contact, not a referral");
        // An enquiry was asked for: nobody lets go of it alone.
        await Expect(worker.Summary()).ToContainTextAsync("Enter the manager who agreed");
        await worker.TypeAsync("agreedBy", "manager-lowe");
        await worker.ButtonAsync("Record as a contact, not a referral");
        await Expect(worker.Main).ToContainTextAsync("Recorded as a contact");

        await using var lead = await SignedInAsync(Lead);
        await lead.Page.GotoAsync("/referrals");
        await lead.LinkAsync("Read what was decided about Contact Only");
        await lead.ButtonAsync("I meant to refer");

        await Expect(lead.Page.Locator("[data-child='looked-at']")).ToHaveCountAsync(1);
        await worker.Page.GotoAsync($"/referrals/{sent.Id}");
        await Expect(worker.Main).ToContainTextAsync("The referrer meant to refer");
    }

    [Fact]
    public async Task Journey_35_DisagreesAndTheChildIsNotSafeTonight()
    {
        var sent = await Referred.SendAsync(stack, Lead, "section-17", ("Safe", "Tonight", "ZA4 1AA"));
        await using var worker = await SignedInAsync(Worker);
        await worker.TakeAsync(sent);
        await worker.LinkAsync("Decide");
        await worker.DecideAsync("no-further-action", ("advice", "Speak with the school nurse."));
        await using var lead = await SignedInAsync(Lead);
        await lead.Page.GotoAsync($"/referrals/{sent.Id}");
        await Expect(lead.Main).ToContainTextAsync("No further action");
        await lead.LinkAsync("Read the message that is waiting for you");
        await Expect(lead.Main).ToContainTextAsync("The burn was an accident, and it was seen to at once.");
        await worker.Page.ReloadAsync();
        await Expect(worker.Main).ToContainTextAsync("The referrer has read the decision");

        await lead.LinkAsync("I disagree");
        await Expect(lead.Main.Locator("a[href^='tel:']")).ToBeVisibleAsync();
        await lead.DisagreeAsync(safe: false);

        // The number comes first, then whom it is with, by name; and nobody has to allow that it goes further.
        Assert.Equal("Ring now", await lead.Main.Locator("h1, h2").First.InnerTextAsync());
        await Expect(lead.Main).ToContainTextAsync("It is with Chidi Nwosu.");
        await lead.ButtonAsync("Take the disagreement further");
        await Expect(lead.Main).ToContainTextAsync("It is with Helen Lowe.");
        await lead.ButtonAsync("Take the disagreement further");
        await Expect(lead.Main).ToContainTextAsync("It is with Farah Amin.");
        await using var manager = await SignedInAsync("service-manager-amin");
        await manager.Page.GotoAsync("/referrals/inbox");
        await manager.OpenAsync(sent.Reference);
        await manager.LinkAsync("Answer the disagreement");
        await manager.TypeAsync("note", "We met, and a social worker sees her today.");
        await manager.ButtonAsync("Answer the disagreement");
        await Expect(manager.Main).ToContainTextAsync("The disagreement was answered");
        await lead.Page.ReloadAsync();
        await lead.LinkAsync("Settle the disagreement");
        await lead.ChooseAsync("outcome", "kept-accepted");
        await lead.ButtonAsync("Settle the disagreement");
        await Expect(lead.Main).Not.ToContainTextAsync("You disagreed");
    }

    [Fact]
    public async Task Journey_46_OpenCaseIsNoReferralAndItsWorkerTakesNote()
    {
        var child = new Referring(Lead) { NhsNumber = "9990000018" };
        var open = await Referred.SendAsync(stack, child, "Case", "Open");
        await using var social = await SignedInAsync(Worker);
        await social.TakeAsync(open);
        await social.LinkAsync("Decide");
        await social.DecideAsync("assessment");
        var sent = await Referred.SendAsync(stack, child, "Case", "Open");
        await using var worker = await SignedInAsync("front-door-walsh");
        await worker.TakeAsync(sent);
        await Expect(worker.Page.Locator("[data-open-case='assessment']")).ToContainTextAsync("Chidi Nwosu has it.");
        await worker.LinkAsync("Decide");
        await Expect(worker.Page.Locator("[data-open-case]")).ToContainTextAsync("It cannot be recorded as a referral.");
        await Plain.PassesAsync(worker, "decide-open-case");
        // Not by whoever may decide anything else, either.
        await social.Page.GotoAsync($"/referrals/{sent.Id}");
        await social.LinkAsync("Decide");
        await social.ChooseAsync("outcome", "assessment");
        await social.TypeAsync("why", "She was seen at school again with a mark that nobody explains.");
        await social.MessageAsync();
        await social.ButtonAsync("Decide");
        await Expect(social.Page.Locator("#outcome-error")).ToHaveTextAsync("Error: This child's case is open here. Select information on an open case, or a strategy discussion.");
        await Expect(social.Page.Locator("[name='message-asked']")).ToHaveValueAsync("Tell us if you see another mark.");

        await worker.DecideAsync("open-case");

        // It waits for whoever has the case until they say that they took note.
        await social.ReadNoticesAsync("Something was added to a referral");
        await social.Page.GotoAsync("/referrals/inbox");
        await Expect(social.Page.Locator($"tr[data-reference='{sent.Reference}']")).ToContainTextAsync("Passed to the child's social worker");
        await social.OpenAsync(sent.Reference);
        await social.ButtonAsync("Take note for the open case");
        await Expect(social.Page.Locator("[data-child='closed']")).ToHaveCountAsync(1);
        await Expect(social.Page.Locator("[data-event='open_case.acknowledged']")).ToContainTextAsync("Chidi Nwosu");
        var next = await Referred.SendAsync(stack, child, "Case", "Open");
        await social.Page.GotoAsync($"/referrals/{next.Id}");
        await Expect(social.Page.Locator("[data-earlier='1']")).ToContainTextAsync("once");
        await Expect(social.Page.Locator("[data-informed='1'] + ul")).ToContainTextAsync(sent.Reference);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Journey_43_NoFurtherActionWithoutAMessageIsNotSaved(bool javaScript)
    {
        var sent = await Referred.SendAsync(stack, Lead, "section-17", ("Empty", $"Message{javaScript}", "ZA4 1AA"));
        await using var worker = await SignedInAsync(Worker, javaScript);
        // Monday morning: what waits is in words, with the age and the time that is left.
        await worker.Page.GotoAsync("/referrals/inbox");
        await Expect(worker.Page.Locator($"tr[data-reference='{sent.Reference}']")).ToContainTextAsync("7 years");
        await Expect(worker.Page.Locator($"tr[data-reference='{sent.Reference}']")).ToContainTextAsync(TimeLeft());
        await worker.TakeAsync(sent);
        await worker.LinkAsync("Decide");
        await worker.ChooseAsync("outcome", "no-further-action");
        await worker.TypeAsync("why", "We spoke with the school and with her mother, and the account is clear now.");
        await worker.TypeAsync("advice", "Speak with the school nurse.");

        await worker.ButtonAsync("Decide");

        await Expect(worker.Page.Locator(".govuk-error-summary__list li")).ToHaveTextAsync(["Enter what you will tell the referrer"]);
        await Expect(worker.Page.Locator("#message-decided-error")).ToHaveTextAsync("Error: Enter what you will tell the referrer");
        await Expect(worker.Page.Locator("#advice")).ToHaveValueAsync("Speak with the school nurse.");
        await worker.MessageAsync();
        await worker.ButtonAsync("Decide");
        await Expect(worker.Page.Locator("[data-child='no-further-action']")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Journey_45_ThreeChildrenOneReferralThreeStates()
    {
        var sent = await Referred.SendAsync(stack, Lead, "section-47", ("One", "Three", "ZA4 1AA"), ("Two", "Three", "ZA4 1AA"), ("Last", "Three", "ZA4 1AA"));
        await using var worker = await SignedInAsync(Worker);
        await worker.Page.GotoAsync($"/referrals/{sent.Id}/steps/referral.taken");
        await worker.ButtonAsync("Take this referral");
        await Expect(worker.Page.Locator("[data-child='looked-at']")).ToHaveCountAsync(3);

        await worker.Page.GetByRole(AriaRole.Link, new() { Name = "Decide about One Three" }).ClickAsync();
        await Expect(worker.Page.Locator("input[name=child]:checked")).ToHaveCountAsync(1);
        await worker.DecideAsync("strategy");
        await worker.Page.GetByRole(AriaRole.Link, new() { Name = "Decide about Two Three" }).ClickAsync();
        await worker.Page.GetByLabel("Last Three").CheckAsync();
        await worker.DecideAsync("assessment");

        await Expect(worker.Page.Locator("[data-child='strategy']")).ToHaveCountAsync(1);
        await Expect(worker.Page.Locator("[data-child='assessment']")).ToHaveCountAsync(2);
        await Expect(worker.Heading).ToHaveTextAsync("Referral " + sent.Reference);
    }

    [Fact]
    public async Task Journey_50_AskedAgencyAnswersAndAnotherDoesNot()
    {
        var sent = await Referred.SendAsync(stack, Lead, "section-17", ("Asked", "About", "ZA4 1AA"));
        await using var worker = await SignedInAsync(Worker);
        await worker.TakeAsync(sent);
        await worker.LinkAsync("Ask other agencies");
        await worker.AskOthersAsync("millpond-surgery", "northshire-police");
        await using var doctor = await SignedInAsync("gp-desai");
        await doctor.Page.GotoAsync("/referrals");
        await doctor.LinkAsync("Answer about Asked About");
        await Expect(doctor.Main).ToContainTextAsync("When was the child last seen, and by whom?");
        await Expect(doctor.Main).Not.ToContainTextAsync("burn");
        await doctor.Page.GetByRole(AriaRole.Link, new() { Name = "Answer", Exact = true }).ClickAsync();
        await doctor.TypeAsync("answer", "In March, with her mother, for a cough.");
        await doctor.ButtonAsync("Answer");
        await Expect(doctor.Main).ToContainTextAsync("In March, with her mother, for a cough.");

        await worker.Page.ReloadAsync();
        await Expect(worker.Main).ToContainTextAsync("In March, with her mother, for a cough.");
        await worker.LinkAsync("Decide");
        await worker.ChooseAsync("outcome", "open-case");
        await worker.TypeAsync("why", "Her social worker has the case, and it is passed on to her today.");
        await worker.MessageAsync();
        await worker.ButtonAsync("Decide");
        await Expect(worker.Summary()).ToContainTextAsync("Say why you are deciding without the agencies that have not answered");
        await worker.TypeAsync("without", "The case is open, and the officer in it is known.");
        await worker.ButtonAsync("Decide");

        await Expect(worker.Page.Locator("[data-child='open-case']")).ToHaveCountAsync(1);
        await Expect(worker.Main).ToContainTextAsync("Northshire Police: did not answer");
    }

    [Fact]
    public async Task Journey_51_NoFurtherActionOnTheThirdReReferralOfABabyNeedsASecondManager()
    {
        var baby = new Referring(Lead) { Born = DateOnly.FromDateTime(DateTime.UtcNow).AddMonths(-8) };
        for (var before = 0; before < 3; before++) await Referred.SendAsync(stack, baby, "Third", "Again");
        var sent = await Referred.SendAsync(stack, baby, "Third", "Again");
        await using var worker = await SignedInAsync(Worker);
        await worker.TakeAsync(sent);
        await Expect(worker.Heading).ToContainTextAsync(sent.Reference);
        await Expect(worker.Main).ToContainTextAsync("Third Again, 8 months");
        await Expect(worker.Page.Locator("[data-earlier='3']")).ToContainTextAsync("3 times");
        await worker.LinkAsync("Decide");
        await worker.ChooseAsync("outcome", "no-further-action");
        await worker.TypeAsync("why", "We spoke with the school and with her mother, and the account is clear now.");
        await worker.TypeAsync("advice", "Speak with the health visitor.");
        await worker.MessageAsync();
        // Nobody agrees with themselves, and nobody else but a manager does.
        foreach (var named in (string[])["", Worker, "teacher-price"])
        {
            await worker.TypeAsync("agreedBy", named);
            await worker.ButtonAsync("Decide");
            await Expect(worker.Page.Locator("#agreedBy-error")).ToHaveTextAsync("Error: Enter the manager who agreed, by their sign-in");
        }

        await worker.TypeAsync("agreedBy", "manager-lowe");
        await worker.ButtonAsync("Decide");

        await Expect(worker.Page.Locator("[data-child='no-further-action']")).ToHaveCountAsync(1);
        await Expect(worker.Page.Locator("[data-event='decision.made']")).ToContainTextAsync("Manager who agreed: Helen Lowe");
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Practice_answers_a_section_47_enquiry_question_by_question(bool javaScript)
    {
        var sent = await Referred.SendAsync(stack, Lead, "section-47", ("Enquiry", javaScript ? "One" : "Two", "ZA4 1AA"));
        await using var worker = await SignedInAsync(Worker);
        await worker.TakeAsync(sent);
        await worker.LinkAsync("Ask other agencies");
        await worker.AskOthersForAsync("section-47", "millpond-surgery");
        await using var doctor = await Visitor.OpenAsync(stack, javaScript: javaScript);
        await doctor.SignInAsync("gp-desai");
        await doctor.Page.GotoAsync($"/referrals/{sent.Id}");
        await doctor.Page.GetByRole(AriaRole.Link, new() { Name = "Answer", Exact = true }).ClickAsync();
        await doctor.PressAsync("Answer", "Answer");
        await Expect(doctor.Summary().Locator("li")).ToHaveTextAsync(["Select when the child was last seen, or not seen in 12 months", "Enter your view, or select nothing relevant", "Select that you have thought about information on other people"]);
        if (javaScript) await Plain.PassesAsync(doctor, "section-47-error");
        await doctor.ChooseAsync("health-seen", "month");
        await doctor.TypeAsync("health-missed", "Two, in June and in August.");
        await doctor.TypeAsync("health-view", "Her mother is worried and comes when she is asked to.");
        await doctor.ChooseAsync("health-others", "yes");
        await doctor.ButtonAsync("Answer");

        await worker.Page.ReloadAsync();
        foreach (var words in (string[])["Last seen: In the last month.", "Missed appointments: Two, in June and in August.", "View: Her mother is worried"]) await Expect(worker.Main).ToContainTextAsync(words);
    }

    [Fact]
    public async Task Two_referrals_about_one_incident_are_offered_and_merged_and_another_is_sent_on()
    {
        var first = await Referred.SendAsync(stack, Lead, "section-17", ("Twice", "Told", "ZB4 1AA"));
        var second = await Referred.SendAsync(stack, "nurse-okafor", "section-17", ("Twice", "Told", "ZB4 1AA"));
        await using var worker = await SignedInAsync("front-door-iqbal");
        await worker.Page.GotoAsync($"/referrals/{second.Id}");
        await Expect(worker.Main.Locator("[data-duplicate]")).ToContainTextAsync(first.Reference);
        await worker.LinkAsync("Merge with another referral");
        await worker.TypeAsync("reason", "Both are about the burn on Monday.");
        await worker.ButtonAsync("Merge with another referral");
        await Expect(worker.Page.Locator("[data-child='merged']")).ToHaveCountAsync(1);

        // The nurse waits for what is decided here: it does not go elsewhere without her.
        await worker.Page.GotoAsync($"/referrals/{first.Id}");
        await worker.LinkAsync("Send on to another council");
        await worker.Page.Locator("#council").SelectOptionAsync("castlebridge-council");
        await worker.TypeAsync("reason", "The family moved on Friday.");
        await worker.PressAsync("Send on to another council", "Send on to another council");
        await Expect(worker.Summary()).ToContainTextAsync("Take the mergers back first");

        var third = await Referred.SendAsync(stack, Lead, "section-17", ("Sent", "On", "ZB4 1AA"));
        await worker.Page.GotoAsync($"/referrals/{third.Id}");
        await worker.LinkAsync("Send on to another council");
        await worker.Page.Locator("#council").SelectOptionAsync("castlebridge-council");
        await worker.TypeAsync("reason", "The family moved on Friday.");
        await worker.PressAsync("Send on to another council", "Referrals to your council");
        await worker.LinkAsync("What was sent on to other councils");
        await Expect(worker.Main).ToContainTextAsync($"{third.Reference} to Castlebridge Council");
        await worker.Page.GotoAsync($"/referrals/{third.Id}");
        await Expect(worker.Heading).ToHaveTextAsync("Page not found");
    }

    private async Task<Visitor> SignedInAsync(string practitioner, bool javaScript = true, Uri? at = null)
    {
        var visitor = await Visitor.OpenAsync(stack, javaScript: javaScript, gateway: at);
        await visitor.SignInAsync(practitioner);
        return visitor;
    }

    // Sent on a Friday evening or at the weekend it is due on Monday.
    [GeneratedRegex(@"\d+ (hours?|days?) left\s*by the end of \w+day \d")]
    private static partial Regex TimeLeft();
}
