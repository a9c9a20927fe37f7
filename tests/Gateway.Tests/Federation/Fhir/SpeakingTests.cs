using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Audit;
using Gateway.Audit.Pages;
using Gateway.Simulator;
using Gateway.Tests.Disclosure;
using Gateway.Tests.Federation.Pointers;
using Gateway.Tests.Hosting;

namespace Gateway.Tests.Federation.Fhir;

/// <summary>From a custodian that is asked in FHIR, over real HTTP, to the asker's answer.</summary>
public sealed class SpeakingTests
{
    public static readonly TheoryData<string> OfCouncils = ["cp-is", "patient-flags"];
    public static readonly TheoryData<string> Shapes = ["cp-is", "patient-flags", "encounters"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(OfCouncils))]
    public async Task Plan_care_status_and_what_ended_come_to_the_asker_and_what_the_shape_lacks_is_not_known(string speaks)
    {
        await using var bed = await FhirBed.StartAsync(speaks);
        bed.Holds(new CustodianFacts
        {
            Plan = new PlanFact(["neglect"], new DateOnly(2026, 5, 14)),
            LookedAfter = new CareFact("interim-care-order", new DateOnly(2025, 6, 1), new DateOnly(2026, 3, 9)),
            LeadSocialWorker = new SocialWorkerFact("Workermark", "Teammark", "01632 960777"),
        });
        var answer = (await bed.Gateway.AskAsync(Doctor("plan-flag", "plan-category", "plan-dates", "lead-social-worker", "looked-after", "plan-ended"))).Is(200);

        Assert.Equal(("yes", "yes", "yes"), (answer.Says("plan-flag"), answer.Says("plan-dates"), answer.Says("plan-ended")));
        Assert.Contains("14 May 2026", answer.Item("plan-dates").GetProperty("words").GetString());
        Assert.Contains("9 March 2026", answer.Item("plan-ended").GetProperty("words").GetString());
        // It is over, and whoever has no place for something is no "nothing held".
        Assert.NotEqual("yes", answer.Says("looked-after"));
        Assert.Equal(("not-known", "not-known"), (answer.Says("plan-category"), answer.Says("lead-social-worker")));
        Assert.Contains("not-covered", answer.Because("plan-category"));
        Assert.All((string[])["Workermark", "960111", "960222", "neglect"], mark => Assert.DoesNotContain(mark, answer.Text));
        Assert.Equal(("held", "live"), (answer.Source(bed.Custodian).GetProperty("answer").GetString(), answer.Source(bed.Custodian).GetProperty("spoke").GetString()));
    }

    [Theory, MemberData(nameof(OfCouncils))]
    public async Task Care_status_and_a_plan_for_an_unborn_child_say_no_more_than_the_shape(string speaks)
    {
        await using var bed = await FhirBed.StartAsync(speaks);
        bed.Holds(new CustodianFacts { LookedAfter = new CareFact("section-20", new DateOnly(2025, 12, 3)), UnbornPlan = new UnbornPlanFact(new DateOnly(2027, 2, 17)) });

        var answer = (await bed.Gateway.AskAsync(Doctor("looked-after", "unborn-plan", "plan-flag"))).Is(200);

        Assert.Equal("Yes, Brackenford Council, legal basis not given.", Capital(answer.Item("looked-after").GetProperty("words").GetString()!));
        Assert.False(answer.Item("looked-after").GetProperty("value").TryGetProperty("legalBasis", out _));
        Assert.Equal("2025-12-03", answer.Item("looked-after").GetProperty("value").GetProperty("since").GetString());
        Assert.Equal("yes", answer.Says("unborn-plan"));
        Assert.DoesNotContain("2027-02-17", answer.Text);
        Assert.DoesNotContain("section", answer.Item("looked-after").GetRawText());
        Assert.NotEqual("yes", answer.Says("plan-flag"));
    }

    [Theory, MemberData(nameof(Shapes))]
    public async Task Question_has_the_number_in_its_body_alone_and_never_tells_a_council(string speaks)
    {
        await using var bed = await FhirBed.StartAsync(speaks);
        bed.Holds(speaks == "encounters" ? Held.Attendances(1) : Held.Plan);
        var question = new Question(FhirBed.Child, speaks == "encounters" ? "attendance-count" : "plan-flag");

        (await bed.Gateway.AskAsync(question)).Is(200);

        var search = Assert.Single(bed.Gateway.Agencies.Searches);
        Assert.Equal($"/{bed.Custodian}/{speaks switch { "cp-is" => "CareTeam", "patient-flags" => "PatientFlag", _ => "Encounter" }}/_search", search.Address);
        Assert.Contains(FhirBed.Child.Number, search.Body);
        Assert.DoesNotContain(search.Headers.Values, value => value.Contains(FhirBed.Child.Number, StringComparison.Ordinal));
        Assert.All((string[])["X-Request-ID", "X-Correlation-ID", "TraceID"], header => Assert.Equal(question.RequestId.ToString(), search.Headers[header]));
        Assert.All((string[])["IsUnscheduledAccessEvent", "IsUnscheduledEvent"], header => Assert.Equal("false", search.Headers[header]));
        Assert.Equal(("application/fhir+json", "handling=strict", "application/x-www-form-urlencoded"), (search.Headers["Accept"], search.Headers["Prefer"], search.Headers["Content-Type"]));
        Assert.DoesNotContain("2023", search.Body);
        Assert.Equal(0, bed.Gateway.Agencies.Alerts(bed.Custodian));
        Assert.DoesNotContain(FhirBed.Child.Number, string.Join('\n', bed.Gateway.Logs.Lines));
    }

    [Theory, MemberData(nameof(OfCouncils))]
    public async Task Council_learns_of_the_attendance_once_and_from_the_gateway(string speaks)
    {
        await using var bed = await FhirBed.StartAsync(speaks);
        bed.Holds(Held.Plan);

        for (var check = 0; check < 3; check++) (await bed.CheckAsync("plan-flag")).Is(200);

        await bed.Gateway.Agencies.NoticesReachAsync(1, Cancellation).WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        Assert.Single(bed.Gateway.Agencies.Notices);
        Assert.Equal((3, 0), (bed.Gateway.Agencies.Searches.Count, bed.Gateway.Agencies.Alerts(bed.Custodian)));
    }

    [Theory, MemberData(nameof(Shapes))]
    public async Task Nothing_is_held_only_by_whoever_gives_everything(string speaks)
    {
        var item = speaks == "encounters" ? "attendance-count" : "plan-flag";
        await using (var bed = await FhirBed.StartAsync(speaks))
        {
            var source = (await bed.Gateway.AskAsync(Doctor(item))).Is(200).Source(bed.Custodian);
            Assert.Equal(("nothing-held", "live"), (source.GetProperty("answer").GetString(), source.GetProperty("spoke").GetString()));
        }

        await using (var bed = await FhirBed.StartAsync(speaks, everything: false))
        {
            var answer = (await bed.Gateway.AskAsync(Doctor(item))).Is(200);
            Assert.Contains("not-covered", answer.Because(item));
            var source = answer.Source(bed.Custodian);
            Assert.Equal(("not-known", "not-covered"), (source.GetProperty("answer").GetString(), source.GetProperty("because").GetString()));
            Assert.Equal("What it shows here is not everything. Treat this as not known.", source.GetProperty("words").GetString());
            Assert.True(source.TryGetProperty("ring", out _));
        }
    }

    [Fact]
    public async Task Empty_answer_of_whoever_leaves_things_out_lets_its_own_list_speak()
    {
        await using var bed = await FhirBed.StartAsync("cp-is", everything: false, lists: true);
        (await new TestList(bed.Gateway, bed.Custodian, "officer-of-brackenford-council", TestList.Council).WholeAsync([])).Is(200);

        var source = (await bed.CheckAsync("plan-flag")).Is(200).Source(bed.Custodian);

        Assert.Equal(("nothing-held", "list", "not-covered"), (source.GetProperty("answer").GetString(), source.GetProperty("spoke").GetString(), source.GetProperty("liveBecause").GetString()));
    }

    [Theory, MemberData(nameof(OfCouncils))]
    public async Task Home_of_a_protected_child_is_asked_quietly_and_what_its_shape_lacks_does_not_tell_so(string speaks)
    {
        string[] far = [FhirBed.Council, "castlebridge-csc", "dunmere-csc", "eastholt-csc"];
        foreach (var everything in (bool[])[true, false])
        {
            await using var bed = await FhirBed.StartAsync(speaks, everything, lists: true, isProtected: true);
            foreach (var council in far) (await new TestList(bed.Gateway, council, "officer-of-" + council.Replace("-csc", "-council", StringComparison.Ordinal), TestList.Council).WholeAsync([])).Is(200);

            var answer = (await bed.Gateway.AskAsync(Doctor("plan-flag", "plan-dates", "lead-social-worker", "sibling-on-plan"))).Is(200);

            Assert.Equal(1, bed.Gateway.Asked(FhirBed.Council));
            Assert.Single(far.Select(council => Apart(answer.Source(council))).Distinct());
        }

        // All but who it is, and to the fraction of a second when its list was signed.
        static string Apart(JsonElement source) => string.Join('\n', source.EnumerateObject().Where(member => member.Name is not ("custodian" or "name" or "asOf")).Select(member => member.ToString()));
    }

    [Fact]
    public async Task Department_that_holds_visits_in_part_is_not_named_where_the_place_is_not_let_go()
    {
        foreach (var everything in (bool[])[true, false])
        {
            await using var bed = await FhirBed.StartAsync("encounters", everything);
            bed.Holds(Held.Attendances(2));
            bed.Change(bundle => bundle["entry"]![1]!["resource"]!["status"] = "unknown");

            var answer = (await bed.CheckAsync("attendance-count", "attendance-dates")).Is(200);

            Assert.Equal(("partial", "no-reply"), (answer.Says("attendance-count"), Assert.Single(answer.Because("attendance-count"))));
            Assert.DoesNotContain("rackenford Royal", answer.Text);
            Assert.DoesNotContain(FhirBed.Department, answer.Text);
            Assert.Equal("held", answer.Source("together").GetProperty("answer").GetString());
        }
    }

    [Fact]
    public async Task Encounters_are_visits_with_when_where_why_and_how_they_ended()
    {
        await using var bed = await FhirBed.StartAsync("encounters");
        bed.Holds(new CustodianFacts
        {
            Attendances =
            [
                new AttendanceFact("ENC-1", Held.Arrived, "Complaintmark", true, "Outcomemark", true),
                new AttendanceFact("ENC-2", Held.Arrived.AddDays(-3), "Complaintmark", false, "Outcomemark", false),
                new AttendanceFact("ENC-OLD", Held.Arrived.AddYears(-2), "Oldmark", false, "Oldmark", false),
                new AttendanceFact("ENC-3", Held.Arrived.AddDays(-9), "Sensitivemark", false, "Sensitivemark", false, Sensitive: true),
            ],
        });
        // The same visit twice, as a server that keeps versions might give it.
        bed.Change(bundle =>
        {
            bundle["entry"]!.AsArray().Add(bundle["entry"]![0]!.DeepClone());
            bundle["total"] = 3;
        });

        var answer = (await bed.Gateway.AskAsync(Doctor("attendance-count", "attendance-dates", "attendance-site", "attendance-complaint", "attendance-outcome"))).Is(200);

        var visits = answer.Json.GetProperty("attendances");
        Assert.Equal("2", visits.GetProperty("count").GetString());
        Assert.Equal([Held.Arrived, Held.Arrived.AddDays(-3)], visits.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("arrivedAt").GetDateTimeOffset()));
        var row = visits.GetProperty("rows")[0];
        Assert.Equal(("Sitemark brackenford-royal-ed", "Complaintmark", "Outcomemark", true), (row.GetProperty("site").GetString(), row.GetProperty("complaint").GetString(), row.GetProperty("outcome").GetString(), row.GetProperty("leftBeforeSeen").GetBoolean()));
        Assert.False(row.TryGetProperty("injury", out _));
        Assert.All((string[])["Oldmark", "Sensitivemark"], mark => Assert.DoesNotContain(mark, answer.Text));
    }

    [Fact]
    public async Task Visit_of_which_nobody_said_whether_it_was_an_injury_is_no_none_known()
    {
        await using var bed = await FhirBed.StartAsync("encounters");
        bed.Holds(Held.Attendances(1));
        var visits = (await bed.CheckAsync("attendance-count", "attendance-complaint")).Is(200).Json.GetProperty("attendances");
        Assert.Equal("not known", visits.GetProperty("anyInjury").GetString());
    }

    [Fact]
    public async Task Visits_beside_one_that_cannot_be_read_are_shown_and_there_may_be_more()
    {
        await using var bed = await FhirBed.StartAsync("encounters");
        bed.Holds(Held.Attendances(2));
        bed.Change(bundle => bundle["entry"]![1]!["resource"]!["status"] = "unknown");

        var answer = (await bed.Gateway.AskAsync(Doctor("attendance-count"))).Is(200);

        Assert.Equal("partial", answer.Says("attendance-count"));
        Assert.Equal("1", answer.Json.GetProperty("attendances").GetProperty("count").GetString());
        Assert.EndsWith("There may be more.", answer.Json.GetProperty("attendances").GetProperty("words").GetString());
        Assert.NotEmpty(answer.Incomplete);
        Assert.StartsWith("Has information, and may have more. As of", answer.Source(bed.Custodian).GetProperty("words").GetString());
        Assert.True(answer.Source(bed.Custodian).TryGetProperty("ring", out _));
        // And the ledger does not say that it was all.
        var recorded = (await bed.Gateway.Entries.OfAsync(EntryType.Disclosure))[^1].Child!.Value.GetProperty("sources").EnumerateArray().Single(group => group.GetProperty("custodians").TryGetProperty(bed.Custodian, out _));
        Assert.Equal("held-in-part", recorded.GetProperty("said").GetProperty("attendance-count").GetString());
        Assert.Equal("rejected-unverified", recorded.GetProperty("inPart").GetProperty("attendance-count").GetString());
        Assert.Equal("has information, and may have more", EntryWords.Said("held-in-part"));
    }

    [Fact]
    public async Task Long_history_of_who_attends_often_is_read_and_one_without_an_end_is_not()
    {
        await using var bed = await FhirBed.StartAsync("encounters");
        bed.Holds(Held.Attendances(2));
        foreach (var (kibibytes, word) in ((int, string)[])[(900, "held"), (1100, "not-known")])
        {
            bed.Change(bundle => bundle["entry"]![0]!["resource"]!["text"] = new JsonObject { ["status"] = "generated", ["div"] = new string('a', kibibytes * 1024) });
            Assert.Equal(word, (await bed.Gateway.AskAsync(Doctor("attendance-count"))).Is(200).Source(bed.Custodian).GetProperty("answer").GetString());
        }
    }

    [Theory, MemberData(nameof(Shapes))]
    public async Task A9_WhateverIsWrongWithABundle_IsNotKnownAndNothingOfItGoesFurther(string speaks)
    {
        await using var bed = await FhirBed.StartAsync(speaks);
        bed.Holds(speaks == "encounters" ? Held.Attendances(1) : Held.Plan);
        var item = speaks == "encounters" ? "attendance-count" : "plan-flag";
        foreach (var fault in (Fault[])[Fault.Html, Fault.Truncated, Fault.WrongSchema, Fault.DuplicateMembers, Fault.MissingItem, Fault.UnknownState, Fault.WrongRequest, Fault.WrongSignature, Fault.NotSigned, Fault.Replayed, Fault.ClockAhead, Fault.Redirect, Fault.Endless, Fault.GzipBomb])
        {
            await bed.Gateway.Agencies.SetAsync(bed.Custodian, new Behaviour(Fault: fault));
            await IsRejectedAsync(bed, item, fault.ToString());
        }

        await bed.Gateway.Agencies.ResetAsync();
        foreach (var (name, damage) in BundleTests.Contradictions)
        {
            bed.Change(damage);
            await IsRejectedAsync(bed, item, name);
        }

        Assert.Equal((0L, 0L), (bed.Gateway.Agencies.Alerts(bed.Custodian), bed.Gateway.Agencies.RedirectsFollowed));
    }

    private static async Task IsRejectedAsync(FhirBed bed, string item, string name)
    {
        var answer = (await bed.Gateway.AskAsync(Doctor(item))).Is(200);
        var source = answer.Source(bed.Custodian);
        Assert.True(source.GetProperty("answer").GetString() == "not-known" && source.GetProperty("because").GetString() == "rejected-unverified", $"{name}: {source.GetRawText()}");
        Assert.Contains("rejected-unverified", answer.Because(item));
        Assert.NotEqual("nothing-held", answer.Says(item));
        Assert.All((string[])["Simulated", "Portal", "Exception", "doctype", "urn:", "Resource"], text => Assert.DoesNotContain(text, answer.Text));
    }

    [Fact]
    public async Task Old_answer_or_one_without_a_time_is_no_nothing_held_and_takes_no_plan_away()
    {
        await using var bed = await FhirBed.StartAsync("cp-is");
        await bed.Gateway.Agencies.SetAsync(bed.Custodian, new Behaviour(StaleMinutes: 61));
        Assert.Equal("stale", (await bed.CheckAsync("plan-flag")).Is(200).Source(bed.Custodian).GetProperty("because").GetString());
        await bed.Gateway.Agencies.ResetAsync();
        bed.Change(bundle => bundle.Remove("meta"));
        Assert.Contains("stale", (await bed.CheckAsync("plan-flag")).Text);

        bed.Holds(Held.Plan);
        Assert.Equal("yes", (await bed.CheckAsync("plan-flag")).Is(200).Says("plan-flag"));
        bed.Change(_ => { });
        await bed.Gateway.Agencies.SetAsync(bed.Custodian, new Behaviour(StaleMinutes: 60 * 24 * 3));
        Assert.Equal("yes", (await bed.CheckAsync("plan-flag")).Is(200).Says("plan-flag"));
    }

    [Fact]
    public async Task What_asks_to_be_rung_is_withheld()
    {
        await using var bed = await FhirBed.StartAsync("patient-flags");
        bed.Holds(Held.Plan);
        await bed.Gateway.Agencies.SetAsync(bed.Custodian, new Behaviour(Fault: Fault.Withheld));
        var source = (await bed.CheckAsync("plan-flag")).Is(200).Source(bed.Custodian);
        Assert.Equal("withheld", source.GetProperty("answer").GetString());
    }

    [Theory]
    [InlineData(Fault.Reset, "no-reply")]
    [InlineData(Fault.ResetBody, "no-reply")]
    [InlineData(Fault.Error, "no-reply")]
    [InlineData(Fault.Silent, "timed-out")]
    [InlineData(Fault.Busy, "busy")]
    public async Task B3_WhoMayHaveReadTheQuestion_IsNotAskedAgain(Fault fault, string because)
    {
        await using var bed = await FhirBed.StartAsync("cp-is");
        bed.Holds(Held.Plan);
        await bed.Gateway.Agencies.SetAsync(bed.Custodian, new Behaviour(Fault: fault));

        var answer = (await bed.Gateway.AskAsync(new Question(FhirBed.Child, "plan-flag") { Deadline = 1000 })).Is(200);

        Assert.Equal(because, answer.Source(bed.Custodian).GetProperty("because").GetString());
        Assert.Equal(1, bed.Gateway.Asked(bed.Custodian));
        Assert.Single(bed.Gateway.Agencies.Searches);
        // Nor later, where it may have been read: what was refused was not.
        await bed.Gateway.Agencies.ResetAsync();
        bed.Gateway.Clock.Advance(TimeSpan.FromMinutes(2));
        await Background.LateAsync(bed.Gateway);
        Assert.Equal(because == "busy" ? 2 : 1, bed.Gateway.Asked(bed.Custodian));
        Assert.Equal(because == "busy", answer.Json.TryGetProperty("late", out _));
    }

    [Fact]
    public async Task A5_WhoIsNotAskedAgain_IsNamedBesideThePromise()
    {
        await using var bed = await FhirBed.StartAsync("cp-is");
        await bed.Gateway.Agencies.SetAsync(bed.Custodian, new Behaviour(Fault: Fault.Error));
        await bed.Gateway.Agencies.SetAsync("brook-street-ed", new Behaviour(Fault: Fault.Error));

        var answer = (await bed.Gateway.AskAsync(new Question(FhirBed.Child, "plan-flag", "attendance-count", "attendance-site") { Asker = "ed-treating-clinician", Purpose = "clinical-concern" })).Is(200);

        Assert.EndsWith(" Not asked again, since to ask may tell: Brackenford children's services. Ring.", answer.Json.GetProperty("late").GetProperty("words").GetString());
        bed.Gateway.Clock.Advance(TimeSpan.FromMinutes(1));
        await Background.LateAsync(bed.Gateway);
        Assert.Equal((1, 2), (bed.Gateway.Asked(bed.Custodian), bed.Gateway.Asked("brook-street-ed")));
    }

    [Fact]
    public async Task A5_PlanOfWhoWasTooBusyToRead_ComesLate()
    {
        await using var bed = await FhirBed.StartAsync("cp-is");
        bed.Holds(Held.Plan);
        await bed.Gateway.Agencies.SetAsync(bed.Custodian, new Behaviour(Fault: Fault.Busy));
        var answer = (await bed.CheckAsync("plan-flag")).Is(200);
        await bed.Gateway.Agencies.ResetAsync();
        bed.Gateway.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.False(await Background.LateAsync(bed.Gateway));

        var late = (await bed.Gateway.GetAsync($"v1/checks/{answer.Json.GetProperty("check").GetGuid()}/late", "nurse")).Is(200);
        Assert.Equal("Child protection plan: yes (Brackenford Council).", late.Json.GetProperty("answers")[0].GetProperty("headline").GetString());
        Assert.Equal(0, bed.Gateway.Agencies.Alerts(bed.Custodian));
    }

    [Fact]
    public async Task A5_WhoReadsALateQuestionAndSaysNothing_IsRecordedAsSilentAndNotAskedAgain()
    {
        await using var bed = await FhirBed.StartAsync("patient-flags");
        await bed.Gateway.Agencies.SetAsync(bed.Custodian, new Behaviour(Fault: Fault.Busy));
        var answer = (await bed.CheckAsync("plan-flag")).Is(200);
        await bed.Gateway.Agencies.SetAsync(bed.Custodian, new Behaviour(Fault: Fault.Error));
        bed.Gateway.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.False(await Background.LateAsync(bed.Gateway));

        Assert.Single(await bed.Gateway.Entries.AllAsync(), entry => entry.Common.TryGetProperty("kind", out var kind) && kind.ValueEquals("late-ended"));
        Assert.Equal(2, bed.Gateway.Asked(bed.Custodian));
        // It is still silent, and whoever asked reads whom to ring.
        var status = (await bed.Gateway.GetAsync($"v1/checks/{answer.Json.GetProperty("check").GetString()}/late", "nurse")).Is(200).Json;
        var silent = Assert.Single(status.GetProperty("silent").EnumerateArray());
        Assert.Equal(("ended", bed.Custodian), (status.GetProperty("state").GetString(), silent.GetProperty("custodian").GetString()));
        Assert.StartsWith("Still no answer; ring.", status.GetProperty("words").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A5_WhoIsNotAskedAgainWhileAnotherIs_IsNamedAndRecordedToTheEnd()
    {
        await using var bed = await FhirBed.StartAsync("patient-flags");
        await bed.Gateway.Agencies.SetAsync(bed.Custodian, new Behaviour(Fault: Fault.Busy));
        await bed.Gateway.Agencies.SetAsync("dunmere-csc", new Behaviour(Fault: Fault.Busy));
        var answer = (await bed.CheckAsync("plan-flag")).Is(200);
        await bed.Gateway.Agencies.SetAsync(bed.Custodian, new Behaviour(Fault: Fault.Error));
        await bed.Gateway.Agencies.SetAsync("dunmere-csc", new Behaviour(Fault: Fault.Error));
        bed.Gateway.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.True(await Background.LateAsync(bed.Gateway));
        bed.Gateway.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.False(await Background.LateAsync(bed.Gateway));

        Assert.Equal(2, bed.Gateway.Asked(bed.Custodian));
        var status = (await bed.Gateway.GetAsync($"v1/checks/{answer.Json.GetProperty("check").GetString()}/late", "nurse")).Is(200).Json;
        Assert.Equal(new[] { bed.Custodian, "dunmere-csc" }.Order(), status.GetProperty("silent").EnumerateArray().Select(one => one.GetProperty("custodian").GetString()).Order());
        var ended = Assert.Single(await bed.Gateway.Entries.AllAsync(), entry => entry.Common.TryGetProperty("kind", out var kind) && kind.ValueEquals("late-ended"));
        Assert.Contains(bed.Custodian, ended.Child!.Value.GetProperty("sources").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task B10_WhoKeepsFailing_IsNotAskedForAWhile()
    {
        await using var bed = await FhirBed.StartAsync("cp-is");
        await bed.Gateway.Agencies.SetAsync(bed.Custodian, new Behaviour(Fault: Fault.Error));
        for (var check = 0; check < 5; check++) Assert.Equal("no-reply", (await bed.CheckAsync("plan-flag")).Is(200).Source(bed.Custodian).GetProperty("because").GetString());
        Assert.Equal("not-asked", (await bed.CheckAsync("plan-flag")).Is(200).Source(bed.Custodian).GetProperty("because").GetString());
        Assert.Equal(5, bed.Gateway.Asked(bed.Custodian));
    }

    // Who may see where a visit was is told who holds it.
    private static Question Doctor(params string[] items) => items[0].StartsWith("attendance", StringComparison.Ordinal)
        ? new Question(FhirBed.Child, [.. items.Union(["attendance-site"])]) { Asker = "ed-treating-clinician", Purpose = "clinical-concern" }
        : new Question(FhirBed.Child, items) { Asker = "ed-treating-clinician" };

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
