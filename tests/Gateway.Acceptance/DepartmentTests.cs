using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gateway.Acceptance;

/// <summary>A child in the department, from the answer to a check to "Do not discharge yet" and past it.</summary>
public sealed class DepartmentTests(Stack stack)
{
    [Theory]
    [InlineData(true, "plan-in-another-council")]
    [InlineData(false, "plans-in-two-councils")]
    public async Task Child_with_an_open_concern_stays_until_a_consultant_who_did_not_record_it_lets_them_go(bool javaScript, string journey)
    {
        await using var nurse = await Visitor.OpenAsync(stack, javaScript: javaScript);
        await stack.Agencies.SetAsync("dunmere-csc", new(Fault: Simulator.Fault.Error));
        await nurse.AskAsync(journey);
        await nurse.PressAsync("Answer the 6 questions", "Six questions");
        await nurse.PressAsync("Save the answers", "Six questions");
        await Expect(nurse.Page).ToHaveTitleAsync("Error: Six questions - Gateway");
        await Expect(nurse.Page.Locator(".govuk-error-summary li").First).ToHaveTextAsync("Select yes if the account has changed");
        await nurse.AnswerQuestionsAsync(fits: "Does not fit");
        await nurse.PressAsync("Save the answers", "The child in the department");
        await Expect(nurse.Main).ToContainTextAsync("Senior review needed (ST4 or above).");
        await nurse.Page.GetByRole(AriaRole.Link, new() { Name = "Open a concern" }).First.ClickAsync();
        await nurse.WriteConcernAsync();
        await nurse.PressAsync("Open the concern", "The child in the department");
        await Expect(nurse.Page.Locator("[data-told='front-door']").First).ToContainTextAsync("Aldersham Council");
        await Expect(nurse.Page.Locator("[data-entry='concern']")).ToContainTextAsync("Summarymark");

        await nurse.Page.GetByRole(AriaRole.Button, new() { Name = "Discharge" }).ClickAsync();
        await Expect(nurse.Heading).ToHaveTextAsync("Discharge check");
        await nurse.PressAsync("Check whether the child may go", "Discharge check");
        await Expect(nurse.Page.Locator(".govuk-error-summary")).ToContainTextAsync("Select yes if any concerns are still open");
        await nurse.Page.Locator("input[name=concernsOpen][value=yes]").CheckAsync();
        await nurse.PressAsync("Check whether the child may go", "Do not discharge yet");
        await Expect(nurse.Page.Locator("#open li")).Not.ToHaveCountAsync(0);
        await Expect(nurse.Main).ToContainTextAsync("A concern is open.");
        var visit = nurse.Page.Url.Split('/')[^2];
        await nurse.Page.GetByRole(AriaRole.Button, new() { Name = "Senior override" }).ClickAsync();
        await nurse.OverrideAsync("Reasonmark: her father takes her to another ward.");
        await Expect(nurse.Page.Locator(".govuk-error-summary")).ToContainTextAsync("Only a consultant may do this");

        await using var doctor = await Visitor.OpenAsync(stack, javaScript: javaScript);
        await doctor.SignInAsync("doctor-lindstrand");
        await doctor.Page.GotoAsync($"/visits/{visit}/override");
        await doctor.OverrideAsync("Ten chars.");
        await Expect(doctor.Page.Locator(".govuk-error-summary")).ToContainTextAsync("Reason must be 30 characters or more");
        await doctor.OverrideAsync("Reasonmark: her father takes her to another ward.");
        await Expect(doctor.Page.Locator("#state")).ToContainTextAsync("Let go by a consultant with something open");
        Assert.DoesNotContain(nurse.Asked.Concat(doctor.Asked), address => address.Contains(stack.Cast[journey].NhsNumber.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Visit_that_nobody_ended_says_so_and_does_not_end_while_the_departments_own_system_shows_the_child()
    {
        await using var here = await ClockedGateway.StartAsync(stack, DateTimeOffset.UtcNow.AddHours(14));
        await using var nurse = await here.SignedInAsync("nurse-okafor");
        await nurse.FillAsync(stack.Cast["plan-in-another-council"]);
        await nurse.CheckAsync();
        await nurse.PressAsync("Answer the 6 questions", "Six questions");
        var visit = nurse.Page.Url[..^"/questions".Length];
        await nurse.Page.GotoAsync("/visits");
        await Expect(nurse.Page.Locator("[data-here]")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"Here \d+ (hours|days)\. Nobody has ended this visit\."));
        await nurse.Page.GotoAsync(visit);
        await nurse.LinkAsync("The child is not here any more");
        await nurse.PressAsync("End the visit", "The child is not here any more");
        await Expect(nurse.Summary()).ToContainTextAsync("Reason must be 30 characters or more");
        foreach (var width in (int[])[320, 1280])
        {
            await nurse.Page.SetViewportSizeAsync(width, 768);
            await Axe.PassesAsync(nurse, "gone", width);
        }

        await nurse.Page.Locator("#reason").FillAsync("Reasonmark: the bay is empty and nobody saw them go.");
        await nurse.Page.Locator("#where").FillAsync("Nobody knows");
        await nurse.PressAsync("End the visit", "The child is not here any more");
        await Expect(nurse.Summary()).ToContainTextAsync("Your own system shows the child here, or did not answer");
        await nurse.Page.GotoAsync(visit);
        await Expect(nurse.Page.Locator("#state")).ToContainTextAsync("In the department.");
    }

    [Fact]
    public async Task Six_questions_are_answered_by_keyboard_alone()
    {
        await using var nurse = await Visitor.OpenAsync(stack);
        await nurse.AskAsync("twin-not-on-plan");
        await nurse.PressAsync("Answer the 6 questions", "Six questions");
        var keys = nurse.Page.Keyboard;
        await nurse.Page.Locator("h1").ClickAsync();
        foreach (var choose in (int[])[0, 0, 0, 0, 2, 0, 1, 0])
        {
            await nurse.TabToAsync("input[type=radio]");
            await keys.PressAsync("Space");
            for (var press = 0; press < choose; press++) await keys.PressAsync("ArrowDown");
        }

        await nurse.TabToAsync("#cameWith-nobody");
        await keys.PressAsync("Space");
        await nurse.TabToAsync("#save");
        await keys.PressAsync("Enter");
        await Expect(nurse.Heading).ToHaveTextAsync("The child in the department");
        await Expect(nurse.Page.Locator("[data-thing='question:top-to-toe']")).ToHaveCountAsync(1);
    }

    [Theory]
    [InlineData(1280, "twin-on-plan")]
    [InlineData(320, "sibling-on-plan")]
    public async Task Every_page_of_a_department_passes_axe_and_fits_its_width(int width, string journey)
    {
        await using var nurse = await Visitor.OpenAsync(stack, width);
        await stack.Agencies.SetAsync("dunmere-csc", new(Fault: Simulator.Fault.Error));
        await nurse.AskAsync(journey);
        await Axe.PassesAsync(nurse, "answer-in-department", width);
        await nurse.PressAsync("Answer the 6 questions", "Six questions");
        await Axe.PassesAsync(nurse, "questions", width);
        await nurse.PressAsync("Save the answers", "Six questions");
        await Axe.PassesAsync(nurse, "questions-error", width);
        await nurse.AnswerQuestionsAsync("Does not fit");
        await nurse.PressAsync("Save the answers", "The child in the department");
        await Axe.PassesAsync(nurse, "visit", width);
        var visit = nurse.Page.Url;
        foreach (var (page, heading) in ((string, string)[])[("concern", "Open a concern"), ("examination", "Examination"), ("senior-review", "Senior review"), ("social-care-rung", "Children's services were rung"), ("photographs", "Photographs"), ("rung", "Somebody rang instead"), ("left-early", "The child has left"), ("override", "Senior override")])
        {
            await nurse.Page.GotoAsync($"{visit}/{page}");
            await Expect(nurse.Heading).ToHaveTextAsync(heading);
            await Axe.PassesAsync(nurse, "visit-" + page, width);
        }

        await nurse.Page.GotoAsync(visit + "/concern");
        await nurse.WriteConcernAsync();
        await nurse.PressAsync("Open the concern", "The child in the department");
        await Axe.PassesAsync(nurse, "visit-with-concern", width);
        await nurse.Page.GotoAsync(visit + "/discharge");
        await Axe.PassesAsync(nurse, "discharge-check", width);
        await nurse.PressAsync("Check whether the child may go", "Discharge check");
        await Axe.PassesAsync(nurse, "discharge-check-error", width);
        await nurse.Page.Locator("input[name=concernsOpen][value=yes]").CheckAsync();
        await nurse.PressAsync("Check whether the child may go", "Do not discharge yet");
        await Axe.PassesAsync(nurse, "do-not-discharge", width);
        await nurse.Page.GotoAsync("/visits");
        await Axe.PassesAsync(nurse, "visits", width);
        await using var doctor = await Visitor.OpenAsync(stack, width);
        await doctor.SignInAsync("doctor-lindstrand");
        await doctor.Page.GotoAsync($"/visits/meeting?from={DateTime.UtcNow.AddDays(-3).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}");
        await Expect(doctor.Heading).ToHaveTextAsync("Weekly meeting");
        await Axe.PassesAsync(doctor, "meeting", width);
    }
}
