using System.Globalization;
using Gateway.Audit;
using Gateway.Simulator;
using Gateway.Tests.Audit.Pages;
using Gateway.Tests.Hosting;

namespace Gateway.Tests.Consents;

/// <summary>What a family was told and answered, on pages: the same handlers as the API, nothing typed lost, and nothing that makes a child wait.</summary>
public sealed class ConsentPagesTests
{
    private static readonly (string, string)[] Yes =
    [
        ("kind", "service-agreement"), ("state", "given"), ("giver", "parental-responsibility"), ("obtained", "explicit"), ("informed", "yes"), ("freelyGiven", "yes"),
        ("purposes", "early-help"), ("items", "plan-flag"), ("items", "school"), ("recipients", "millpond-surgery"), ("reference", "EH-7"), .. Day("givenOn"),
    ];

    private static readonly (string, string)[] No = [("kind", "service-agreement"), ("state", "refused"), ("giver", "parental-responsibility"), ("reference", "EH-8"), .. Day("givenOn")];

    [Fact]
    public async Task What_they_were_told_and_answered_on_pages_opens_early_help_and_its_withdrawal_closes_it()
    {
        await using var bed = await ConsentBed.StartAsync();
        using var gp = await PageClient.SignInAsync(bed.Gateway, "gp");
        await gp.GetAsync("/family");
        var found = await gp.PostAsync("/family", Child("early-help"));
        foreach (var words in (string[])["They have not agreed yet.", "Ask, and respect the answer.", "Record what they were told", "Nothing here stops a check or a referral."]) Assert.Contains(words, found.Text);

        var told = await SaveAsync(gp, "/family/told", [("purposes", "early-help"), ("informed", "carer"), ("view", "agreed"), ("reference", "EH-6"), .. Day("on")]);
        Assert.Contains("What they were told is recorded. ", told.Text);
        Assert.Contains("Told: A parent or carer. They are content with it.", told.Text);
        var answered = await SaveAsync(gp, "/family/answer", Yes);
        Assert.Contains("They agreed. Share what they agreed to, and no more.", answered.Text);
        Assert.Equal("yes", (await bed.EarlyHelpAsync("plan-flag")).Is(200).Says("plan-flag"));

        var consent = answered.Value("consent")!;
        Assert.Contains("Who takes it back?", (await gp.PostAsync("/family/withdraw", [.. Child("early-help"), ("consent", consent), ("do", "start")])).Text);
        var back = await gp.PostAsync("/family/withdraw", [.. Child("early-help"), ("consent", consent), ("by", "parental-responsibility"), ("do", "save")]);

        foreach (var words in (string[])["What was shared before stays shared.", "They do not agree. Do not share for this.", "Taken back"]) Assert.Contains(words, back.Text);
        Assert.NotEqual(200, (await bed.EarlyHelpAsync("plan-flag", "school")).Status);
        Assert.Equal(3, (await bed.Gateway.Entries.OfAsync(EntryType.Consent)).Count + (await bed.Gateway.Entries.OfAsync(EntryType.Engagement)).Count);
        Assert.All(gp.Addresses, address => Assert.DoesNotContain(ConsentBed.Child.Number, address, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Yes_that_was_withdrawn_between_pages_is_not_withdrawn_again_and_is_said()
    {
        await using var bed = await ConsentBed.StartAsync();
        var consent = await bed.RecordedAsync(ConsentBed.Yes(ConsentBed.Child));
        using var gp = await PageClient.SignInAsync(bed.Gateway, "gp");
        await gp.GetAsync("/family");
        Assert.Contains("They take it back", (await gp.PostAsync("/family", Child("early-help"))).Text);
        (await bed.WithdrawAsync(consent)).Is(201);

        var late = await gp.PostAsync("/family/withdraw", [.. Child("early-help"), ("consent", consent.ToString()), ("by", "parental-responsibility"), ("do", "save")]);

        Assert.Contains("Nothing was changed. The record has changed since you looked.", late.Text);
        Assert.Contains("Taken back", late.Text);
        Assert.DoesNotContain("They agreed.", late.Text);
    }

    [Fact]
    public async Task Words_that_are_none_and_a_yes_that_was_not_free_record_nothing()
    {
        await using var bed = await ConsentBed.StartAsync();
        using var gp = await PageClient.SignInAsync(bed.Gateway, "gp");
        await gp.GetAsync("/family");
        foreach (var (box, value, fault) in ((string, string, string)[])
        [
            ("state", "yes", "Select what they answered"), ("giver", "everyone", "Select who answered"), ("giver", "step-parent", "Ask somebody with parental responsibility"), ("kind", "all", "Select what they were asked about"),
            ("informed", "no", "Without being told what it is about nobody has agreed."), ("freelyGiven", "no", "An answer given under pressure is no consent."), ("freelyGiven", "perhaps", "Select yes if they were free of pressure"),
            ("purposes", "anything", "Select what the sharing is for"), ("items", "everything", "Select what may be shared"), ("recipients", "everybody", "Select who may receive it"),
            ("reference", ConsentBed.Child.Number, "Enter the number of your own record"), ("givenOn-day", "31st", "The date must be a real date"),
        ])
        {
            var page = await SaveAsync(gp, "/family/answer", [.. Yes.Where(field => field.Item1 != box), (box, value)]);
            Assert.True(page.Status == 400, box);
            Assert.Contains(fault, page.Text);
            Assert.Contains("<title>Error: ", page.Html);
        }

        Assert.Contains("Select why nobody was told", (await SaveAsync(gp, "/family/told", [("purposes", "early-help"), ("informed", "nobody"), ("reference", "EH-6"), .. Day("on")])).Text);
        Assert.Contains("Select who was told", (await SaveAsync(gp, "/family/told", [("purposes", "early-help"), ("informed", "somebody"), ("view", "agreed"), ("reference", "EH-6"), .. Day("on")])).Text);
        Assert.Empty(await bed.Gateway.Entries.OfAsync(EntryType.Consent));
        Assert.Empty((await bed.SearchAsync()).Is(200).Json.GetProperty("consents").EnumerateArray());
    }

    [Fact]
    public async Task Opposite_answer_is_asked_whose_it_is_and_a_change_of_mind_replaces_the_earlier_one()
    {
        await using var bed = await ConsentBed.StartAsync();
        var refused = await bed.RecordedAsync(ConsentBed.No(ConsentBed.Child));
        using var gp = await PageClient.SignInAsync(bed.Gateway, "gp");
        await gp.GetAsync("/family");

        var whose = await SaveAsync(gp, "/family/answer", Yes);
        Assert.Equal(400, whose.Status);
        foreach (var words in (string[])["Whose answer is this?", "Another person with parental responsibility", "it replaces: Refused, 20 November 2026, your record EH-8"]) Assert.Contains(words, whose.Text);
        Assert.Contains("They agreed. Share what they agreed to", (await SaveAsync(gp, "/family/answer", [.. Yes, Asked("given"), ("whose", refused.ToString())])).Text);

        Assert.Equal("yes", (await bed.EarlyHelpAsync("plan-flag")).Is(200).Says("plan-flag"));
    }

    [Fact]
    public async Task Refusal_replaces_every_earlier_yes_of_the_same_person_and_nothing_goes_any_more()
    {
        await using var bed = await ConsentBed.StartAsync();
        using var gp = await PageClient.SignInAsync(bed.Gateway, "gp");
        await gp.GetAsync("/family");
        foreach (var (item, record) in ((string, string)[])[("plan-flag", "EH-1"), ("school", "EH-2")])
            Assert.Contains("They agreed.", (await SaveAsync(gp, "/family/answer", [.. Yes.Where(field => field.Item1 is not ("items" or "reference")), ("items", item), ("reference", record)])).Text);

        var whose = await SaveAsync(gp, "/family/answer", [.. No, ("purposes", "early-help")]);
        var both = whose.All("whose").Where(value => value != "another").ToArray();
        Assert.Equal(2, both.Length);
        Assert.Contains("or select another person", (await SaveAsync(gp, "/family/answer", [.. No, ("purposes", "early-help"), Asked("refused"), ("whose", both[0]), ("whose", "another")])).Text);
        var refused = await SaveAsync(gp, "/family/answer", [.. No, ("purposes", "early-help"), Asked("refused"), .. both.Select(id => ("whose", id))]);

        Assert.Contains("They do not agree. Do not share for this.", refused.Text);
        Assert.NotEqual(200, (await bed.EarlyHelpAsync("plan-flag", "school")).Status);
    }

    [Fact]
    public async Task Refusal_of_one_of_two_who_agreed_replaces_their_own_yes_alone()
    {
        await using var bed = await ConsentBed.StartAsync();
        using var gp = await PageClient.SignInAsync(bed.Gateway, "gp");
        await gp.GetAsync("/family");
        await SaveAsync(gp, "/family/answer", [.. Yes.Where(field => field.Item1 != "reference"), ("reference", "MOTHER-1")]);
        await SaveAsync(gp, "/family/answer", [.. Yes.Where(field => field.Item1 != "reference"), ("reference", "FATHER-1")]);
        var fathers = (await bed.SearchAsync()).Is(200).Json.GetProperty("consents").EnumerateArray().Single(one => one.GetProperty("reference").GetString() == "FATHER-1").GetProperty("consent").GetString()!;

        var refused = await SaveAsync(gp, "/family/answer", [.. No, ("purposes", "early-help"), Asked("refused"), ("whose", fathers)]);

        Assert.Contains("What they answered is recorded.", refused.Text);
        Assert.Equal(
            ["FATHER-1 superseded", "MOTHER-1 given", "EH-8 refused"],
            (await bed.SearchAsync()).Is(200).Json.GetProperty("consents").EnumerateArray().Select(one => $"{one.GetProperty("reference").GetString()} {one.GetProperty("state").GetString()}").OrderByDescending(text => text.Contains("FATHER", StringComparison.Ordinal)).ThenByDescending(text => text.Contains("MOTHER", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Whose_answer_it_is_was_said_of_another_answer_and_is_asked_again()
    {
        await using var bed = await ConsentBed.StartAsync();
        var refused = await bed.RecordedAsync(ConsentBed.No(ConsentBed.Child));
        using var gp = await PageClient.SignInAsync(bed.Gateway, "gp");
        await gp.GetAsync("/family");

        var changed = await SaveAsync(gp, "/family/answer", [.. Yes, Asked("refused"), ("whose", refused.ToString())]);

        Assert.Equal(400, changed.Status);
        Assert.Contains("Whose answer is this?", changed.Text);
    }

    [Theory]
    [InlineData("forced-marriage"), InlineData("honour-based-abuse"), InlineData("child-may-be-moved"), InlineData("abuser-may-be-present"), InlineData("fabricated-illness"), InlineData("sexual-abuse-in-household")]
    public async Task What_may_be_going_on_makes_asking_unsafe_whatever_else_is_ticked(string concern)
    {
        await using var bed = await ConsentBed.StartAsync();
        using var gp = await PageClient.SignInAsync(bed.Gateway, "gp");
        await gp.GetAsync("/family");

        var found = await gp.PostAsync("/family", [.. Child("early-help"), ("before", "wouldShareAnyway"), ("concerns", concern)]);

        Assert.Contains("Do not ask and do not tell", found.Text);
        Assert.DoesNotContain("tell them what goes", found.Text);
    }

    [Fact]
    public async Task Yes_that_is_taken_back_while_the_agencys_system_is_silent_is_said_to_be_taken_back()
    {
        await using var bed = await ConsentBed.StartAsync();
        var consent = await bed.RecordedAsync(ConsentBed.Yes(ConsentBed.Child));
        using var gp = await PageClient.SignInAsync(bed.Gateway, "gp");
        await gp.GetAsync("/family");
        await bed.Gateway.Agencies.SetAsync("millpond-surgery", new Behaviour(Fault: Fault.Reset));

        var back = await gp.PostAsync("/family/withdraw", [.. Child("early-help"), ("consent", consent.ToString()), ("by", "parental-responsibility"), ("do", "save")]);

        Assert.Equal(200, back.Status);
        foreach (var words in (string[])["It is recorded", "It is taken back from now on.", "You do not need to do it again."]) Assert.Contains(words, back.Text);
        Assert.DoesNotContain("not confirmed", back.Text);
    }

    [Fact]
    public async Task Answer_that_was_sent_after_the_session_had_ended_is_said_not_to_be_received()
    {
        await using var bed = await ConsentBed.StartAsync();
        using var gp = await PageClient.SignInAsync(bed.Gateway, "gp");
        await gp.GetAsync("/family");
        bed.Gateway.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal("/sign-in", (await SaveAsync(gp, "/family/answer", No)).Location);
        await gp.GetAsync("/sign-in");

        var landed = await gp.PostAsync("/sign-in", ("practitioner", "gp"));

        Assert.Equal("/sign-in/not-received", landed.Location);
        var said = await gp.GetAsync(landed.Location!);
        Assert.Contains("What you sent was not received", said.Text);
        Assert.Contains("href=\"/family/answer\"", said.Html);
        Assert.Empty(await bed.Gateway.Entries.OfAsync(EntryType.Consent));
    }

    [Fact]
    public async Task Child_who_can_decide_this_decides_it_and_of_one_who_cannot_it_is_said()
    {
        await using var bed = await ConsentBed.StartAsync();
        using var gp = await PageClient.SignInAsync(bed.Gateway, "gp");
        await gp.GetAsync("/family");
        (string, string)[] own = [.. Yes.Where(field => field.Item1 != "giver"), ("giver", "self"), ("understands", "yes"), ("seesConsequences", "yes"), ("freeOfPressure", "yes")];

        var open = await SaveAsync(gp, "/family/answer", own, ConsentBed.Teenager);
        Assert.Contains("Select yes or no: Can they keep it in mind and weigh it?", open.Text);
        Assert.Contains("Judged not able to decide this by gp", (await SaveAsync(gp, "/family/answer", [.. own, ("weighs", "no")], ConsentBed.Teenager)).Text);
        var able = await SaveAsync(gp, "/family/answer", [.. own, ("weighs", "yes")], ConsentBed.Teenager);

        Assert.Contains("Judged able to decide this by gp", able.Text);
        Assert.Contains("They agreed. Share what they agreed to", able.Text);
    }

    [Fact]
    public async Task Refusal_never_stands_in_the_way_of_a_safeguarding_check_and_no_page_is_a_dead_end()
    {
        await using var bed = await ConsentBed.StartAsync();
        using var gp = await PageClient.SignInAsync(bed.Gateway, "gp");
        await gp.GetAsync("/family");
        await SaveAsync(gp, "/family/answer", No);
        Assert.Contains("This does not rest on consent. It never waits for an answer.", (await gp.PostAsync("/family", Child("clinical-concern"))).Text);
        Assert.Equal("yes", (await bed.Gateway.AskAsync(new Question(ConsentBed.Child, "plan-flag") { Asker = "gp", Purpose = "clinical-concern" })).Is(200).Says("plan-flag"));

        var stranger = await gp.PostAsync("/family", Child("early-help", ConsentBed.Stranger));
        Assert.Equal(403, stranger.Status);
        foreach (var words in (string[])["Your involvement was not confirmed", "A check or a referral does not wait for this.", "Refer a child"]) Assert.Contains(words, stranger.Text);
        foreach (var path in (string[])["/family/told", "/family/answer", "/family/withdraw"]) Assert.Equal("/family", (await gp.GetAsync(path)).Location);
        using var nurse = await PageClient.SignInAsync(bed.Gateway, "nurse");
        Assert.Contains("Your role records no consent", (await nurse.GetAsync("/family")).Text);
        Assert.DoesNotContain("/family", (await nurse.GetAsync("/check")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_that_is_sent_twice_is_one_record_and_with_other_answers_it_is_asked_again()
    {
        await using var bed = await ConsentBed.StartAsync();
        using var gp = await PageClient.SignInAsync(bed.Gateway, "gp");
        await gp.GetAsync("/family");
        (string, string)[] form = [.. Child("early-help"), .. No, ("do", "save")];

        await gp.PostAsync("/family/answer", form);
        Assert.Contains("What they answered is recorded.", (await gp.PostAsync("/family/answer", form)).Text);
        var other = await gp.PostAsync("/family/answer", [.. form.Select(field => field.Item1 == "reference" ? ("reference", "EH-9") : field)]);

        Assert.Equal(400, other.Status);
        Assert.Contains("This page was sent before with other answers.", other.Text);
        Assert.Single((await bed.SearchAsync()).Is(200).Json.GetProperty("consents").EnumerateArray());
    }

    private static Task<PageSeen> SaveAsync(PageClient who, string path, (string, string)[] fields, TestChild? child = null) =>
        who.PostAsync(path, [.. Child("early-help", child), .. fields, ("do", "save")]);

    private static (string, string)[] Child(string reason, TestChild? child = null)
    {
        var one = child ?? ConsentBed.Child;
        return
        [
            ("request", Guid.NewGuid().ToString()), ("nhs-number", one.Number), ("birth-day", one.Born.Day.ToString(CultureInfo.InvariantCulture)), ("birth-month", one.Born.ToString("MMMM", CultureInfo.InvariantCulture)),
            ("birth-year", one.Born.Year.ToString(CultureInfo.InvariantCulture)), ("reason", reason),
        ];
    }

    private static (string, string) Asked(string state) => ("whose-of", $"service-agreement {state} parental-responsibility");

    private static (string, string)[] Day(string box) => [(box + "-day", "20"), (box + "-month", "11"), (box + "-year", "2026")];
}
