using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gateway.Acceptance;

public sealed class FormTests(Stack stack)
{
    [Fact]
    public async Task Journey_06_WrongDigit()
    {
        const string Words = "Check the NHS number. One of the digits is wrong";
        await using var nurse = await Visitor.OpenAsync(stack);
        await nurse.SignInAsync("nurse-okafor");
        await nurse.Page.GetByLabel("NHS number").FillAsync("999-000 0019");
        await nurse.FillBirthAsync("4", "march", "2023");

        var response = await nurse.CheckAsync();

        Assert.Equal(400, response.Status);
        await Expect(nurse.Page).ToHaveTitleAsync("Error: Check a child - Gateway");
        await Expect(nurse.Page.Locator(".govuk-error-summary")).ToBeFocusedAsync();
        await Expect(nurse.Page.Locator(".govuk-error-summary__list")).ToHaveTextAsync(Words);
        await Expect(nurse.Page.Locator("#nhs-number-error")).ToHaveTextAsync("Error: " + Words);
        await Expect(nurse.Page.GetByLabel("NHS number")).ToHaveValueAsync("999-000 0019");
        await Expect(nurse.Page.GetByLabel("Month")).ToHaveValueAsync("march");
        await nurse.Page.GetByRole(AriaRole.Link, new() { Name = Words }).ClickAsync();
        await Expect(nurse.Page.GetByLabel("NHS number")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Empty_form_names_every_field_and_asks_nobody()
    {
        await using var nurse = await Visitor.OpenAsync(stack, javaScript: false);
        await nurse.SignInAsync("nurse-okafor");
        var asked = stack.Agencies.Asked("castlebridge-csc");

        await nurse.CheckAsync();

        await Expect(nurse.Page.Locator(".govuk-error-summary__list li")).ToHaveTextAsync(["Enter the child's NHS number", "Enter the child's date of birth"]);
        await Expect(nurse.Page.Locator("[required]")).ToHaveCountAsync(0);
        Assert.Equal(asked, stack.Agencies.Asked("castlebridge-csc"));
    }

    [Fact]
    public async Task The_usual_reason_stands_chosen()
    {
        await using var nurse = await Visitor.OpenAsync(stack);
        await nurse.SignInAsync("nurse-okafor");

        await Expect(nurse.Page.GetByLabel("The child is here for urgent care now")).ToBeCheckedAsync();
        await Expect(nurse.Page.GetByLabel("A crime enquiry")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Two_presses_are_one_question()
    {
        await using var nurse = await Visitor.OpenAsync(stack);
        var journey = stack.Cast["plan-in-another-council"];
        await nurse.SignInAsync(journey.Practitioner);
        var form = nurse.Requests.CreateFormData();
        form.Set("nhs-number", journey.NhsNumber).Set("birth-day", $"{journey.Born.Day}").Set("birth-month", $"{journey.Born.Month}").Set("birth-year", $"{journey.Born.Year}");
        form.Set("reason", journey.Purpose).Set("request", await ValueAsync(nurse, "request")).Set("form", await ValueAsync(nurse, "form"));
        var asked = stack.Agencies.Asked("castlebridge-csc");

        var answers = await Task.WhenAll(nurse.Requests.PostAsync("/check", new() { Form = form }), nurse.Requests.PostAsync("/check", new() { Form = form }));
        var pages = await Task.WhenAll(answers.Select(answer => answer.TextAsync()));

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Equal(Receipt(pages[0]), Receipt(pages[1]));
        Assert.Equal(asked + 1, stack.Agencies.Asked("castlebridge-csc"));
    }

    [Fact]
    public async Task Form_used_for_another_child_is_not_asked()
    {
        await using var nurse = await Visitor.OpenAsync(stack);
        await nurse.SignInAsync("nurse-okafor");
        var used = await ValueAsync(nurse, "request");
        await nurse.FillAsync(stack.Cast["nothing-held"]);
        await nurse.CheckAsync();
        await nurse.Page.GetByRole(AriaRole.Button, new() { Name = "Check another child" }).ClickAsync();
        await nurse.FillAsync(stack.Cast["twin-on-plan"]);
        await nurse.Page.Locator("input[name=request]").EvaluateAsync("(input, used) => input.value = used", used);

        var response = await nurse.CheckAsync();

        Assert.Equal(409, response.Status);
        await Expect(nurse.Heading).ToHaveTextAsync("This page was used for another question");
    }

    private static Task<string> ValueAsync(Visitor visitor, string name) => visitor.Page.Locator($"main input[name={name}]").InputValueAsync();

    private static string Receipt(string page) => page[page.IndexOf("Ledger entry", StringComparison.Ordinal)..page.IndexOf("gateway-actions", StringComparison.Ordinal)];
}
