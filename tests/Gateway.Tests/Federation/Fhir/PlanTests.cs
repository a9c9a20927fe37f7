using System.Text.Json.Nodes;
using Gateway.Agencies;
using Gateway.Federation;
using Gateway.Rules.Policy;

namespace Gateway.Tests.Federation.Fhir;

/// <summary>What care teams, care plans and flags say of a child's plan.</summary>
public sealed class PlanTests
{
    [Fact]
    public void Plan_that_runs_is_held_since_its_day_and_its_category_is_not_given()
    {
        foreach (var heard in Both(Reading.Plan, "active", "2026-05-14", null))
        {
            Assert.Equal(("held", "held", "not-known not-covered"), (Reading.Word(heard, Item.PlanFlag), Reading.Word(heard, Item.PlanDates), Reading.Word(heard, Item.PlanCategory)));
            Assert.Equal(new ItemValue.PlanDates(new DateOnly(2026, 5, 14)), Reading.Of(heard, Item.PlanDates).Value);
            Assert.All((Item[])[Item.LookedAfter, Item.UnbornPlan, Item.PlanEnded], item => Assert.Equal("nothing-held", Reading.Word(heard, item)));
            Assert.All((Item[])[Item.LeadSocialWorker, Item.SiblingOnPlan], item => Assert.Equal("not-known not-covered", Reading.Word(heard, item)));
        }
    }

    [Fact]
    public void Care_status_and_a_plan_for_an_unborn_child_are_held_without_what_the_shape_has_no_place_for()
    {
        foreach (var heard in Both(Reading.Care, "active", "2025-12-03", null))
            Assert.Equal(("held", "nothing-held", new ItemValue.LookedAfter(null, new DateOnly(2025, 12, 3))), (Reading.Word(heard, Item.LookedAfter), Reading.Word(heard, Item.PlanFlag), Reading.Of(heard, Item.LookedAfter).Value));
        foreach (var heard in ForAChildOf2011(Reading.Unborn))
            Assert.Equal(("held", "nothing-held", new ItemValue.UnbornPlan(null)), (Reading.Word(heard, Item.UnbornPlan), Reading.Word(heard, Item.PlanFlag), Reading.Of(heard, Item.UnbornPlan).Value));
    }

    // Status and period, and what they come to for the flag, the dates and the plan that ended.
    [Theory]
    [InlineData("active", "2026-05-14", "2026-11-22", "held", "held", "nothing-held")]
    [InlineData("active", "2026-05-14", "2026-11-21", "not-known rejected-unverified", "not-known rejected-unverified", "held")]
    [InlineData("active", "2026-05-14", "2027-05-14", "held", "held", "nothing-held")]
    [InlineData("active", "2026-05", null, "held", "not-known not-covered", "nothing-held")]
    [InlineData("active", null, null, "held", "not-known not-covered", "nothing-held")]
    [InlineData("active", "2026-11-23", null, "not-known rejected-unverified", "not-known rejected-unverified", "nothing-held")]
    [InlineData("active", "2026-05-14", "2026-05-13", "not-known rejected-unverified", "not-known rejected-unverified", "not-known rejected-unverified")]
    [InlineData("active", "2026-05-14T09:00:00+01:00", null, "held", "held", "nothing-held")]
    [InlineData("ended", "2025-06-01", "2026-03-09", "nothing-held", "nothing-held", "held")]
    [InlineData("ended", "2024-06-01", "2025-11-21", "nothing-held", "nothing-held", "nothing-held")]
    [InlineData("ended", "2024-06-01", "2025-11-22", "nothing-held", "nothing-held", "held")]
    [InlineData("ended", "2025-06-01", "2026-03", "nothing-held", "nothing-held", "not-known rejected-unverified")]
    [InlineData("ended", "2025-06-01", null, "nothing-held", "nothing-held", "not-known rejected-unverified")]
    [InlineData("ended", "2025-06-01", "2027-01-01", "not-known rejected-unverified", "not-known rejected-unverified", "not-known rejected-unverified")]
    [InlineData("entered-in-error", "2025-06-01", null, "nothing-held", "nothing-held", "nothing-held")]
    [InlineData("suspended", "2026-05-14", null, "not-known rejected-unverified", "not-known rejected-unverified", "not-known rejected-unverified")]
    [InlineData("", "2026-05-14", null, "not-known rejected-unverified", "not-known rejected-unverified", "not-known rejected-unverified")]
    public void Status_and_period_say_whether_it_runs(string status, string? start, string? end, string flag, string dates, string ended)
    {
        // A plan that is unclear may as well have ended: only one that says when does.
        if (flag.StartsWith("not-known", StringComparison.Ordinal) && ended == "nothing-held") ended = "not-known rejected-unverified";
        foreach (var heard in Both(Reading.Plan, status, start, end))
            Assert.Equal((flag, dates, ended), (Reading.Word(heard, Item.PlanFlag), Reading.Word(heard, Item.PlanDates), Reading.Word(heard, Item.PlanEnded)));
    }

    [Fact]
    public void Care_team_without_a_status_goes_by_its_period()
    {
        Assert.Equal("held", Reading.Word(CpIs(Reading.CareTeam(status: null)), Item.PlanFlag));
        var over = CpIs(Reading.CareTeam(status: null, end: "2026-09-01"));
        Assert.Equal(("nothing-held", "held"), (Reading.Word(over, Item.PlanFlag), Reading.Word(over, Item.PlanEnded)));
        Assert.Equal("not-known rejected-unverified", Reading.Word(Reading.Read(Speaks.PatientFlags, Reading.Bundle(Reading.Flag(), Reading.CarePlan(status: null))), Item.PlanFlag));
    }

    [Fact]
    public void Kind_that_we_do_not_know_may_be_any_and_takes_nothing_away()
    {
        foreach (var code in (string[])["160245001", "", "342191000000101 "])
        {
            var heard = CpIs(Reading.CareTeam(code));
            Assert.All((Item[])[Item.PlanFlag, Item.PlanDates, Item.LookedAfter, Item.UnbornPlan, Item.PlanEnded], item => Assert.Equal("not-known rejected-unverified", Reading.Word(heard, item)));
            var beside = CpIs(Reading.CareTeam(code), Reading.CareTeam());
            Assert.Equal(("held", "not-known rejected-unverified"), (Reading.Word(beside, Item.PlanFlag), Reading.Word(beside, Item.LookedAfter)));
        }

        var without = Reading.CareTeam();
        without.Remove("category");
        Assert.Equal("not-known rejected-unverified", Reading.Word(CpIs(without), Item.PlanFlag));
    }

    [Fact]
    public void Plan_for_an_unborn_child_on_the_record_of_a_small_one_may_have_become_its_plan()
    {
        Item[] ofThePlan = [Item.PlanFlag, Item.PlanDates, Item.PlanCategory];
        foreach (var (born, word) in ((DateOnly, string)[])[(new(2026, 11, 20), "not-known rejected-unverified"), (new(2016, 11, 23), "not-known rejected-unverified"), (new(2016, 11, 22), "nothing-held")])
        {
            var heard = Reading.ReadOf(Speaks.CpIs, Reading.Bundle(Reading.CareTeam(Reading.Unborn)), born);
            Assert.All(ofThePlan, item => Assert.Equal(word, Reading.Word(heard, item)));
            Assert.Equal(("held", "nothing-held"), (Reading.Word(heard, Item.UnbornPlan), Reading.Word(heard, Item.LookedAfter)));
            Assert.Equal("held", Reading.Word(Reading.ReadOf(Speaks.CpIs, Reading.Bundle(Reading.CareTeam(Reading.Unborn), Reading.CareTeam()), born), Item.PlanFlag));
            Assert.Equal("nothing-held", Reading.Word(Reading.ReadOf(Speaks.CpIs, Reading.Bundle(Reading.CareTeam(Reading.Unborn, "inactive", end: "2026-11-20")), born), Item.PlanFlag));
        }
    }

    [Fact]
    public void Flag_is_spoken_for_only_where_every_plan_that_it_leads_to_is_here()
    {
        const string both = "CarePlan/plan-1 CarePlan/plan-2";
        var over = Reading.CarePlan(status: "completed", end: "2026-09-01");
        Assert.Equal(("withheld", "withheld", "held"), Words(Reading.Flag(plan: both), over));
        Assert.Equal(("held", "withheld", "withheld"), Words(Reading.Flag(plan: both), Reading.CarePlan()));
        Assert.Equal(("held", "nothing-held", "held"), Words(Reading.Flag(plan: both), over, Reading.CarePlan(id: "plan-2")));
        Assert.Equal(("not-known rejected-unverified", "not-known rejected-unverified", "held"), Words(Reading.Flag("inactive", both), over));
    }

    [Fact]
    public void Active_flag_whose_plans_are_all_over_or_void_contradicts_them()
    {
        foreach (var plan in (JsonObject[])[Reading.CarePlan(status: "completed", start: "2023-05-14", end: "2024-09-01"), Reading.CarePlan(status: "revoked"), Reading.CarePlan(status: "entered-in-error")])
        {
            var heard = Reading.Read(Speaks.PatientFlags, Reading.Bundle(Reading.Flag(), plan.DeepClone()));
            Assert.All((Item[])[Item.PlanFlag, Item.LookedAfter, Item.UnbornPlan], item => Assert.Equal("not-known rejected-unverified", Reading.Word(heard, item)));
            Assert.Equal("nothing-held", Reading.Word(Reading.Read(Speaks.PatientFlags, Reading.Bundle(Reading.Flag("inactive"), plan.DeepClone())), Item.PlanFlag));
        }
    }

    private static (string, string, string) Words(params JsonNode[] resources)
    {
        var heard = Reading.Read(Speaks.PatientFlags, Reading.Bundle([.. resources.Select(one => one.DeepClone())]));
        return (Reading.Word(heard, Item.PlanFlag), Reading.Word(heard, Item.LookedAfter), Reading.Word(heard, Item.PlanEnded));
    }

    [Fact]
    public void Category_without_a_code_that_we_know_is_a_kind_of_its_own_beside_one_that_has_one()
    {
        foreach (var other in (JsonObject[])[new() { ["text"] = "Child protection" }, new() { ["coding"] = new JsonArray(new JsonObject { ["system"] = "urn:local", ["code"] = "CP" }) }, []])
        {
            var team = Reading.CareTeam(Reading.Care);
            team["category"]!.AsArray().Add(other);
            var heard = CpIs(team);
            Assert.Equal(("held", "not-known rejected-unverified", "not-known rejected-unverified"), (Reading.Word(heard, Item.LookedAfter), Reading.Word(heard, Item.PlanFlag), Reading.Word(heard, Item.UnbornPlan)));
        }
    }

    [Fact]
    public void Two_kinds_in_one_care_team_are_both_held()
    {
        var both = Reading.CareTeam();
        both["category"]!.AsArray().Add(Reading.Category(Reading.Care)[0]!.DeepClone());
        var heard = CpIs(both);
        Assert.Equal(("held", "held"), (Reading.Word(heard, Item.PlanFlag), Reading.Word(heard, Item.LookedAfter)));
    }

    [Fact]
    public void What_is_labelled_very_restricted_asks_to_be_rung()
    {
        Assert.Equal("withheld", Reading.Word(CpIs(Reading.Labelled(Reading.CareTeam(), "V")), Item.PlanFlag));
        Assert.Equal("held", Reading.Word(CpIs(Reading.Labelled(Reading.CareTeam(), "R")), Item.PlanFlag));
        var care = CpIs(Reading.Labelled(Reading.CareTeam(Reading.Care), "V"));
        Assert.Equal(("nothing-held", "withheld"), (Reading.Word(care, Item.PlanFlag), Reading.Word(care, Item.LookedAfter)));
    }

    [Fact]
    public void Flag_that_leads_to_no_plan_says_that_there_is_something_and_not_what()
    {
        foreach (var plan in (string?[])[null, "CarePlan/another", "CarePlan/"])
        {
            var heard = Reading.Read(Speaks.PatientFlags, Reading.Bundle(Reading.Flag(plan: plan)));
            Assert.All((Item[])[Item.PlanFlag, Item.PlanDates, Item.PlanCategory, Item.LookedAfter, Item.UnbornPlan], item => Assert.Equal("withheld", Reading.Word(heard, item)));
        }

        Assert.Equal("not-known rejected-unverified", Reading.Word(Flags(Reading.Flag("inactive", null)), Item.PlanFlag));
        Assert.Equal("not-known rejected-unverified", Reading.Word(Flags(Reading.Flag("resolved")), Item.PlanFlag));
        Assert.Equal("nothing-held", Reading.Word(Flags(Reading.Flag("entered-in-error", null)), Item.PlanFlag));
    }

    [Fact]
    public void Flag_about_something_else_is_passed_over_and_one_that_nobody_knows_is_not()
    {
        Assert.Equal("nothing-held", Reading.Word(Flags(Reading.Flag(plan: null, code: "national-reasonable-adjustment-flag")), Item.PlanFlag));
        Assert.Equal("nothing-held", Reading.Word(Flags(Reading.Flag(plan: null, code: "female-genital-mutilation-flag")), Item.PlanFlag));
        Assert.Equal("not-known rejected-unverified", Reading.Word(Flags(Reading.Flag(plan: null, code: "a-newer-flag")), Item.PlanFlag));
    }

    [Fact]
    public void Flags_may_come_as_a_collection_which_never_says_that_there_is_no_more()
    {
        var bundle = Reading.Bundle(Reading.Flag(), Reading.CarePlan());
        bundle["type"] = "collection";
        bundle.Remove("total");
        var heard = Reading.Read(Speaks.PatientFlags, bundle);
        Assert.Equal(("held", "not-known rejected-unverified"), (Reading.Word(heard, Item.PlanFlag), Reading.Word(heard, Item.LookedAfter)));
        Assert.Same(Heard.Rejected, Reading.Read(Speaks.CpIs, Collection(Reading.CareTeam())));
        Assert.Equal("not-known rejected-unverified", Reading.Word(Reading.Read(Speaks.PatientFlags, Collection()), Item.PlanFlag));

        static JsonObject Collection(params JsonNode[] resources)
        {
            var bundle = Reading.Bundle(resources);
            bundle["type"] = "collection";
            return bundle;
        }
    }

    private static Heard CpIs(params JsonObject[] teams) => Reading.Read(Speaks.CpIs, Reading.Bundle([.. teams]));

    private static Heard Flags(params JsonObject[] flags) => Reading.Read(Speaks.PatientFlags, Reading.Bundle([.. flags]));

    // The same plan in either shape.
    private static Heard[] Both(string code, string status, string? start, string? end) =>
    [
        CpIs(Reading.CareTeam(code, status == "ended" ? "inactive" : status, start, end)),
        // The flag goes with its plan: where it does not, that is not known.
        Reading.Read(Speaks.PatientFlags, Reading.Bundle(Reading.Flag(status switch { "ended" => "inactive", "entered-in-error" => status, _ => "active" }), Reading.CarePlan(code, status == "ended" ? "completed" : status, start, end))),
    ];

    private static Heard[] ForAChildOf2011(string code) =>
    [
        Reading.ReadOf(Speaks.CpIs, Reading.Bundle(Reading.CareTeam(code)), new DateOnly(2011, 3, 4)),
        Reading.ReadOf(Speaks.PatientFlags, Reading.Bundle(Reading.Flag(), Reading.CarePlan(code)), new DateOnly(2011, 3, 4)),
    ];
}
