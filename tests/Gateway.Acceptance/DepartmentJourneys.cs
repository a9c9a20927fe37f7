using static Microsoft.Playwright.Assertions;

namespace Gateway.Acceptance;

/// <summary>The journeys of an emergency department after the answer (workflows, section 6).</summary>
public sealed class DepartmentJourneys(Stack stack)
{
    [Fact]
    public async Task Journey_05_LatePositive()
    {
        await using var here = await ClockedGateway.StartAsync(stack, DateTimeOffset.UtcNow);
        await using var nurse = await here.SignedInAsync("nurse-okafor");
        await here.Agencies.SetAsync("castlebridge-csc", new(Fault: Simulator.Fault.Error));
        await nurse.FillAsync(stack.Cast["plan-in-another-council"]);
        await nurse.CheckAsync();
        await Expect(nurse.Heading).ToContainTextAsync("Not known whether there is a child protection plan.");
        await here.GoOnAsync(TimeSpan.FromMinutes(12));

        await here.Agencies.ResetAsync();
        await here.GoOnAsync(TimeSpan.FromMinutes(1));

        await Expect(nurse.Page.Locator("[data-late-line][aria-live='polite']")).ToContainTextAsync("New information.");
        await Expect(nurse.Page.Locator("#late")).ToContainTextAsync("Child protection plan: yes (Castlebridge Council).");
        await nurse.Page.GotoAsync("/notices");
        await Expect(nurse.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        await nurse.Page.Locator("tbody a").ClickAsync();
        await nurse.LinkAsync("Read what came, if it is your check");
        await Expect(nurse.Main).ToContainTextAsync("Child protection plan: yes (Castlebridge Council).");
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Journey_13_SixQuestions(bool javaScript)
    {
        await using var nurse = await VisitAsync(javaScript ? "attended-11-and-13-months-ago" : "attended-at-the-edge-of-twelve-months", javaScript);
        await nurse.AnswerQuestionsAsync("Does not fit", topToToe: "not-done-yet");
        await nurse.PressAsync("Save the answers", "The child in the department");

        await Expect(nurse.Main).ToContainTextAsync("An answer is worrying.");
        await Expect(nurse.Main.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Open a concern" }).First).ToBeVisibleAsync();
        // What nobody could tell yet keeps the child, until somebody can.
        await Expect(nurse.Page.Locator("[data-thing='question:top-to-toe']")).ToHaveCountAsync(1);
        var visit = nurse.Page.Url;
        await nurse.Page.GotoAsync("/visits");
        await Expect(nurse.Page.Locator($"a[href='{new Uri(visit).AbsolutePath}']").First).ToBeVisibleAsync();
        await nurse.Page.GotoAsync(visit);
        await nurse.ButtonAsync("Discharge");
        await nurse.ButtonAsync("Check whether the child may go");
        await nurse.Page.GotoAsync(visit);
        await Expect(nurse.Page.Locator("#state")).ToContainTextAsync("In the department.");
    }

    [Fact]
    public async Task Journey_14_InjuredAndNotWalking()
    {
        await using var nurse = await VisitAsync("baby-at-four-departments");
        await nurse.AnswerQuestionsAsync("Fits", walking: false, injured: true);
        await nurse.PressAsync("Save the answers", "The child in the department");

        await Expect(nurse.Main).ToContainTextAsync("Senior review needed (ST4 or above).");
        await Expect(nurse.Page.Locator("[data-told='senior-doctor']")).ToHaveCountAsync(1);
        await Expect(nurse.Page.Locator("[data-told='named-nurse']")).ToHaveCountAsync(1);
        await using var doctor = await Visitor.OpenAsync(stack);
        await doctor.SignInAsync("doctor-lindstrand");
        await doctor.ReadNoticesAsync("A child who does not walk yet has an injury");
    }

    [Fact]
    public async Task Journey_15_ConcernAndTheParentRefusesExamination()
    {
        await using var nurse = await VisitAsync("plan-ended-five-months-ago");
        await nurse.AnswerQuestionsAsync("Does not fit");
        await nurse.PressAsync("Save the answers", "The child in the department");
        var visit = nurse.Page.Url;
        await nurse.Page.GotoAsync(visit + "/concern");
        await nurse.WriteConcernAsync();
        await nurse.ChooseAsync("practice", "millpond-surgery");
        await nurse.PressAsync("Open the concern", "The child in the department");
        await nurse.Page.GotoAsync(visit + "/examination");
        await nurse.ChooseAsync("what", "refused");
        await nurse.Page.Locator("#at").FillAsync("03:40");
        await nurse.ChooseAsync("refusedBy", "parent");
        await nurse.Page.Locator("#reason").FillAsync("Refusalmark: he says that she is tired.");
        await nurse.Page.Locator("#view").FillAsync("It is not a reason.");
        await nurse.ButtonAsync("Save");

        // Each was told of each, at a time that stands on the record.
        foreach (var entry in (string[])["concern", "examination"])
            foreach (var part in (string[])["front-door", "gp"])
                await Expect(nurse.Page.Locator($"[data-entry='{entry}'] [data-told='{part}']").First).ToContainTextAsync(new System.Text.RegularExpressions.Regex(@"Told .*\d\d:\d\d"));
        // Social care is the front door in its hours, and the emergency duty team at any other.
        await using var day = await stack.SignedInAsync("front-door-walsh");
        await using var night = await stack.SignedInAsync("duty-finch");
        var told = await Visitor.ReadNoticesAsync("An examination was refused", day, night);
        await Expect(told.Main).Not.ToContainTextAsync("Refusalmark");
        // Nobody confirmed that the practice is the child's: it is told to ring, and no more.
        await using var practice = await stack.SignedInAsync("gp-desai");
        await practice.ReadNoticesAsync("There is something that you need to know");
        foreach (var words in (string[])["refused", "Refusalmark"]) await Expect(practice.Main).Not.ToContainTextAsync(words);
    }

    [Fact]
    public async Task Journey_17_ConsultantOverride()
    {
        await using var nurse = await VisitAsync("plan-ended-on-first-day-of-window");
        await nurse.AnswerQuestionsAsync("Does not fit");
        await nurse.PressAsync("Save the answers", "The child in the department");
        var visit = nurse.Page.Url;
        await nurse.Page.GotoAsync(visit + "/concern");
        await nurse.WriteConcernAsync();
        await nurse.PressAsync("Open the concern", "The child in the department");
        await using var doctor = await Visitor.OpenAsync(stack);
        await doctor.SignInAsync("doctor-lindstrand");
        await doctor.Page.GotoAsync("/visits/meeting");
        var before = await CountedAsync(doctor);

        // Whoever did the discharge check does not let the child go past it.
        await doctor.Page.GotoAsync(visit + "/discharge");
        await doctor.ChooseAsync("concernsOpen", "yes");
        await doctor.PressAsync("Check whether the child may go", "Do not discharge yet");
        await doctor.Page.GotoAsync(visit + "/override");
        await doctor.OverrideAsync("Reasonmark: her father takes her to another ward.");
        await Expect(doctor.Summary()).ToContainTextAsync("The senior doctor must be a different person");

        await nurse.Page.GotoAsync("/visits");
        await doctor.Page.GotoAsync("/visits/meeting");
        Assert.Equal(before, await CountedAsync(doctor));
    }

    [Fact]
    public async Task Journey_18_LeavesAtNightAgainstAdvice()
    {
        await using var here = await ClockedGateway.StartAsync(stack, ClockedGateway.Next(3, 20));
        await using var nurse = await here.SignedInAsync("nurse-tan");
        await nurse.FillAsync(stack.Cast["plan-of-three-categories"]);
        await nurse.CheckAsync();
        await Expect(nurse.Heading).ToHaveTextAsync("Child protection plan: yes (Dunmere Council).");
        await nurse.PressAsync("Answer the 6 questions", "Six questions");
        await nurse.AnswerQuestionsAsync("Fits");
        await nurse.PressAsync("Save the answers", "The child in the department");
        await nurse.ButtonAsync("The child has left");
        await nurse.ChooseAsync("how", "against-advice");
        await nurse.Page.Locator("#at").FillAsync("03:20");
        await nurse.Page.Locator("#with").FillAsync("Her mother");
        await nurse.ChooseAsync("danger", "no");
        await nurse.ButtonAsync("Save");
        await Expect(nurse.Page.Locator("#state")).ToContainTextAsync("Left early");
        await here.GoOnAsync(TimeSpan.Zero);

        await using var duty = await here.SignedInAsync("duty-marsh");
        await duty.Page.GotoAsync("/notices");
        await Expect(duty.Main).ToContainTextAsync("left");
        await using var day = await here.SignedInAsync("front-door-sato");
        await day.Page.GotoAsync("/notices");
        await Expect(day.Main).Not.ToContainTextAsync("left");
        // Nobody had it after a quarter of an hour: the day team's list has it too, and the number to ring.
        await here.GoOnAsync(TimeSpan.FromMinutes(16));
        await using var later = await here.SignedInAsync("front-door-sato");
        await later.Page.GotoAsync("/notices");
        await Expect(later.Main).ToContainTextAsync("left");
        await later.Page.Locator("tbody a", new() { HasText = "left" }).First.ClickAsync();
        await Expect(later.Main).ToContainTextAsync("did not say that they have it");
        await Expect(later.Main.Locator("a[href^='tel:']").First).ToBeVisibleAsync();
    }

    private static Task<string> CountedAsync(Visitor doctor) => doctor.Page.Locator("#overridden").InnerTextAsync();

    private async Task<Visitor> VisitAsync(string journey, bool javaScript = true)
    {
        var nurse = await Visitor.OpenAsync(stack, javaScript: javaScript);
        await nurse.AskAsync(journey);
        await nurse.PressAsync("Answer the 6 questions", "Six questions");
        return nurse;
    }
}
