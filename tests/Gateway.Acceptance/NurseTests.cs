using System.Text.RegularExpressions;
using Gateway.Agencies;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gateway.Acceptance;

public sealed partial class NurseTests(Stack stack)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Plan_in_another_council_is_told_at_once_while_a_department_is_silent(bool javaScript)
    {
        await using var nurse = await Visitor.OpenAsync(stack, javaScript: javaScript);
        await stack.Agencies.SetAsync("brook-street-ed", new(Fault: Simulator.Fault.Silent));

        var response = await nurse.AskAsync("plan-in-another-council");

        Assert.Equal(200, response.Status);
        Assert.Equal("no-store", (await response.AllHeadersAsync())["cache-control"]);
        await Expect(nurse.Heading).ToHaveTextAsync("Child protection plan: yes (Castlebridge Council).");
        await Expect(nurse.Incomplete).ToContainTextAsync("The attendance history is incomplete.");
        await Expect(nurse.Incomplete).ToContainTextAsync("Brook Street");
        await Expect(nurse.Incomplete.Locator("a[href^='tel:']")).ToHaveCountAsync(1);
        await Expect(nurse.Main.Locator(".gateway-incomplete ~ h1")).ToHaveCountAsync(1);
        await Expect(nurse.Page).ToHaveTitleAsync("Incomplete answer - Gateway");
        await Expect(nurse.Main).ToContainTextAsync("There may be more.");
        await Expect(nurse.Main).ToContainTextAsync("Check this against the wristband.");
        await Expect(nurse.Main).ToContainTextAsync("This is not a referral.");
        await Expect(nurse.Main).ToContainTextAsync("Your check has been recorded.");
        await Expect(nurse.Main.Locator("dt", new() { HasText = "Ledger entry" })).ToBeVisibleAsync();
        await Expect(nurse.Main.Locator(".gateway-ring a[href^='tel:']").First).ToBeVisibleAsync();
        await Expect(nurse.Main.GetByRole(AriaRole.Link, new() { Name = "See whether it has answered" })).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task What_a_council_says_late_is_added_below_and_said_in_a_line_of_its_own()
    {
        await using var nurse = await Visitor.OpenAsync(stack);
        await stack.Agencies.SetAsync("castlebridge-csc", new(Fault: Simulator.Fault.Error));

        await nurse.AskAsync("plan-in-another-council");
        await Expect(nurse.Heading).ToContainTextAsync("Not known whether there is a child protection plan.");
        await Expect(nurse.Main).ToContainTextAsync("Whoever did not answer is asked again until");
        await stack.Agencies.ResetAsync();

        await Expect(nurse.Page.Locator("[data-late-line][aria-live='polite']")).ToContainTextAsync("after you looked. New information.", new() { Timeout = 60_000 });
        await Expect(nurse.Heading).ToContainTextAsync("Not known whether there is a child protection plan.");
        await Expect(nurse.Page.Locator("#late")).ToContainTextAsync("Child protection plan: yes (Castlebridge Council).");
        await Expect(nurse.Page.Locator("[data-source='castlebridge-csc'] [data-said]")).ToContainTextAsync("after you looked. New information.");
        await nurse.Page.GetByRole(AriaRole.Link, new() { Name = "See whether it has answered" }).ClickAsync();
        await Expect(nurse.Heading).ToHaveTextAsync("What came after you looked");
        await Expect(nurse.Main).ToContainTextAsync("Child protection plan: yes (Castlebridge Council).");
    }

    [Fact]
    public async Task Journey_02_EverythingAnsweredNothingHeld()
    {
        await using var nurse = await Visitor.OpenAsync(stack);

        await nurse.AskAsync("nothing-held");

        await Expect(nurse.Incomplete).ToHaveCountAsync(0);
        await Expect(nurse.Heading).ToContainTextAsync("No child protection plan found.");
        await Expect(nurse.Heading).ToContainTextAsync("This does not mean there are no concerns.");
        var words = (await nurse.Main.InnerTextAsync()).Replace("does not mean there are no concerns", "", StringComparison.Ordinal);
        Assert.DoesNotMatch(ReadsAsClear(), words);
        Assert.Empty(await nurse.Page.EvaluateAsync<string[]>(GreenThings));
        // Each said nothing is held, and when.
        var sources = nurse.Page.Locator("[data-source]");
        Assert.NotEqual(0, await sources.CountAsync());
        foreach (var source in await sources.AllAsync())
        {
            await Expect(source.Locator("[data-said]")).ToContainTextAsync("othing held");
            await Expect(source.Locator("[data-label='As of']")).ToHaveTextAsync(TimeOfDay());
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Journey_01_PlanInAnotherCouncil(bool javaScript)
    {
        await using var nurse = await Visitor.OpenAsync(stack, javaScript: javaScript);
        var asked = stack.Cast["plan-of-three-categories"];
        await nurse.SignInAsync(asked.Practitioner);
        // Number and birth are pasted as the record shows them, and the reason stands chosen: the second thing that is done is Enter.
        var number = $"{asked.NhsNumber[..3]} {asked.NhsNumber[3..6]} {asked.NhsNumber[6..]}";
        await nurse.Page.GetByLabel("NHS number").FillAsync($"NHS No: {number} Born: {asked.Born:dd-MMM-yyyy}");
        await nurse.AnswerToAsync(() => nurse.Page.Keyboard.PressAsync("Enter"));

        await Expect(nurse.Heading).ToHaveTextAsync("Child protection plan: yes (Dunmere Council).");
        await Expect(nurse.Page.Locator(".gateway-identity .gateway-number").First).ToHaveTextAsync(number);
        await Expect(nurse.Main.Locator(".gateway-ring a[href^='tel:']").First).ToBeVisibleAsync();
        await Expect(nurse.Main.GetByRole(AriaRole.Heading, new() { Name = "Urgent care visits" })).ToBeVisibleAsync();
        while (ToldDunmere().Count == 0) await stack.Agencies.NoticesReachAsync(stack.Agencies.Notices.Count + 1, TestContext.Current.CancellationToken);
        await nurse.PressAsync("Check another child", "Check a child");
        await nurse.FillAsync(asked);
        await nurse.CheckAsync();
        await Expect(nurse.Heading).ToHaveTextAsync("Child protection plan: yes (Dunmere Council).");
        // Of one attendance a council is told once, however often it is looked at.
        Assert.All(ToldDunmere().GroupBy(notice => (notice.Kind, notice.Reference)), notices => Assert.Single(notices.Select(notice => notice.NoticeId).Distinct()));

        List<Simulator.ReceivedNotice> ToldDunmere() => [.. stack.Agencies.Notices.Where(notice => notice.Recipient.StartsWith("dunmere", StringComparison.Ordinal))];
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Journey_03_OneCouncilSilent(bool javaScript)
    {
        await using var nurse = await Visitor.OpenAsync(stack, javaScript: javaScript);
        await stack.Agencies.SetAsync("aldersham-csc", new(Fault: Simulator.Fault.Silent));

        await nurse.AskAsync("nothing-held");

        await Expect(nurse.Incomplete).ToContainTextAsync("Aldersham");
        await Expect(nurse.Incomplete.Locator("a[href^='tel:']").First).ToBeVisibleAsync();
        await Expect(nurse.Heading).ToContainTextAsync("Not known whether there is a child protection plan.");
        await Expect(nurse.Page.Locator("[data-source='aldersham-csc'] [data-said]")).ToContainTextAsync("Treat this as not known.");
        await Expect(nurse.Page).ToHaveTitleAsync("Incomplete answer - Gateway");
        Assert.DoesNotMatch(FoundNothing(), await nurse.Main.InnerTextAsync());
    }

    [Theory]
    [InlineData("plan-ended-on-first-day-of-window", true)]
    [InlineData("plan-ended-five-months-ago", true)]
    [InlineData("plan-ended-a-day-too-early", false)]
    [InlineData("plan-ended-thirteen-months-ago", false)]
    public async Task Journey_10_PlanEnded(string journey, bool isShown)
    {
        await using var nurse = await Visitor.OpenAsync(stack);

        await nurse.AskAsync(journey);

        await Expect(nurse.Heading).ToContainTextAsync("This does not mean there are no concerns.");
        var isStillFirst = stack.Cast.MadeOn == LondonTime.Day(DateTimeOffset.UtcNow) || journey != "plan-ended-on-first-day-of-window";
        if (isShown && isStillFirst) await Expect(nurse.Heading).ToHaveTextAsync(PlanEnded());
        else await Expect(nurse.Main).Not.ToContainTextAsync(AnyEnd());
    }

    [Theory]
    [InlineData("unborn-plan-of-a-mother-of-17", true)]
    [InlineData("unborn-plan-27-days-after-due", true)]
    [InlineData("unborn-plan-29-days-after-due", false)]
    public async Task Journey_11_UnbornPlan(string journey, bool isShown)
    {
        await using var midwife = await Visitor.OpenAsync(stack);

        await midwife.AskAsync(journey);

        if (isShown) await Expect(midwife.Main).ToContainTextAsync(UnbornPlan());
        else await Expect(midwife.Main).Not.ToContainTextAsync(UnbornPlan());
    }

    [Theory]
    [InlineData("number-and-date-disagree")]
    [InlineData("not-in-the-index")]
    public async Task Child_who_is_not_matched_is_never_a_child_without_concerns(string journey)
    {
        await using var nurse = await Visitor.OpenAsync(stack);

        await nurse.AskAsync(journey);

        await Expect(nurse.Heading).ToHaveTextAsync("We could not find this child. This is not the same as no concerns.");
        await Expect(nurse.Main.Locator(".gateway-ring a[href^='tel:']").First).ToBeVisibleAsync();
        await Expect(nurse.Main.GetByRole(AriaRole.Heading, new() { Name = "What was found" })).ToHaveCountAsync(0);
        await Expect(nurse.Main.GetByRole(AriaRole.Heading, new() { Name = "Who was asked" })).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("no-relationship")]
    [InlineData("encounter-ended-three-days-ago")]
    public async Task Nurse_without_the_child_is_refused_with_numbers_to_ring(string journey)
    {
        await using var nurse = await Visitor.OpenAsync(stack);

        var response = await nurse.AskAsync(journey);

        Assert.Equal(403, response.Status);
        await Expect(nurse.Heading).ToHaveTextAsync("Not available by this route");
        await Expect(nurse.Main).ToContainTextAsync("We could not confirm your involvement with this child.");
        await Expect(nurse.Main.Locator(".gateway-ring a[href^='tel:']").First).ToBeVisibleAsync();
        await Expect(nurse.Main.Locator("details")).ToContainTextAsync("To challenge this");
        await Expect(nurse.Main.Locator("dt", new() { HasText = "Ledger entry" })).ToBeVisibleAsync();
    }

    [GeneratedRegex(@"\bno\b[^.]*\bplan found", RegexOptions.IgnoreCase)]
    private static partial Regex FoundNothing();

    [GeneratedRegex(@"^A plan or care ended on \d+ \w+ \d{4} \(Aldersham Council\)\. No child protection plan found\.")]
    private static partial Regex PlanEnded();

    [GeneratedRegex(@"ended (on )?\d+ \w+ \d{4}", RegexOptions.IgnoreCase)]
    private static partial Regex AnyEnd();

    [GeneratedRegex("An unborn child has a plan")]
    private static partial Regex UnbornPlan();

    [GeneratedRegex(@"\b(clear|cleared|safe|fine|no concerns|invalid|please|sorry|forbidden)\b|[✓✔]", RegexOptions.IgnoreCase)]
    private static partial Regex ReadsAsClear();

    [GeneratedRegex(@"\b\d\d:\d\d\b")]
    private static partial Regex TimeOfDay();

    // Anything whose ink or ground is more green than anything else.
    private const string GreenThings = """
        () => [...document.querySelectorAll('body *')].flatMap(e => {
          const style = getComputedStyle(e);
          return [style.color, style.backgroundColor, style.borderTopColor, style.borderLeftColor].filter(colour => {
            const [r, g, b, a] = (colour.match(/[\d.]+/g) ?? []).map(Number);
            return a !== 0 && g > r + 30 && g > b + 30;
          }).map(colour => e.tagName + ' ' + colour);
        })
        """;
}
