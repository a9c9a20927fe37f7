using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gateway.Acceptance;

/// <summary>Somebody who does not know the NHS number finds the child by name, and asks.</summary>
public sealed class FindTests(Stack stack)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Child_is_found_by_name_compared_and_checked(bool javaScript)
    {
        await using var nurse = await Visitor.OpenAsync(stack, javaScript: javaScript);
        var journey = stack.Cast["plan-in-another-council"];
        var child = stack.Child(journey);
        await nurse.SignInAsync(journey.Practitioner);
        await nurse.Page.GetByRole(AriaRole.Link, new() { Name = "I do not know the NHS number" }).ClickAsync();

        await FillAsync(nurse, journey, child.Given, child.Family, child.Postcode);
        await nurse.PressAsync("Find", "Is this the child?");

        await Expect(nurse.Main).ToContainTextAsync($"{child.Given} {child.Family}");
        await Expect(nurse.Main).Not.ToContainTextAsync("plan");
        var response = await nurse.AnswerToAsync(() => nurse.Page.GetByRole(AriaRole.Button, new() { Name = "Yes, check this child" }).ClickAsync());
        Assert.Equal(200, response.Status);
        await Expect(nurse.Heading).ToHaveTextAsync("Child protection plan: yes (Castlebridge Council).");
    }

    [Fact]
    public async Task Journey_07_NoNumberDayAndMonthSwapped()
    {
        await using var nurse = await Visitor.OpenAsync(stack);
        var journey = stack.Cast["number-and-date-disagree"];
        var child = stack.Child(journey);
        // The department wrote the date down as the carer said it.
        stack.Agencies.AddNames(journey.NhsNumber, journey.Born, child.Given, child.Family);
        await nurse.SignInAsync(journey.Practitioner);
        await nurse.LinkAsync("I do not know the NHS number");
        await FillAsync(nurse, journey, child.Given, child.Family, child.Postcode);

        await nurse.ButtonAsync("Find");

        await Expect(nurse.Heading).ToHaveTextAsync(new Regex(@"Is this the child\?|Which child is it\?"));
        await Expect(nurse.Main).ToContainTextAsync($"{child.Given} {child.Family}");
        await Expect(nurse.Main).ToContainTextAsync("The date of birth is nearly what you typed, and not the same.");
        await Expect(nurse.Main).Not.ToContainTextAsync(child.Postcode);
        Assert.DoesNotMatch("(?i)plan|council|concern|social worker|visit", await nurse.Main.InnerTextAsync());
    }

    [Fact]
    public async Task Journey_09_ChildNotFound()
    {
        await using var nurse = await Visitor.OpenAsync(stack);
        var journey = stack.Cast["not-in-the-index"];
        await nurse.SignInAsync(journey.Practitioner);
        await nurse.LinkAsync("I do not know the NHS number");
        await FillAsync(nurse, journey, "Xanthe", "Quillfeather", "ZZ99 3VZ");
        await nurse.PressAsync("Find", "We could not find this child");
        await Expect(nurse.Main).ToContainTextAsync("This does not mean there is no plan or concern.");
        await Expect(nurse.Main.Locator(".gateway-ring a[href^='tel:']").First).ToBeVisibleAsync();
        await Expect(nurse.Main.GetByRole(AriaRole.Link, new() { Name = "Look again with other details" })).ToBeVisibleAsync();

        // A concern can be raised all the same.
        await Axe.PassesAsync(nurse, "find-nobody", 1280);
        await nurse.ButtonAsync("Refer this child without a match");
        await nurse.ChooseAsync("dangerNow", "no");
        await nurse.ChooseAsync("wanted", "section-17");
        await nurse.ButtonAsync("Continue");
        await nurse.LinkAsync("Children");
        // What was typed to find the child is not typed again.
        await Expect(nurse.Page.Locator("[name=lastName]")).ToHaveValueAsync("Quillfeather");
        await Expect(nurse.Page.Locator("[name=address-postcode]")).ToHaveValueAsync("ZZ99 3VZ");
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Journey_09_ChildNotFoundAndTheVisitGoesOn(bool javaScript)
    {
        await using var nurse = await Visitor.OpenAsync(stack, javaScript: javaScript);
        var journey = stack.Cast["not-in-the-index"];
        await nurse.SignInAsync(journey.Practitioner);
        await nurse.LinkAsync("I do not know the NHS number");
        await FillAsync(nurse, journey, "Xanthe", "Quillfeather", "ZZ99 3VZ");
        await nurse.PressAsync("Find", "We could not find this child");
        await Expect(nurse.Main).ToContainTextAsync("This is not the same as no concerns.");

        await nurse.Page.GetByLabel("Attendance number on the wristband").FillAsync("ENC-NONE");
        await nurse.PressAsync("Carry on: answer the 6 questions", "Your own system did not confirm that the child is there");
        await nurse.Page.GotoAsync("/find");
        await FillAsync(nurse, journey, "Xanthe", "Quillfeather", "ZZ99 3VZ");
        await nurse.PressAsync("Find", "We could not find this child");
        await BothAsync(nurse, "find-nobody", javaScript);
        await nurse.ButtonAsync("Carry on: answer the 6 questions");

        // One visit is of one attendance: whoever came second through here finds the child named.
        if (javaScript)
        {
            await WorkAsync(nurse);
            await FoundLaterAsync(nurse, journey);
        }
        else
        {
            await Expect(nurse.Heading).ToHaveTextAsync("Six questions");
            await nurse.AnswerQuestionsAsync("Fits");
            await nurse.PressAsync("Save the answers", "The child in the department");
        }

        Assert.DoesNotContain(nurse.Asked, address => address.Contains("Quillfeather", StringComparison.Ordinal));
    }

    private static async Task WorkAsync(Visitor nurse)
    {
        await Expect(nurse.Heading).ToHaveTextAsync("Six questions");
        await SaysNotFoundAsync(nurse);
        await BothAsync(nurse, "not-found-questions", true);
        await nurse.AnswerQuestionsAsync("Does not fit");
        await nurse.PressAsync("Save the answers", "The child in the department");
        await SaysNotFoundAsync(nurse);
        await Expect(nurse.Page.Locator("[data-thing='not-found']")).ToHaveCountAsync(1);
        var visit = nurse.Page.Url;
        await nurse.Page.GotoAsync(visit + "/concern");
        await nurse.WriteConcernAsync();
        await nurse.PressAsync("Open the concern", "The child in the department");
        await Expect(nurse.Page.Locator("[data-entry='concern'] [data-told='front-door']").First).ToContainTextAsync("Aldersham Council");
        await Expect(nurse.Page.Locator("[data-entry='concern'] [data-told='gp']")).ToHaveCountAsync(0);
        await BothAsync(nurse, "not-found-visit", true);
        await nurse.ButtonAsync("Discharge");
        await SaysNotFoundAsync(nurse);
        await nurse.ChooseAsync("concernsOpen", "yes");
        await nurse.PressAsync("Check whether the child may go", "Do not discharge yet");
        await SaysNotFoundAsync(nurse);
        await nurse.Page.GotoAsync("/visits");
        await Expect(nurse.Page.Locator("tbody tr", new() { HasText = "Xanthe Quillfeather" })).ToContainTextAsync("Not found.");
        await BothAsync(nurse, "not-found-list", true);
        await nurse.Page.GotoAsync(visit);
    }

    private static async Task FoundLaterAsync(Visitor nurse, Journey journey)
    {
        await nurse.LinkAsync("Enter the child's NHS number");
        await nurse.PressAsync("Save", "Enter the child's NHS number");
        await Expect(nurse.Page.Locator(".govuk-error-summary")).ToContainTextAsync("Enter the child's NHS number");
        await BothAsync(nurse, "not-found-number", true);
        await nurse.Page.GetByLabel("NHS number").FillAsync(journey.NhsNumber);
        await nurse.FillBirthAsync(journey.Born.Day.ToString(CultureInfo.InvariantCulture), journey.Born.Month.ToString(CultureInfo.InvariantCulture), journey.Born.Year.ToString(CultureInfo.InvariantCulture));
        await nurse.PressAsync("Save", "The child in the department");

        await Expect(nurse.Page.Locator("#not-found")).ToHaveCountAsync(0);
        await Expect(nurse.Page.Locator("[data-entry='identified']")).ToContainTextAsync("The child was found by number");
        await Expect(nurse.Main).ToContainTextAsync("Looked for as Xanthe Quillfeather, and found later.");
        await Expect(nurse.Page.Locator("[data-thing='not-checked']")).ToHaveCountAsync(1);
        await BothAsync(nurse, "found-later", true);
        var response = await nurse.AnswerToAsync(() => nurse.Page.GetByRole(AriaRole.Button, new() { Name = "Check this child now" }).ClickAsync());
        Assert.Equal(200, response.Status);
    }

    private static async Task SaysNotFoundAsync(Visitor nurse)
    {
        await Expect(nurse.Page.Locator("#not-found")).ToContainTextAsync("We could not find this child. This is not the same as no concerns.");
        await Expect(nurse.Page.Locator("#not-found")).ToContainTextAsync("Whether there is a plan is not known.");
        await Expect(nurse.Main).ToContainTextAsync("Xanthe Quillfeather");
    }

    private static async Task BothAsync(Visitor nurse, string name, bool javaScript)
    {
        if (!javaScript) return;
        foreach (var width in (int[])[320, 1280])
        {
            await nurse.Page.SetViewportSizeAsync(width, 768);
            await Axe.PassesAsync(nurse, name, width);
        }
    }

    [Fact]
    public async Task Without_a_first_name_one_more_fact_is_asked_for_and_every_page_passes_axe()
    {
        await using var nurse = await Visitor.OpenAsync(stack, 320);
        var journey = stack.Cast["plan-in-another-council"];
        var child = stack.Child(journey);
        await nurse.SignInAsync(journey.Practitioner);
        await nurse.Page.GotoAsync("/find");
        await Axe.PassesAsync(nurse, "find", 320);
        await nurse.PressAsync("Find", "Find a child");
        await Expect(nurse.Page.Locator(".govuk-error-summary")).ToContainTextAsync("Enter the child's last name");
        await Axe.PassesAsync(nurse, "find-error", 320);

        await FillAsync(nurse, journey, "", child.Family, child.Postcode);
        await nurse.PressAsync("Find", "Which child is it?");
        await Expect(nurse.Main).Not.ToContainTextAsync(child.Given);
        await Axe.PassesAsync(nurse, "candidates", 320);
        await nurse.PressAsync("Confirm", "Which child is it?");
        await Expect(nurse.Page.Locator(".govuk-error-summary")).ToContainTextAsync("Select the child you mean");
        await Axe.PassesAsync(nurse, "candidates-error", 320);

        await nurse.Page.Locator("input[name='candidate']").First.CheckAsync();
        await nurse.Page.Locator("input[value='given-name']").CheckAsync();
        await nurse.Page.GetByLabel("Type it").FillAsync(child.Given);
        await nurse.Page.GetByLabel("Why do you think that it is this child?").FillAsync("The mother gave the name at the desk.");
        await nurse.PressAsync("Confirm", "Is this the child?");
        await Axe.PassesAsync(nurse, "found", 320);
    }

    private static async Task FillAsync(Visitor nurse, Journey journey, string given, string family, string postcode)
    {
        await nurse.Page.GetByLabel("First name").FillAsync(given);
        await nurse.Page.GetByLabel("Last name").FillAsync(family);
        await nurse.FillBirthAsync(journey.Born.Day.ToString(CultureInfo.InvariantCulture), journey.Born.Month.ToString(CultureInfo.InvariantCulture), journey.Born.Year.ToString(CultureInfo.InvariantCulture));
        await nurse.Page.GetByLabel("Postcode").FillAsync(postcode);
        await nurse.Page.Locator($"input[name='reason'][value='{journey.Purpose}']").CheckAsync();
    }
}
