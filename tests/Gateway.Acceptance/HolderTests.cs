using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gateway.Acceptance;

/// <summary>What a named person at the holder decides, from the written reason to what the asker reads.</summary>
public sealed class HolderTests(Stack stack)
{
    private const string Decide = "Decide what goes";
    private const string Preview = "Check what the asker will see";

    [Theory]
    [InlineData(true, "pupil-on-plan")]
    [InlineData(false, "pupil-nothing-held")]
    public async Task Named_person_trims_and_the_asker_reads_what_was_released_and_no_more(bool javaScript, string journey)
    {
        await using var lead = await Visitor.OpenAsync(stack, javaScript: javaScript);
        await AskAsync(lead, journey);

        await using var doctor = await Visitor.OpenAsync(stack, javaScript: javaScript);
        await doctor.SignInAsync("doctor-lindstrand");
        await OpenNewestAsync(doctor, "decide", Decide);
        await Expect(doctor.Main).ToContainTextAsync("Joan Hartley");
        await Expect(doctor.Main).ToContainTextAsync("Reasonmark");
        await doctor.PressAsync("See what the asker will see", Decide);
        await Expect(doctor.Page).ToHaveTitleAsync("Error: Decide what goes - Gateway");
        await Expect(doctor.Summary().Locator("li").First).ToHaveTextAsync("Select what you decide");
        await TrimAsync(doctor);
        await doctor.PressAsync("See what the asker will see", Preview);
        await Expect(doctor.Main).ToContainTextAsync("The number is enough for a referral.");
        await Expect(doctor.Main).Not.ToContainTextAsync("Recordmark");
        await doctor.PressAsync("Send the answer", "What you decided");

        await OpenNewestAsync(lead, "asked", "What you asked for");
        await Expect(lead.Main).ToContainTextAsync("The number is enough for a referral.");
        await Expect(lead.Main).Not.ToContainTextAsync("Recordmark");
        await lead.Page.GetByRole(AriaRole.Button, new() { Name = "Read what was released" }).ClickAsync();
        await Expect(lead.Main).ToContainTextAsync("Urgent care visits");
        await Expect(lead.Main).ToContainTextAsync("Your check has been recorded");
        foreach (var address in lead.Asked.Concat(doctor.Asked)) Assert.DoesNotContain(stack.Cast[journey].NhsNumber.Replace(" ", "", StringComparison.Ordinal), address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Named_person_declines_by_keyboard_alone()
    {
        await using var lead = await Visitor.OpenAsync(stack);
        await AskAsync(lead, "pupil-on-plan");
        await using var doctor = await Visitor.OpenAsync(stack);
        await doctor.SignInAsync("doctor-lindstrand");
        await OpenNewestAsync(doctor, "decide", Decide);

        var keys = new Keys(doctor);
        await doctor.Heading.ClickAsync();
        await keys.PressAsync("input[name=answer][value=decline]", "Space", radio: true);
        await keys.TypeAsync("#reason", "Nothing here bears on it.");
        await keys.TypeAsync("#toAsker", "Ring me, and we will talk it through.");
        await keys.EnterAsync(Preview);
        await keys.EnterAsync("What you decided");

        await Expect(doctor.Page.Locator("#forms dd").First).ToHaveTextAsync("Does not go");
    }

    [Fact]
    public async Task Every_page_of_requests_passes_axe_fits_its_width_and_reads_plainly()
    {
        await using var lead = await Visitor.OpenAsync(stack);
        await AskAsync(lead, "pupil-nothing-held");
        await using var doctor = await Visitor.OpenAsync(stack);
        await doctor.SignInAsync("doctor-lindstrand");
        await doctor.Page.GotoAsync("/asks");
        await Plain.PassesAsync(doctor, "asks");
        await OpenNewestAsync(doctor, "decide", Decide);
        var ask = doctor.Page.Url;
        await Axe.PassesAsync(doctor, "ask", 1280);
        await doctor.PressAsync("See what the asker will see", Decide);
        await doctor.Page.SetViewportSizeAsync(320, 640);
        await Axe.PassesAsync(doctor, "ask-error", 320);
        await doctor.Page.SetViewportSizeAsync(1280, 768);
        await TrimAsync(doctor);
        await doctor.PressAsync("See what the asker will see", Preview);
        await Plain.PassesAsync(doctor, "ask-preview");
        await doctor.PressAsync("Send the answer", "What you decided");
        await Axe.PassesAsync(doctor, "ask-decided", 1280);
        await lead.Page.GotoAsync(ask);
        await Plain.PassesAsync(lead, "ask-answered");
        await AskAsync(lead, "pupil-nothing-held");
        await OpenNewestAsync(doctor, "decide", Decide);
        await doctor.Page.Locator("#interest").FillAsync("She is my niece.");
        await doctor.PressAsync("I have a personal interest", "A colleague decides this");
        await Plain.PassesAsync(doctor, "ask-passed");
    }

    private async Task AskAsync(Visitor lead, string journey)
    {
        var asked = stack.Cast[journey];
        await lead.Page.GotoAsync("/sign-in");
        await lead.SignInAsync(asked.Practitioner);
        await lead.FillAsync(asked);
        await lead.CheckAsync();
        await lead.AnswerToAsync(() => lead.Page.GetByRole(AriaRole.Button, new() { Name = "Write a reason" }).ClickAsync());
        await lead.ChooseAsync("supports", "make-referral");
        await lead.TypeAsync("whyNotLess", "Reasonmark: three absences with bruises, and the plan alone does not tell whether anybody has seen them.");
        await lead.TypeAsync("whatIfWait", "The pupil goes home this afternoon to whoever may have caused it.");
        await lead.ChooseAsync("ifNotShared", "3");
        await lead.TypeAsync("ifNotSharedReason", "A patterned bruise on the arm, seen by two teachers today.");
        await lead.ChooseAsync("ifShared", "1");
        await lead.TypeAsync("ifSharedReason", "The family may lose trust in the school and stay away.");
        await lead.AnswerToAsync(() => lead.Page.GetByRole(AriaRole.Button, new() { Name = "Send the reason" }).ClickAsync());
        await Expect(lead.Main).ToContainTextAsync("Sent to the senior doctor on duty");
    }

    // What was asked last is due last, or was answered last.
    private static async Task OpenNewestAsync(Visitor visitor, string table, string heading)
    {
        await visitor.Page.GotoAsync("/asks");
        await visitor.Page.Locator(table == "asked" ? "#asked tr:has-text('Answered') a" : $"#{table} tbody tr:last-child a").First.ClickAsync();
        await Expect(visitor.Heading).ToHaveTextAsync(heading);
    }

    private static async Task TrimAsync(Visitor doctor)
    {
        await doctor.ChooseAsync("answer", "trim");
        var items = await doctor.Page.Locator("input[name^='item-'][value='none']").EvaluateAllAsync<string[]>("all => all.map(one => one.name)");
        foreach (var item in items) await doctor.ChooseAsync(item, item == "item-attendance-count" ? "whole" : "none");
        await doctor.TypeAsync("reason", "Recordmark: the days would tell more than the school needs.");
        await doctor.TypeAsync("toAsker", "The number is enough for a referral.");
    }
}
