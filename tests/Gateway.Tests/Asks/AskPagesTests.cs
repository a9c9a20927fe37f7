using Gateway.Audit;
using Gateway.Tests.Audit.Pages;
using Gateway.Tests.Hosting;

namespace Gateway.Tests.Asks;

/// <summary>The pages of whoever decides at a holder and of whoever asked: the same handlers, and the same once.</summary>
public sealed class AskPagesTests
{
    private const string Holder = "brackenford-hospitals-nhs-trust";

    private static readonly (string, string)[] Trim =
    [
        ("answer", "trim"), ("item-attendance-count", "whole"), ("item-attendance-dates", "minimal"), ("reason", "Answermark: the days would tell more than the school needs."),
        ("toAsker", "The month is enough for a referral."),
    ];

    [Fact]
    public async Task Named_person_sees_what_the_asker_will_see_before_it_is_sent_and_answers_once()
    {
        await using var gateway = await AskTests.StartAsync(null, "Sqlite");
        var ask = await AskTests.AskOfAsync(gateway, Holder);
        using var doctor = await PageClient.SignInAsync(gateway, "brackenford-doctor");

        Assert.Equal("A concern about a pupil", Assert.Single((await doctor.GetAsync("/asks")).Rows)[1].Split(" ,")[0]);
        var page = await doctor.GetAsync($"/asks/{ask}");
        foreach (var words in (string[])["Decide what goes", "Due ", "Make a referral", "Three unexplained absences", "Number of urgent care visits", "To talk to whoever asked"]) Assert.Contains(words, page.Text);

        var preview = await doctor.PostAsync($"/asks/{ask}", [.. Trim, ("do", "preview")]);
        foreach (var words in (string[])["Check what the asker will see", "It is not sent yet", "Goes in short form", "The month is enough for a referral."]) Assert.Contains(words, preview.Text);
        Assert.DoesNotContain("Answermark", preview.Text);
        Assert.Empty(await gateway.Entries.DecidedByPeopleAsync());
        var changed = await doctor.PostAsync($"/asks/{ask}", [.. Trim, ("do", "change")]);
        Assert.Contains("Answermark: the days", changed.Text);

        Assert.Equal(302, (await doctor.PostAsync($"/asks/{ask}", [.. Trim, ("do", "send")])).Status);
        Assert.Contains("Answermark", (await doctor.GetAsync($"/asks/{ask}")).Text);
        Assert.Single(await gateway.Entries.DecidedByPeopleAsync());

        using var lead = await PageClient.SignInAsync(gateway, "dsl");
        var mine = await lead.GetAsync($"/asks/{ask}");
        foreach (var words in (string[])["What you asked for", "The month is enough for a referral.", "Read what was released"]) Assert.Contains(words, mine.Text);
        Assert.DoesNotContain("Answermark", mine.Text);
        var collected = await lead.PostAsync($"/asks/{ask}", ("do", "collect"), ("request", mine.Value("request")!));
        Assert.Equal(200, collected.Status);
        Assert.Contains("August 2026", collected.Text);
        Assert.DoesNotContain("19 August", collected.Text);
        Assert.All(doctor.Addresses.Concat(lead.Addresses), address => Assert.DoesNotContain(AskTests.Child.Number, address, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_two_who_send_at_once_one_is_told_that_it_was_answered()
    {
        await using var gateway = await AskTests.StartAsync(null, "Sqlite");
        var ask = await AskTests.AskOfAsync(gateway, Holder);
        using var one = await PageClient.SignInAsync(gateway, "brackenford-doctor");
        using var other = await PageClient.SignInAsync(gateway, "second-brackenford-doctor");
        foreach (var doctor in (PageClient[])[one, other]) Assert.Equal(200, (await doctor.PostAsync($"/asks/{ask}", [.. Trim, ("do", "preview")])).Status);

        var sent = await Task.WhenAll(one.PostAsync($"/asks/{ask}", [.. Trim, ("do", "send")]), other.PostAsync($"/asks/{ask}", ("answer", "decline"), ("reason", "Nothing bears on it."), ("toAsker", "Ring me."), ("do", "send")));

        Assert.Equal([302, 409], sent.Select(page => page.Status).Order());
        Assert.Contains("The first answer stands", sent.Single(page => page.Status == 409).Text);
        Assert.Single(await gateway.Entries.DecidedByPeopleAsync());
    }

    [Theory, InlineData("castlebridge-doctor"), InlineData("brackenford-nurse"), InlineData("csc-front-door")]
    public async Task Named_person_of_another_holder_sees_and_decides_nothing(string other)
    {
        await using var gateway = await AskTests.StartAsync(null, "Sqlite");
        var ask = await AskTests.AskOfAsync(gateway, Holder);
        using var elsewhere = await PageClient.SignInAsync(gateway, other);

        Assert.DoesNotContain((await elsewhere.GetAsync("/asks")).Html, ask.ToString(), StringComparison.Ordinal);
        Assert.Equal(404, (await elsewhere.GetAsync($"/asks/{ask}")).Status);
        foreach (var press in (string[])["preview", "send", "interest", "collect", "change"])
            Assert.Equal(404, (await elsewhere.PostAsync($"/asks/{ask}", [.. Trim, ("interest", "None."), ("request", Guid.NewGuid().ToString()), ("do", press)])).Status);
        Assert.Empty(await gateway.Entries.DecidedByPeopleAsync());
    }

    [Fact]
    public async Task Whoever_has_a_personal_interest_leaves_it_to_a_colleague()
    {
        await using var gateway = await AskTests.StartAsync(null, "Sqlite");
        var ask = await AskTests.AskOfAsync(gateway, Holder);
        using var doctor = await PageClient.SignInAsync(gateway, "brackenford-doctor");
        var empty = await doctor.PostAsync($"/asks/{ask}", ("interest", " "), ("do", "interest"));
        Assert.Equal((400, true), (empty.Status, empty.Text.Contains("Enter what your interest is", StringComparison.Ordinal)));

        Assert.Contains("A colleague decides this", (await doctor.PostAsync($"/asks/{ask}", ("interest", "Answermark: she is my niece."), ("do", "interest"))).Text);

        Assert.Equal(404, (await doctor.GetAsync($"/asks/{ask}")).Status);
        Assert.Contains("A colleague decides this", (await doctor.PostAsync($"/asks/{ask}", [.. Trim, ("do", "send")])).Text);
        var entries = await gateway.Entries.DecidedByPeopleAsync();
        Assert.All(entries, entry => Assert.Equal(EntryOutcome.Deny, entry.Outcome));
        Assert.False(entries[0].Common.TryGetProperty("answer", out _));
        using var colleague = await PageClient.SignInAsync(gateway, "second-brackenford-doctor");
        Assert.Equal(302, (await colleague.PostAsync($"/asks/{ask}", [.. Trim, ("do", "send")])).Status);
    }

    [Fact]
    public async Task What_is_overdue_is_said_and_can_be_answered_and_what_nobody_read_in_time_is_not_there()
    {
        await using var gateway = await AskTests.StartAsync(null, "Sqlite");
        var ask = await AskTests.AskOfAsync(gateway, Holder);
        gateway.Clock.Advance(TimeSpan.FromHours(5));
        using var doctor = await PageClient.SignInAsync(gateway, "brackenford-doctor");
        Assert.Contains("Overdue since", Assert.Single((await doctor.GetAsync("/asks")).Rows)[0]);
        Assert.Contains("You can still answer it.", (await doctor.GetAsync($"/asks/{ask}")).Text);
        using (var waits = await PageClient.SignInAsync(gateway, "dsl")) Assert.Contains("Ring. Do not wait for this screen.", (await waits.GetAsync($"/asks/{ask}")).Text);
        Assert.Equal(302, (await doctor.PostAsync($"/asks/{ask}", [.. Trim, ("do", "send")])).Status);

        gateway.Clock.Advance(TimeSpan.FromDays(7));
        using var lead = await PageClient.SignInAsync(gateway, "dsl");
        var late = await lead.GetAsync($"/asks/{ask}");
        Assert.Contains("It was not read within 7 days.", late.Text);
        Assert.Contains("It was not read within 7 days.", (await lead.PostAsync($"/asks/{ask}", ("do", "collect"), ("request", Guid.NewGuid().ToString()))).Text);
        Assert.Equal(0, gateway.Asked("northgate-childrens-ed"));
    }

    [Fact]
    public async Task Words_that_are_none_release_nothing_and_nothing_typed_is_lost()
    {
        await using var gateway = await AskTests.StartAsync(null, "Sqlite");
        var ask = await AskTests.AskOfAsync(gateway, Holder);
        using var doctor = await PageClient.SignInAsync(gateway, "brackenford-doctor");
        foreach (var (fields, fault) in new ((string, string)[], string)[]
        {
            ([("answer", "everything"), ("reason", "Because."), ("toAsker", "All.")], "Select what you decide"),
            ([("answer", "trim"), ("item-attendance-count", "all"), ("item-attendance-dates", "none"), ("reason", "Keptmark."), ("toAsker", "Some.")], "Select whether this goes: Number of urgent care visits"),
            ([("answer", "trim"), ("item-attendance-count", "whole"), ("reason", "Keptmark."), ("toAsker", "Some.")], "Select whether this goes: Dates of urgent care visits"),
            ([("answer", "trim"), ("item-attendance-count", "none"), ("item-attendance-dates", "none"), ("reason", "Keptmark."), ("toAsker", "Some.")], "Nothing goes: answer decline."),
            ([("answer", "decline"), ("reason", "Keptmark."), ("toAsker", " ")], "Say what the asker is to be told"),
        })
            foreach (var press in (string[])["preview", "send"])
            {
                var page = await doctor.PostAsync($"/asks/{ask}", [.. fields, ("do", press)]);
                Assert.Equal(400, page.Status);
                Assert.Contains(fault, page.Text);
                Assert.Contains(fields.Single(field => field.Item1 == "reason").Item2, page.Text);
                Assert.Contains("<title>Error: ", page.Html);
            }

        Assert.Null(await StoredWork.ReadAsync(gateway, asks => asks.Single(one => one.Id == ask).Answer));
        Assert.Empty(await gateway.Entries.DecidedByPeopleAsync());
    }

    [Fact]
    public async Task With_a_closed_ledger_the_pages_show_numbers_and_nothing_else()
    {
        await using var gateway = await AskTests.StartAsync(null, "Sqlite");
        var ask = await AskTests.AskOfAsync(gateway, Holder);
        using var doctor = await PageClient.SignInAsync(gateway, "brackenford-doctor");
        await doctor.GetAsync($"/asks/{ask}");
        await ClosedLedger.CloseAsync(gateway);

        foreach (var page in (PageSeen[])[await doctor.GetAsync("/asks"), await doctor.GetAsync($"/asks/{ask}"), await doctor.PostAsync($"/asks/{ask}", [.. Trim, ("do", "send")])])
        {
            Assert.Equal(503, page.Status);
            Assert.Contains("Nothing can be shown now", page.Text);
            Assert.DoesNotContain("absences", page.Text, StringComparison.Ordinal);
        }

        Assert.Null(await StoredWork.ReadAsync(gateway, asks => asks.Single(one => one.Id == ask).Answer));
    }
}
