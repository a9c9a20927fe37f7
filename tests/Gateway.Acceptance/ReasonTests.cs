using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gateway.Acceptance;

/// <summary>What the rules let go only on a written reason is asked for on the page, and works without scripts.</summary>
public sealed class ReasonTests(Stack stack)
{
    private const string Journey = "doctor-with-a-concern";

    [Fact]
    public async Task Short_reason_stands_beside_each_item()
    {
        await using var doctor = await Visitor.OpenAsync(stack);

        await doctor.AskAsync(Journey);

        foreach (var row in await doctor.Main.Locator(".govuk-summary-list__row:not(details *)", new() { Has = doctor.Page.Locator("dt", new() { HasTextString = "Child protection plan" }) }).AllAsync())
            await Expect(row.Locator(".gateway-reason")).ToHaveTextAsync("Staff who treat a child who presents need to know whether there is a plan.");
        await Expect(doctor.Main).ToContainTextAsync("Number of urgent care visits");
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Reason_is_written_on_the_page_and_opens_what_waited_for_it(bool javaScript)
    {
        await using var doctor = await Visitor.OpenAsync(stack, javaScript: javaScript);
        await doctor.AskAsync(Journey);
        await Expect(Found(doctor, "School")).ToHaveCountAsync(0);

        Assert.Equal(200, (await BeginAsync(doctor)).Status);
        await Expect(doctor.Heading).ToHaveTextAsync("Write a reason");
        await Expect(doctor.Page.Locator("input[type=radio]:checked")).ToHaveCountAsync(0);
        await Expect(doctor.Main.Locator(".gateway-number").Nth(1)).ToHaveTextAsync(stack.Cast[Journey].Born.ToString("d MMMM yyyy", CultureInfo.InvariantCulture));
        await Expect(doctor.Page.Locator(".gateway-ring a[href^='tel:']")).Not.ToHaveCountAsync(0);
        await WriteAsync(doctor);
        var answer = await SendAsync(doctor);

        Assert.Equal(200, answer.Status);
        await Expect(Found(doctor, "School")).ToHaveCountAsync(1);
        await Expect(doctor.Main).ToContainTextAsync("Your reason will be read by information governance within one working day.");
        await Expect(doctor.Page.GetByRole(AriaRole.Button, new() { Name = "Write a reason" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_is_missing_is_said_twice_and_nothing_written_is_lost()
    {
        await using var doctor = await Visitor.OpenAsync(stack, javaScript: false);
        await doctor.AskAsync(Journey);
        await BeginAsync(doctor);
        await WriteAsync(doctor);
        await doctor.Page.Locator("#whyNotLess").FillAsync("to be safe");
        await doctor.Page.Locator("#whatIfWait").FillAsync("");

        Assert.Equal(400, (await SendAsync(doctor)).Status);

        await Expect(doctor.Page).ToHaveTitleAsync("Error: Write a reason - Gateway");
        await Expect(doctor.Page.Locator(".govuk-error-summary__list li")).ToHaveTextAsync(["Say what could happen to the child if you wait."]);
        await Expect(doctor.Page.Locator("#whatIfWait-error")).ToHaveTextAsync("Error: Say what could happen to the child if you wait.");
        await Expect(doctor.Page.Locator("#whyNotLess")).ToHaveValueAsync("to be safe");
        await doctor.Page.Locator("#whatIfWait").FillAsync("The baby goes home tonight to whoever may have caused it.");
        Assert.Equal(400, (await SendAsync(doctor)).Status);
        await Expect(doctor.Page.Locator(".govuk-error-summary__list li")).ToHaveCountAsync(1);
        await Expect(doctor.Page.Locator("#whyNotLess-error")).ToContainTextAsync("gives no reason of its own");
    }

    [Fact]
    public async Task Empty_form_names_every_field_in_the_words_of_the_page()
    {
        await using var doctor = await Visitor.OpenAsync(stack, javaScript: false);
        await doctor.AskAsync(Journey);
        await BeginAsync(doctor);

        Assert.Equal(400, (await SendAsync(doctor)).Status);

        await Expect(doctor.Page.Locator(".govuk-error-summary__list li")).ToHaveTextAsync(
        [
            "Select the decision that you are making now", "Say why the flag, the minimal form and a call to the named worker will not do for that decision.",
            "Say what could happen to the child if you wait.", "Select the risk to the child if this is not shared", "Say what you saw or heard that makes it that level.",
            "Select the risk if this is shared", "Say what makes it that level, or what makes you think that there is none.",
        ]);
    }

    private static async Task WriteAsync(Visitor doctor)
    {
        await doctor.Page.Locator("input[name=supports][value='discharge-or-keep']").CheckAsync();
        await doctor.Page.Locator("#whyNotLess").FillAsync("The injuries do not fit the account, and the flag alone leaves open what harm was feared.");
        await doctor.Page.Locator("#whatIfWait").FillAsync("The baby goes home tonight to whoever may have caused it.");
        await doctor.Page.Locator("input[name=ifNotShared][value='3']").CheckAsync();
        await doctor.Page.Locator("#ifNotSharedReason").FillAsync("A patterned bruise on a baby who cannot roll over.");
        await doctor.Page.Locator("input[name=ifShared][value='1']").CheckAsync();
        await doctor.Page.Locator("#ifSharedReason").FillAsync("The family may lose trust in the department and stay away.");
    }

    private static Task<IResponse> BeginAsync(Visitor doctor) => PressAsync(doctor, "Write a reason");

    private static Task<IResponse> SendAsync(Visitor doctor) => PressAsync(doctor, "Send the reason");

    private static Task<IResponse> PressAsync(Visitor doctor, string name) => doctor.AnswerToAsync(() => doctor.Page.GetByRole(AriaRole.Button, new() { Name = name }).ClickAsync());

    private static ILocator Found(Visitor visitor, string item) =>
        visitor.Main.Locator(".govuk-summary-list__row:not(details *)", new() { Has = visitor.Page.Locator("dt", new() { HasTextString = item }) });
}
