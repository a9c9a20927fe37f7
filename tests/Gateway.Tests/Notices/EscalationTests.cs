using System.Text.Json.Nodes;
using Gateway.Notices;
using Gateway.Notices.Store;
using Gateway.Rules.Notices;
using Gateway.Rules.Policy;
using Gateway.Tests.Hosting;
using Gateway.Tests.Notifications;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Notices;

/// <summary>A notice goes on until somebody has it: at any hour where it cannot wait, once however many processes tend it, and is never lost.</summary>
public sealed class EscalationTests
{
    public static TheoryData<string> Both => TestStore.Both;

    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Both))]
    public async Task E14_goes_every_quarter_of_an_hour_to_the_next_and_stays_with_the_last(string provider)
    {
        using var store = await TestStore.NewAsync(provider);
        await using var inbox = await InboxHost.StartAsync(store);
        await inbox.PostAsync(Tell.Late());
        await inbox.TendAsync();
        await inbox.AfterAsync(Quarter - TimeSpan.FromSeconds(1));
        Assert.Single(await inbox.TurnsAsync());
        for (var n = 0; n < 5; n++) await inbox.AfterAsync(Quarter);

        Assert.Equal(
            "asker alder-valley-nhs-trust nurse Mon 09:30 | department alder-valley-nhs-trust ed-triage-clinician Mon 09:59 | lead alder-valley-nhs-trust ed-treating-clinician Mon 10:14", await inbox.CourseAsync());
        var notice = await inbox.OnlyAsync();
        Assert.True(notice.Unanswered);
        Assert.Null(notice.NextAt);
        // It is still on the list of whoever had it, and of the lead.
        foreach (var who in (string[])["ed-treating-clinician", "ed-triage-clinician"]) Assert.Single(await inbox.ListAsync(inbox.Who("alder-valley-nhs-trust", who, "somebody")));
        Assert.Single(inbox.Logs.Lines, line => line.Text.Contains("nobody has it", StringComparison.Ordinal));
        Assert.IsType<NoticeAnswer.Shown>(await inbox.Take.AcknowledgeAsync(inbox.Who("alder-valley-nhs-trust", "ed-treating-clinician", "doctor"), notice.Id, Cancellation));
        Assert.False((await inbox.OnlyAsync()).Unanswered);
    }

    [Fact]
    public async Task Whoever_reads_it_has_as_long_again_once_and_whoever_takes_it_stops_it()
    {
        using var store = await TestStore.NewAsync("Sqlite");
        await using var inbox = await InboxHost.StartAsync(store);
        await inbox.PostAsync(Tell.Late());
        await inbox.TendAsync();
        var nurse = inbox.Who("alder-valley-nhs-trust", "ed-triage-clinician", "nurse");
        var id = (await inbox.OnlyAsync()).Id;
        await inbox.AfterAsync(TimeSpan.FromMinutes(10));
        await inbox.Read.RunAsync(nurse, id, Cancellation);
        await inbox.AfterAsync(TimeSpan.FromMinutes(10));
        await inbox.Read.RunAsync(nurse, id, Cancellation);
        Assert.Single(await inbox.TurnsAsync());
        await inbox.AfterAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(2, (await inbox.TurnsAsync()).Count);

        Assert.IsType<NoticeAnswer.Shown>(await inbox.Take.AcknowledgeAsync(nurse, id, Cancellation));
        for (var n = 0; n < 8; n++) await inbox.AfterAsync(Quarter);
        Assert.Equal(2, (await inbox.TurnsAsync()).Count);
    }

    [Theory]
    [InlineData(false, "2026-11-27 16:00", "2026-11-30 09:29", "2026-11-30 09:30")]
    [InlineData(true, "2026-11-28 03:00", "2026-11-28 03:14", "2026-11-28 03:15")]
    public async Task E1_waits_in_the_hours_of_the_front_door_unless_it_is_red(bool red, string posted, string before, string after)
    {
        using var store = await TestStore.NewAsync("Sqlite");
        await using var inbox = await InboxHost.StartAsync(store, new MovableTime(At(posted)));
        await inbox.PostAsync(Tell.Attended(null) with { Red = red });
        await inbox.TendAsync();
        inbox.Clock.MoveTo(At(before));
        await inbox.TendAsync();
        Assert.Single(await inbox.TurnsAsync());
        inbox.Clock.MoveTo(At(after));
        await inbox.TendAsync();

        Assert.Equal([red ? NoticeRecipient.EmergencyDuty : NoticeRecipient.SocialWorker, NoticeRecipient.FrontDoor], (await inbox.TurnsAsync()).Select(turn => turn.Part));
    }

    /// <summary>By day and by night: what the front door was told of the child it still is when nobody has taken it, and the emergency team of what it may be told.</summary>
    [Fact]
    public async Task Council_that_was_told_of_the_child_still_is_when_the_notice_has_gone_on()
    {
        using var store = await TestStore.NewAsync("Sqlite");
        await using var inbox = await InboxHost.StartAsync(store);
        await inbox.PostAsync(Tell.Attended(RelationshipType.Referral, NoticeRecipient.FrontDoor) with { Red = true });
        await inbox.TendAsync();
        var worker = inbox.Who("aldersham-council", "csc-front-door", "worker");
        var id = (await inbox.OnlyAsync()).Id;
        string Told(NoticeView view) => $"{view.Told} {view.Child?.NhsNumber.Digits} {string.Join(' ', view.Items.Select(item => item.Item.Word()))}";
        async Task<NoticeView> ReadAsync() => Assert.IsType<NoticeAnswer.Shown>(await inbox.Read.RunAsync(worker, id, Cancellation)).View;
        var before = Told(await ReadAsync());
        Assert.Contains(Tell.Child.Number, before, StringComparison.Ordinal);
        await inbox.AfterAsync(Quarter);
        await inbox.AfterAsync(Quarter);

        var turns = await inbox.TurnsAsync();
        Assert.Equal([NoticeRecipient.FrontDoor, NoticeRecipient.Lead], turns.Select(turn => turn.Part));
        var after = await ReadAsync();
        Assert.Equal((before, 2), (Told(after), after.Turn.Step == turns[1].Step ? 2 : 0));
    }

    [Fact]
    public async Task Deputy_whom_the_register_names_comes_before_the_lead_and_sees_it_alone()
    {
        using var store = await TestStore.NewAsync("Sqlite");
        await using var inbox = await InboxHost.StartAsync(store, change: register => Agency(register, "millpond-surgery")["mailboxes"] = new JsonArray(new JsonObject { ["role"] = "gp", ["deputy"] = "second-gp" }));
        await inbox.PostAsync(new Posting(NoticeEvent.ExaminationRefused, NoticeSubject.Check(Tell.Subject), new PostingTo(NoticeRecipient.Gp, "millpond-surgery"), InboxHost.Morning));
        await inbox.TendAsync();
        await inbox.AfterAsync(Quarter);

        Assert.Equal("gp millpond-surgery gp Mon 09:30 | deputy millpond-surgery second-gp Mon 09:45", await inbox.CourseAsync());
        Assert.Single(await inbox.ListAsync(inbox.Who("millpond-surgery", "practice-manager", "second-gp")));
        Assert.Empty(await inbox.ListAsync(inbox.Who("millpond-surgery", "practice-manager", "third-gp")));
        Assert.Empty(await inbox.ListAsync(inbox.Who("kiln-lane-practice", "gp", "second-gp")));
    }

    [Fact]
    public async Task Where_nobody_can_sign_in_the_next_one_has_it_at_once_and_in_the_end_it_is_counted()
    {
        using var store = await TestStore.NewAsync("Sqlite");
        await using var inbox = await InboxHost.StartAsync(store, settings: ("Notices:Operations", "aldersham-council"), change: register => Agency(register, "aldersham-council")["issuer"]!["roles"]!["operations"] = "operations");
        await inbox.PostAsync(Tell.Referral(red: true, agency: "farrowdale-council"));
        await inbox.TendAsync();

        Assert.Equal("farrowdale-council", Assert.Single(await inbox.TurnsAsync()).Agency);
        Assert.True((await inbox.OnlyAsync()).Unanswered);
    }

    [Fact]
    public async Task Whoever_runs_the_service_and_does_not_take_it_is_counted_as_the_end_of_any_chain()
    {
        using var store = await TestStore.NewAsync("Sqlite");
        await using var inbox = await InboxHost.StartAsync(store, change: register => Agency(register, "aldersham-council")["issuer"]!["roles"]!["operations"] = "operations");
        await inbox.PostAsync(new Posting(NoticeEvent.SourceSilent, new NoticeSubject(NoticeSubjectKind.Source, "brackenford-csc"), new PostingTo(NoticeRecipient.Operations, "aldersham-council"), InboxHost.Morning));
        await inbox.TendAsync();
        await inbox.AfterAsync(Quarter);

        Assert.True((await inbox.OnlyAsync()).Unanswered);
        Assert.Equal("operations aldersham-council operations Mon 09:30", await inbox.CourseAsync());
        Assert.Single(inbox.Logs.Lines, line => line.Text.Contains("nobody has it", StringComparison.Ordinal));
        await inbox.AfterAsync(Quarter);
        Assert.Single(inbox.Logs.Lines, line => line.Text.Contains("nobody has it", StringComparison.Ordinal));
    }

    /// <summary>The front door that a chain names is a council's: of an agency with one area that council's, of one with several nobody's that is guessed.</summary>
    [Theory]
    [InlineData("millpond-surgery", "lead millpond-surgery | front-door aldersham-council")]
    [InlineData("dunmere-and-eastholt-nhs-trust", "lead dunmere-and-eastholt-nhs-trust")]
    [InlineData("northshire-police", "lead northshire-police")]
    public async Task Notice_of_an_agency_with_several_areas_goes_to_no_council_that_is_guessed(string agency, string course)
    {
        using var store = await TestStore.NewAsync("Sqlite");
        await using var inbox = await InboxHost.StartAsync(store);
        await inbox.PostAsync(new Posting(NoticeEvent.AgencyAsked, NoticeSubject.Check(Tell.Subject), new PostingTo(NoticeRecipient.Lead, agency), InboxHost.Morning) { Red = true });
        await inbox.TendAsync();
        for (var n = 0; n < 4; n++) await inbox.AfterAsync(Quarter);

        Assert.Equal(course, string.Join(" | ", (await inbox.TurnsAsync()).Take(2).Select(turn => $"{turn.Part.Word()} {turn.Agency}")));
        Assert.DoesNotContain(await inbox.TurnsAsync(), turn => turn.Agency != agency && agency != "millpond-surgery");
    }

    /// <summary>Asker, department and social care, each at their own place, say the same on the telephone, and nobody is sent to ring themselves.</summary>
    [Fact]
    public async Task Everybody_who_is_told_of_one_check_has_one_reference_and_another_agency_to_ring()
    {
        using var store = await TestStore.NewAsync("Sqlite");
        await using var inbox = await InboxHost.StartAsync(store);
        var attended = Tell.Attended(null, NoticeRecipient.FrontDoor) with { From = new Gateway.Audit.Actor("alder-valley-nhs-trust", "nurse") };
        await inbox.PostAsync(Tell.Late(), attended, Tell.Late() with { Subject = NoticeSubject.Check(Guid.NewGuid()) });
        await inbox.TendAsync();
        await inbox.AfterAsync(Quarter);

        var turns = (await inbox.TurnsAsync()).ToLookup(turn => turn.Code);
        Assert.Equal([2, 3], turns.Select(of => of.Count()).Order());
        Assert.Equal(2, turns.MaxBy(of => of.Count())!.Select(turn => turn.Agency).Distinct().Count());
        Assert.All(turns, of => Assert.Matches("^[BCDFGHJKLMNPQRSTVWXZ]{6}$", of.Key));
        var council = Assert.Single(await inbox.NoticesAsync(), notice => notice.Agency == "aldersham-council");
        var shown = Assert.IsType<NoticeAnswer.Shown>(await inbox.Read.RunAsync(inbox.Who("aldersham-council", "csc-front-door", "worker"), council.Id, Cancellation));
        Assert.False(shown.View.Told);
        var trust = inbox.Services.GetRequiredService<Gateway.Agencies.Register>().Agencies["alder-valley-nhs-trust"].Telephones;
        Assert.Equal((trust.Duty.Line.Number, "Ask what it is and give the reference"), (shown.View.Ring!.Number, shown.View.Ring.Why));
    }

    [Fact]
    public async Task Routine_notice_that_nobody_takes_does_not_keep_a_childs_number_for_ever()
    {
        using var store = await TestStore.NewAsync("Sqlite");
        await using var inbox = await InboxHost.StartAsync(store, null, null, ("Notices:Retention:millpond-surgery", "30"));
        await inbox.PostAsync(
            new Posting(NoticeEvent.Attended, NoticeSubject.Check(Tell.Subject), new PostingTo(NoticeRecipient.Gp, "millpond-surgery"), InboxHost.Morning) { Child = Tell.About },
            new Posting(NoticeEvent.ExaminationRefused, NoticeSubject.Check(Tell.Subject), new PostingTo(NoticeRecipient.Gp, "millpond-surgery"), InboxHost.Morning) { Child = Tell.About });
        var forget = inbox.Services.GetRequiredService<ForgetNotices>();
        await inbox.TendAsync();
        await inbox.AfterAsync(TimeSpan.FromDays(29));
        await forget.ForgetAsync(Cancellation);
        Assert.Equal(2, (await inbox.NoticesAsync()).Count);
        await inbox.AfterAsync(TimeSpan.FromDays(2));
        await forget.ForgetAsync(Cancellation);

        Assert.Equal(NoticeEvent.ExaminationRefused, (await inbox.OnlyAsync()).Event);
        Assert.All(await inbox.TurnsAsync(), turn => Assert.NotEqual(NoticeUrgency.Routine, turn.Urgency));
        Assert.Equal(Gateway.Audit.EntryType.Erasure, inbox.Ledger.Entries[^1].Type);
    }

    [Fact]
    public async Task Routine_notice_that_its_one_reader_passes_on_stays_with_the_lead()
    {
        using var store = await TestStore.NewAsync("Sqlite");
        await using var inbox = await InboxHost.StartAsync(store);
        await inbox.PostAsync(new Posting(NoticeEvent.ReferralSent, NoticeSubject.Referral(Tell.Subject), new PostingTo(NoticeRecipient.Referrer, "st-oswins-primary") { Role = "school-other", Person = "teacher" }, InboxHost.Morning));
        await inbox.TendAsync();
        for (var n = 0; n < 20; n++) await inbox.AfterAsync(TimeSpan.FromHours(12));
        Assert.Single(await inbox.TurnsAsync());
        await inbox.Take.PassOnAsync(inbox.Who("st-oswins-primary", "school-other", "teacher"), (await inbox.OnlyAsync()).Id, "I have left the school.", Cancellation);
        await inbox.TendAsync();

        Assert.Single(await inbox.ListAsync(inbox.Who("st-oswins-primary", "dsl", "dsl")));
        Assert.Empty(await inbox.ListAsync(inbox.Who("st-oswins-primary", "school-other", "teacher")));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Several_processes_give_each_step_once_and_of_two_who_take_it_one_has_it(string provider)
    {
        using var store = await TestStore.NewAsync(provider);
        await using var one = await InboxHost.StartAsync(store);
        await using var other = await InboxHost.StartAsync(store, one.Clock);
        await one.PostAsync([.. Enumerable.Range(0, 12).Select(n => Tell.Late($"nurse-{n}"))]);
        for (var round = 0; round < 4; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 4).Select(n => Task.Run(() => (n % 2 == 0 ? one : other).TendAsync())));
            one.Clock.Advance(Quarter);
        }

        var turns = await one.TurnsAsync();
        Assert.Equal(36, turns.Count);
        Assert.Equal(36, turns.Select(turn => (turn.Notice, turn.Step)).Distinct().Count());
        Assert.Equal(36, one.Ledger.Entries.Count + other.Ledger.Entries.Count);
        var id = (await one.NoticesAsync())[0].Id;
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => Task.Run(() =>
            (n % 2 == 0 ? one : other).Take.AcknowledgeAsync(one.Who("alder-valley-nhs-trust", "ed-treating-clinician", $"doctor-{n}"), id, Cancellation))));
        Assert.Single(answers.OfType<NoticeAnswer.Shown>());
        Assert.Equal(5, answers.OfType<NoticeAnswer.ByAnother>().Count());
    }

    /// <summary>Whatever is posted to whom, at whatever hour, and whatever people do: it ends with somebody who has it, or open, counted and on a list.</summary>
    [Fact]
    public async Task Nothing_is_ever_lost_whatever_people_do()
    {
        using var store = await TestStore.NewAsync("Sqlite");
        await using var inbox = await InboxHost.StartAsync(store);
        var random = new Random(14);
        for (var n = 0; n < 60; n++)
            await inbox.PostAsync(random.Next(4) switch
            {
                0 => Tell.Late($"nurse-{n}"),
                1 => Tell.Referral(random.Next(2) == 0, id: Guid.NewGuid()),
                2 => Tell.Attended(null) with { Of = $"{n}", Red = random.Next(2) == 0 },
                _ => new Posting(NoticeEvent.ExaminationRefused, NoticeSubject.Check(Guid.NewGuid()), new PostingTo(NoticeRecipient.Gp, "millpond-surgery"), InboxHost.Morning),
            });
        for (var round = 0; round < 30; round++)
        {
            await inbox.AfterAsync(TimeSpan.FromMinutes(random.Next(5, 400)));
            foreach (var turn in (await inbox.TurnsAsync()).Where(_ => random.Next(12) == 0).Take(4)) await SomebodyAsync(inbox, turn, random.Next(3));
        }

        for (var n = 0; n < 12; n++) await inbox.AfterAsync(TimeSpan.FromHours(24));
        var turns = (await inbox.TurnsAsync()).ToLookup(turn => turn.Notice);
        foreach (var notice in await inbox.NoticesAsync())
        {
            Assert.NotEmpty(turns[notice.Id]);
            Assert.True(notice.AcknowledgedAt is not null || notice.Unanswered || notice.NextAt is not null || notice.Rank == (int)NoticeUrgency.Routine, $"{notice.Event}");
            Assert.Equal(notice.AcknowledgedAt is not null, notice.Rank == InboxNotice.Had);
        }
    }

    [Theory, MemberData(nameof(Both))]
    public async Task What_somebody_took_goes_when_its_agency_no_longer_keeps_it_and_what_nobody_took_stays(string provider)
    {
        using var store = await TestStore.NewAsync(provider);
        await using var inbox = await InboxHost.StartAsync(store, null, null, ("Notices:Retention:alder-valley-nhs-trust", "30"), ("Notices:Retention:aldersham-council", "keep"));
        await inbox.PostAsync(Tell.Late(), Tell.Late("second-nurse"), Tell.Referral());
        await inbox.TendAsync();
        foreach (var turn in (await inbox.TurnsAsync()).Where(turn => turn.Person != "second-nurse"))
            Assert.IsType<NoticeAnswer.Shown>(await inbox.Take.AcknowledgeAsync(inbox.Who(turn.Agency, turn.Roles.Trim(), turn.Person ?? "worker"), turn.Notice, Cancellation));
        var forget = inbox.Services.GetRequiredService<ForgetNotices>();
        inbox.Clock.Advance(TimeSpan.FromDays(29));
        await forget.ForgetAsync(Cancellation);
        Assert.Equal(3, (await inbox.NoticesAsync()).Count);
        inbox.Clock.Advance(TimeSpan.FromDays(2));
        inbox.Ledger.Refuses = true;
        await forget.ForgetAsync(Cancellation);
        Assert.Equal(3, (await inbox.NoticesAsync()).Count);
        inbox.Ledger.Refuses = false;
        await forget.ForgetAsync(Cancellation);

        Assert.Equal((2, 1), ((await inbox.NoticesAsync()).Count, (await inbox.NoticesAsync()).Count(notice => notice.Person == "second-nurse")));
        Assert.Equal(2, (await inbox.TurnsAsync()).Count);
        Assert.Equal(Gateway.Audit.EntryType.Erasure, inbox.Ledger.Entries[^1].Type);
    }

    private static async Task SomebodyAsync(InboxHost inbox, NoticeTurn turn, int what)
    {
        var who = inbox.Who(turn.Agency, turn.Roles.Trim().Split(' ')[0], turn.Person ?? "somebody");
        if (what == 0) await inbox.Take.AcknowledgeAsync(who, turn.Notice, Cancellation);
        else if (what == 1) await inbox.Take.PassOnAsync(who, turn.Notice, "Not mine.", Cancellation);
        else await inbox.Read.RunAsync(who, turn.Notice, Cancellation);
    }

    private static DateTimeOffset At(string wall) => Gateway.Rules.Calendars.LondonTime.Instant(DateTime.ParseExact(wall, "yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture));

    private static JsonNode Agency(JsonNode register, string id) => register["agencies"]!.AsArray().Single(agency => (string)agency!["id"]! == id)!;
}
