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
        stack.Agencies.AddNames(journey.NhsNumber, journey.Born, "Xanthe", "Quillfeather");
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
