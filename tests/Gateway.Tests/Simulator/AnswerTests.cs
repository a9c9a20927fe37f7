using Gateway.Simulator;

namespace Gateway.Tests.Simulator;

public sealed class AnswerTests
{
    private static readonly PlanFact Live = new(["sexual", "neglect"], new DateOnly(2026, 5, 14));

    [Fact]
    public async Task Live_plan_is_held_with_its_categories_as_a_set_and_its_start()
    {
        await using var simulated = await Simulated.StartAsync();
        simulated.Hold("aldersham-csc", new CustodianFacts { Plan = Live });

        Assert.Equal("""{"item":"plan-flag","state":"held","value":{}}""", await simulated.SaysAsync("aldersham-csc", "plan-flag"));
        Assert.Equal("""{"item":"plan-category","state":"held","value":{"categories":["neglect","sexual"]}}""", await simulated.SaysAsync("aldersham-csc", "plan-category"));
        Assert.Equal("""{"item":"plan-dates","state":"held","value":{"start":"2026-05-14"}}""", await simulated.SaysAsync("aldersham-csc", "plan-dates"));
        Assert.Equal("""{"item":"plan-ended","state":"nothing-held"}""", await simulated.SaysAsync("aldersham-csc", "plan-ended"));
    }

    [Theory]
    [InlineData("2026-03-01", "nothing-held", "held")]
    [InlineData("2026-11-22", "nothing-held", "held")]
    [InlineData("2025-11-22", "nothing-held", "held")]
    [InlineData("2025-11-21", "nothing-held", "nothing-held")]
    [InlineData("2026-11-23", "held", "nothing-held")]
    public async Task Plan_that_ends_is_no_longer_a_plan_and_is_told_for_the_window(string end, string flag, string ended)
    {
        await using var simulated = await Simulated.StartAsync();
        simulated.Hold("aldersham-csc", new CustodianFacts { Plan = new(["physical"], new DateOnly(2024, 1, 5), DateOnly.Parse(end)) });

        Assert.Contains($"\"state\":\"{flag}\"", await simulated.SaysAsync("aldersham-csc", "plan-flag"));
        Assert.Contains($"\"state\":\"{flag}\"", await simulated.SaysAsync("aldersham-csc", "plan-category"));
        Assert.Contains($"\"state\":\"{ended}\"", await simulated.SaysAsync("aldersham-csc", "plan-ended"));
    }

    [Fact]
    public async Task Care_worker_unborn_plan_and_sibling_are_each_told_on_their_own()
    {
        await using var simulated = await Simulated.StartAsync();
        simulated.Hold("dunmere-csc", new CustodianFacts
        {
            LeadSocialWorker = new("Grace Adeyemi", "North team \"A\"", "020 7946 0800"),
            LookedAfter = new("interim-care-order", new DateOnly(2026, 2, 1)),
            UnbornPlan = new(new DateOnly(2027, 1, 9)),
            SiblingOnPlan = true,
        });

        Assert.Equal(
            """{"item":"lead-social-worker","state":"held","value":{"name":"Grace Adeyemi","team":"North team \u0022A\u0022","telephone":"020 7946 0800"}}""",
            await simulated.SaysAsync("dunmere-csc", "lead-social-worker"));
        Assert.Equal(
            """{"item":"looked-after","state":"held","value":{"legalBasis":"interim-care-order","since":"2026-02-01"}}""",
            await simulated.SaysAsync("dunmere-csc", "looked-after"));
        Assert.Equal("""{"item":"unborn-plan","state":"held","value":{"due":"2027-01-09"}}""", await simulated.SaysAsync("dunmere-csc", "unborn-plan"));
        Assert.Equal("""{"item":"sibling-on-plan","state":"held","value":{}}""", await simulated.SaysAsync("dunmere-csc", "sibling-on-plan"));
        Assert.Equal("""{"item":"plan-flag","state":"nothing-held"}""", await simulated.SaysAsync("dunmere-csc", "plan-flag"));
    }

    [Fact]
    public async Task Care_that_ended_counts_as_ended_and_the_later_end_is_told()
    {
        await using var simulated = await Simulated.StartAsync();
        simulated.Hold("dunmere-csc", new CustodianFacts
        {
            Plan = new(["emotional"], new DateOnly(2025, 1, 1), new DateOnly(2026, 1, 1)),
            LookedAfter = new("section-20", new DateOnly(2025, 1, 1), new DateOnly(2026, 8, 1)),
        });

        Assert.Equal("""{"item":"looked-after","state":"nothing-held"}""", await simulated.SaysAsync("dunmere-csc", "looked-after"));
        Assert.Equal("""{"item":"plan-ended","state":"held","value":{"ended":"2026-08-01"}}""", await simulated.SaysAsync("dunmere-csc", "plan-ended"));
    }

    [Fact]
    public async Task Attendances_are_those_of_the_window_and_never_a_sensitive_one()
    {
        await using var simulated = await Simulated.StartAsync();
        simulated.Hold("brook-street-ed", new CustodianFacts
        {
            Attendances =
            [
                Attendance("ENC-1", "2026-09-30T22:41:00Z"), Attendance("ENC-2", "2025-11-22T00:00:00Z"),
                Attendance("ENC-3", "2025-11-21T23:59:59Z"), Attendance("ENC-4", "2026-10-01T10:00:00Z") with { Sensitive = true },
            ],
        });

        Assert.Equal(
            """{"item":"attendance-count","state":"held","value":{"attendances":[{"reference":"ENC-1"},{"reference":"ENC-2"}]}}""",
            await simulated.SaysAsync("brook-street-ed", "attendance-count"));
        Assert.Equal(
            """{"item":"attendance-dates","state":"held","value":{"attendances":[{"reference":"ENC-1","arrivedAt":"2026-09-30T22:41:00Z"}]}}""",
            await simulated.SaysAsync("brook-street-ed", "attendance-dates", Simulated.Question("attendance-dates", since: "2026-09-01")));
        Assert.Contains("""{"reference":"ENC-1","site":"Brook Street emergency department"}""", await simulated.SaysAsync("brook-street-ed", "attendance-site"));
        Assert.Contains("""{"reference":"ENC-2","complaint":"Fall","injury":true}""", await simulated.SaysAsync("brook-street-ed", "attendance-complaint"));
        Assert.Contains("""{"reference":"ENC-2","outcome":"Sent home","leftBeforeSeen":false}""", await simulated.SaysAsync("brook-street-ed", "attendance-outcome"));
        Assert.Contains("nothing-held", await simulated.SaysAsync("brook-street-ed", "attendance-count", Simulated.Question("attendance-count", since: "2026-10-02")));
    }

    [Fact]
    public async Task Roll_list_and_incidents_are_told_by_name_and_count()
    {
        await using var simulated = await Simulated.StartAsync();
        simulated.Hold("millpond-surgery-list", new CustodianFacts { Registered = true });
        simulated.Hold("st-oswins-primary-roll", new CustodianFacts { OnRoll = true });
        simulated.Hold("northshire-police-records", new CustodianFacts
        {
            Attendances = [Attendance("ENC-1", "2026-09-30T22:41:00Z")],
            Incidents = [new("INC-1", Simulated.Now.AddDays(-3)), new("INC-2", Simulated.Now.AddDays(-90)), new("INC-3", Simulated.Now.AddDays(-900))],
        });

        Assert.Contains("""{"practice":"Millpond Surgery"}""", await simulated.SaysAsync("millpond-surgery-list", "gp-registration"));
        Assert.Contains("""{"name":"St Oswin\u0027s Primary"}""", await simulated.SaysAsync("st-oswins-primary-roll", "school"));
        Assert.Contains("""{"incidents":2}""", await simulated.SaysAsync("northshire-police-records", "abuse-marker"));
    }

    [Fact]
    public async Task Another_date_of_birth_is_not_matched_and_a_number_never_heard_of_is_nothing_held()
    {
        await using var simulated = await Simulated.StartAsync();
        simulated.Hold("aldersham-csc", new CustodianFacts { Plan = Live });

        const string notMatched = """{"item":"plan-flag","state":"not-known","because":"not-matched"}""";
        Assert.Equal(notMatched, await simulated.SaysAsync("aldersham-csc", "plan-flag", Simulated.Question("plan-flag", born: "2023-04-03")));
        Assert.Equal(notMatched, await simulated.SaysAsync("aldersham-csc", "plan-flag", Simulated.Question("plan-flag", born: "0001-01-01")));
        Assert.Contains("nothing-held", await simulated.SaysAsync("aldersham-csc", "plan-flag", Simulated.Question("plan-flag", Simulated.Unheard)));
        Assert.Contains("nothing-held", await simulated.SaysAsync("brackenford-csc", "plan-flag", Simulated.Question("plan-flag", born: "2023-04-03")));
    }

    [Fact]
    public async Task Item_that_the_custodian_does_not_cover_is_not_known_rather_than_nothing_held()
    {
        await using var simulated = await Simulated.StartAsync();
        Assert.Equal(
            """{"item":"plan-flag","state":"not-known","because":"not-covered"}""", await simulated.SaysAsync("northshire-police-records", "plan-flag"));
    }

    [Fact]
    public async Task Item_that_the_custodian_will_not_say_is_withheld_whatever_it_holds()
    {
        await using var simulated = await Simulated.StartAsync();
        simulated.Hold("aldersham-csc", new CustodianFacts { Plan = Live, Withheld = ["plan-flag", "looked-after"] });

        Assert.Equal("""{"item":"plan-flag","state":"withheld"}""", await simulated.SaysAsync("aldersham-csc", "plan-flag"));
        Assert.Equal("""{"item":"looked-after","state":"withheld"}""", await simulated.SaysAsync("aldersham-csc", "looked-after"));
        Assert.Contains("held\",\"value", await simulated.SaysAsync("aldersham-csc", "plan-category"));
    }

    [Fact]
    public async Task Every_item_asked_gets_one_answer_in_the_order_asked()
    {
        await using var simulated = await Simulated.StartAsync();
        string[] asked = ["plan-ended", "plan-flag", "abuse-marker", "sibling-on-plan"];
        var answer = await simulated.AskAsync("aldersham-csc", "answers", Simulated.Question(asked));

        Assert.Equal(asked, answer.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("item").GetString()));
        Assert.Equal(Simulated.RequestId, answer.GetProperty("requestId").GetString());
        Assert.Equal("aldersham-csc", answer.GetProperty("custodian").GetString());
        Assert.Equal(Simulated.Now, answer.GetProperty("asOf").GetDateTimeOffset());
    }

    [Fact]
    public async Task What_a_custodian_holds_is_replaced_and_what_the_others_hold_is_kept()
    {
        await using var simulated = await Simulated.StartAsync();
        simulated.Hold("aldersham-csc", new CustodianFacts { Plan = Live });
        simulated.Hold("brook-street-ed", new CustodianFacts { Attendances = [Attendance("ENC-1", "2026-09-30T22:41:00Z")] });
        simulated.Hold("aldersham-csc", new CustodianFacts { SiblingOnPlan = true });

        Assert.Contains("nothing-held", await simulated.SaysAsync("aldersham-csc", "plan-flag"));
        Assert.Contains("ENC-1", await simulated.SaysAsync("brook-street-ed", "attendance-count"));
    }

    private static AttendanceFact Attendance(string reference, string arrived) =>
        new(reference, DateTimeOffset.Parse(arrived), "Fall", Injury: true, "Sent home", LeftBeforeSeen: false);
}
