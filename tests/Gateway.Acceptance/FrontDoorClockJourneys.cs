using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gateway.Acceptance;

/// <summary>Journeys of the front door that take days: each at a gateway whose clock it sets forward.</summary>
public sealed class FrontDoorClockJourneys(Stack stack)
{
    private const string Lead = "dsl-hartley";
    private const string Worker = "social-worker-nwosu";

    [Fact]
    public async Task Journey_34_FeedbackUnreadForTwoDaysGoesToTheColleagueNamed()
    {
        await using var here = await ClockedGateway.StartAsync(stack, At(2026, 12, 14, 10));
        var sent = await Referred.SendAsync(stack, new Referring(Lead) { Gateway = here.Address, Colleague = "dsl-kerr" }, "Unread", "Decision");
        await using (var worker = await here.SignedInAsync(Worker))
        {
            await worker.TakeAsync(sent);
            await worker.LinkAsync("Decide");
            await worker.DecideAsync("no-further-action", ("advice", "Speak with the school nurse."));
        }

        // Told on Monday: until Wednesday is over it is the referrer's to read.
        await here.GoToAsync(At(2026, 12, 16, 12));
        await using (var early = await here.SignedInAsync("dsl-kerr"))
        {
            await early.Page.GotoAsync("/notices");
            await Expect(early.Main).Not.ToContainTextAsync("Nobody has read what was decided");
        }

        await here.GoToAsync(At(2026, 12, 17, 8));
        await using var colleague = await here.SignedInAsync("dsl-kerr");
        await colleague.ReadNoticesAsync("Nobody has read what was decided");
        await colleague.LinkAsync("Nobody has read what was decided");
        await Expect(colleague.Main).ToContainTextAsync("Read it for your colleague or see that they do.");
        await Expect(colleague.Main).Not.ToContainTextAsync("Unread Decision");
        await colleague.LinkAsync("Open the referral, if you have a part in it");
        await colleague.LinkAsync("Read the message that is waiting for you");
        await Expect(colleague.Main).ToContainTextAsync("The burn was an accident, and it was seen to at once.");

        await using var later = await here.SignedInAsync(Worker);
        await later.Page.GotoAsync($"/referrals/{sent.Id}");
        await Expect(later.Main).ToContainTextAsync("The referrer has read the decision");
        await Expect(later.Page.Locator("[data-event='feedback.read']")).ToContainTextAsync("Fiona Kerr");
    }

    [Fact]
    public async Task Journey_42_InboxOnMondayMorningAfterAWeekend()
    {
        await using var here = await ClockedGateway.StartAsync(stack, At(2026, 12, 10, 10));
        var lead = new Referring(Lead) { Gateway = here.Address };
        var late = await Referred.SendAsync(stack, lead, "From", "Thursday");
        await here.GoToAsync(At(2026, 12, 11, 8, 40));
        var soon = await Referred.SendAsync(stack, lead, "From", "Friday");
        await using (var friday = await here.SignedInAsync("front-door-walsh")) await friday.RateAsync(soon, "green");
        await here.GoToAsync(At(2026, 12, 12, 20));
        var red = await Referred.SendAsync(stack, lead, "Red", "Saturday");
        var last = await Referred.SendAsync(stack, lead, "Last", "Saturday");
        await using (var weekend = await here.SignedInAsync("duty-finch"))
        {
            await weekend.RateAsync(red, "red");
            await weekend.NoteAsync(red, "Notemark: her aunt has her until Monday. See her at school first.");
            await weekend.NoteAsync(last, "Notemark: I rang twice, and nobody answered.");
            await weekend.NoteAsync(last, "Notemark: her mother rang back at nine.");
        }

        await here.GoToAsync(At(2026, 12, 14, 8, 30));
        await using var monday = await here.SignedInAsync("front-door-walsh");
        await monday.Page.GotoAsync("/referrals/inbox");

        var rows = monday.Page.Locator("tr[data-reference]");
        Assert.Equal([late.Reference, red.Reference, soon.Reference, last.Reference], await rows.EvaluateAllAsync<string[]>("rows => rows.map(row => row.dataset.reference)"));
        // What is late, red or due is in words, beside how old the child is.
        await Expect(rows).ToContainTextAsync(["Late by", "Red", "minutes left", "hours left"]);
        await Expect(rows).ToContainTextAsync(["7 years", "7 years", "7 years", "7 years"]);
        await Expect(monday.NotesOf(red)).ToContainTextAsync(["her aunt has her until Monday"]);
        await Expect(monday.NotesOf(last)).ToContainTextAsync(["her mother rang back at nine", "nobody answered"]);
        await Expect(monday.NotesOf(last).First).ToContainTextAsync("Rosa Finch, 12 December 2026, 20:0");
        await Plain.PassesAsync(monday, "inbox-with-notes");
        await monday.OpenAsync(red.Reference);
        await Expect(monday.Page.Locator("[data-event='referral.noted']")).ToContainTextAsync("her aunt has her until Monday");

        // Between teams of the council, and nobody else's: not even that there was one.
        await using var referrer = await here.SignedInAsync(Lead);
        await referrer.Page.GotoAsync($"/referrals/{red.Id}");
        Assert.DoesNotContain("note", await referrer.Page.ContentAsync(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Journey_47_StrategyDiscussionBeforeChristmasConferenceAndPlan()
    {
        await using var here = await ClockedGateway.StartAsync(stack, At(2026, 12, 18, 10));
        var sent = await Referred.SendAsync(stack, new Referring(Lead, "section-47") { Gateway = here.Address }, "Before", "Christmas");
        await using (var worker = await here.SignedInAsync(Worker))
        {
            await worker.TakeAsync(sent);
            await worker.LinkAsync("Decide");
            await worker.DecideAsync("strategy");
            await worker.LinkAsync("Record the strategy discussion");
            await worker.OnAsync("18", "December", "2026");
            await worker.ButtonAsync("Record the strategy discussion");
            // Fifteen working days on, past three bank holidays; and the date is said, not a count.
            await Expect(worker.Page.Locator("[data-conference]")).ToHaveTextAsync("The conference is due by the end of Wednesday 13 January 2027.");
            await worker.ButtonAsync("Start section 47 enquiries");
            await Expect(worker.Page.Locator("[data-child='section-47']")).ToHaveCountAsync(1);
        }

        await using (var service = await here.SignedInAsync("conference-hale"))
        {
            await service.Page.GotoAsync($"/referrals/{sent.Id}");
            await service.LinkAsync("Book a conference");
            await Expect(service.Main).ToContainTextAsync("The conference is due by the end of Wednesday 13 January 2027.");
            await service.OnAsync("9", "January", "2027");
            await service.ButtonAsync("Book a conference");
            await Expect(service.Summary().GetByRole(AriaRole.Link)).ToHaveTextAsync("The conference date must be a weekday");
            await Expect(service.Page.Locator("#on-error")).ToHaveTextAsync("Error: The conference date must be a weekday");
            await Expect(service.Page.Locator("#on")).ToHaveValueAsync("9");
            await Plain.PassesAsync(service, "conference-at-a-weekend");
            await service.OnAsync("13", "January", "2027");
            await service.ButtonAsync("Book a conference");
            await Expect(service.Page.Locator("[data-event='conference.booked']")).ToContainTextAsync("Date: Wednesday 13 January 2027");
        }

        // Written down on the day after: it was on the thirteenth all the same.
        await here.GoToAsync(At(2027, 1, 14, 9));
        await using var minutes = await here.SignedInAsync("conference-hale");
        await minutes.Page.GotoAsync($"/referrals/{sent.Id}");
        await minutes.LinkAsync("Record a conference");
        await minutes.OnAsync("13", "January", "2027");
        await minutes.ButtonAsync("Record a conference");
        await Expect(minutes.Page.Locator("[data-child='conference']")).ToHaveCountAsync(1);
        await minutes.LinkAsync("Start a plan");
        await minutes.OnAsync("14", "January", "2027");
        await minutes.ButtonAsync("Start a plan");
        await Expect(minutes.Summary().GetByRole(AriaRole.Link)).ToHaveTextAsync("The plan must start on the day of the conference, or enter a reason");
        await minutes.TypeAsync("reason", "The parents agreed to it the day after, and it began at once.");
        await minutes.ButtonAsync("Start a plan");

        await Expect(minutes.Page.Locator("[data-child='plan']")).ToHaveCountAsync(1);
        await Expect(minutes.Page.Locator("[data-event='plan.started']")).ToContainTextAsync("Date: Thursday 14 January 2027");
        await Expect(minutes.Page.Locator("[data-event='plan.started']")).ToContainTextAsync("it began at once");
    }

    // Winter: the wall in London says the same.
    private static DateTimeOffset At(int year, int month, int day, int hour, int minute = 0) => new(year, month, day, hour, minute, 0, TimeSpan.Zero);
}
