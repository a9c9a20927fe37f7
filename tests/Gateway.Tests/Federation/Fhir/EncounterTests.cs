using System.Text.Json.Nodes;
using Gateway.Agencies;
using Gateway.Federation;
using Gateway.Rules.Policy;

namespace Gateway.Tests.Federation.Fhir;

/// <summary>What a department's encounters say of attendances.</summary>
public sealed class EncounterTests
{
    private const string Extension = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-";

    private const string One = "urn:department|ENC-1";

    [Fact]
    public void Encounter_is_an_attendance_with_what_it_gives_and_no_more()
    {
        var heard = Read(Reading.Encounter());
        Assert.Equal(new Attendance(One), Only(heard, Item.AttendanceCount));
        Assert.Equal(new Attendance(One) { ArrivedAt = new DateTimeOffset(2026, 8, 19, 13, 37, 0, TimeSpan.Zero) }, Only(heard, Item.AttendanceDates));
        Assert.Equal(new Attendance(One) { Site = "One department" }, Only(heard, Item.AttendanceSite));
        Assert.Equal(new Attendance(One) { Complaint = "Broken bone" }, Only(heard, Item.AttendanceComplaint));
        Assert.Equal(new Attendance(One), Only(heard, Item.AttendanceOutcome));
    }

    [Theory]
    [InlineData("1066301000000103", true)]
    [InlineData("1066311000000101", true)]
    [InlineData("1066321000000107", false)]
    [InlineData("182992009", false)]
    [InlineData("75004002", null)]
    public void Outcome_and_whether_they_left_before_being_seen(string code, bool? left)
    {
        var encounter = Reading.Encounter();
        encounter["extension"] = new JsonArray(
            new JsonObject { ["url"] = Extension + "OutcomeOfAttendance", ["valueCodeableConcept"] = new JsonObject { ["text"] = "Discharged" } },
            new JsonObject { ["url"] = Extension + "EmergencyCareDischargeStatus", ["valueCodeableConcept"] = Reading.Category(code)[0]!.DeepClone() });
        Assert.Equal(new Attendance(One) { Outcome = "Discharged", LeftBeforeSeen = left }, Only(Read(encounter), Item.AttendanceOutcome));
    }

    [Theory]
    [InlineData("arrived", "held")]
    [InlineData("triaged", "held")]
    [InlineData("in-progress", "held")]
    [InlineData("onleave", "held")]
    [InlineData("finished", "held")]
    [InlineData("planned", "nothing-held")]
    [InlineData("cancelled", "nothing-held")]
    [InlineData("entered-in-error", "nothing-held")]
    [InlineData("unknown", "not-known rejected-unverified")]
    [InlineData("discharged", "not-known rejected-unverified")]
    [InlineData(null, "not-known rejected-unverified")]
    public void Only_what_happened_counts_and_what_may_have_is_not_known(string? status, string word) =>
        Assert.Equal(word, Reading.Word(Read(Reading.Encounter(status: status)), Item.AttendanceCount));

    [Theory]
    [InlineData("IMP", "nothing-held")]
    [InlineData("AMB", "not-known rejected-unverified")]
    [InlineData("WALKIN", "not-known rejected-unverified")]
    public void Only_the_emergency_class_counts(string type, string word) => Assert.Equal(word, Reading.Word(Read(Reading.Encounter(type: type)), Item.AttendanceCount));

    [Theory]
    [InlineData("IMP", "EMER", "held")]
    [InlineData("AMB", "EMER", "held")]
    [InlineData("IMP", "ACUTE", "nothing-held")]
    [InlineData("IMP", "WALKIN", "not-known rejected-unverified")]
    public void Whoever_came_as_an_emergency_and_was_admitted_came_as_an_emergency(string type, string before, string word)
    {
        var encounter = Reading.Encounter(type: type, start: "2026-08-20");
        encounter["classHistory"] = new JsonArray(new JsonObject { ["class"] = Reading.Encounter(type: before)["class"]!.DeepClone(), ["period"] = new JsonObject { ["start"] = "2026-08-19T13:37:00Z" } });
        var heard = Read(encounter);
        Assert.Equal(word, Reading.Word(heard, Item.AttendanceCount));
        if (word == "held") Assert.Equal(new DateTimeOffset(2026, 8, 19, 13, 37, 0, TimeSpan.Zero), Only(heard, Item.AttendanceDates).ArrivedAt);
    }

    [Theory]
    [InlineData("2025-11-22T00:00:00Z", "held")]
    [InlineData("2025-11-21T23:59:00Z", "nothing-held")]
    [InlineData("2025-11-22", "held")]
    [InlineData("2025-11", "not-known rejected-unverified")]
    [InlineData("2025-10", "nothing-held")]
    [InlineData("2026-11-22T02:15:00Z", "held")]
    [InlineData("2026-11-22T02:15:01Z", "not-known rejected-unverified")]
    [InlineData("2026-11-23", "not-known rejected-unverified")]
    [InlineData("2026-08-19T14:37:00.123456789+01:00", "held")]
    [InlineData(null, "not-known rejected-unverified")]
    public void Only_the_window_counts(string? start, string word) => Assert.Equal(word, Reading.Word(Read(Reading.Encounter(start: start)), Item.AttendanceCount));

    [Fact]
    public void Day_without_a_time_is_counted_and_no_time_is_made_up()
    {
        var heard = Read(Reading.Encounter(start: "2026-08-19"));
        Assert.Equal(new Attendance(One) { ArrivedOn = new DateOnly(2026, 8, 19) }, Only(heard, Item.AttendanceDates));
    }

    [Fact]
    public void What_cannot_be_read_beside_what_can_leaves_the_rest_and_says_that_there_may_be_more()
    {
        var heard = Read(Reading.Encounter(), Reading.Encounter("ENC-2", status: "unknown"));
        Assert.Equal("held!", Reading.Word(heard, Item.AttendanceCount));
        Assert.Equal(One, Only(heard, Item.AttendanceCount).Reference);
        Assert.Equal("held!", Reading.Word(Reading.Read(Speaks.Encounters, Reading.Bundle(Reading.Encounter()), everything: false), Item.AttendanceCount));
    }

    [Fact]
    public void Confidential_services_are_never_listed()
    {
        foreach (var code in (string[])["SEX", "STD", "HIV", "MH", "PSY", "PSYTHPN", "BH", "SUD", "ETH", "ETHUD", "OPIOIDUD"])
        {
            var heard = Read(Reading.Encounter(), Reading.Labelled(Reading.Encounter("ENC-2"), code, "v3-ActCode"));
            Assert.Equal((One, "held"), (Only(heard, Item.AttendanceCount).Reference, Reading.Word(heard, Item.AttendanceCount)));
        }
    }

    [Theory]
    [InlineData("v3-Confidentiality", "V")]
    [InlineData("v3-Confidentiality", "X")]
    [InlineData("v3-ActCode", "SDV")]
    [InlineData("v3-ActCode", "EMER")]
    [InlineData("v3-ActCode", "NOAUTH")]
    [InlineData("v3-ActCode", "")]
    [InlineData("another", "N")]
    public void Visit_with_a_label_that_is_of_no_service_is_not_shown_and_not_left_out_in_silence(string system, string code)
    {
        var heard = Read(Reading.Encounter(), Reading.Labelled(Reading.Encounter("ENC-2"), code, system));
        Assert.Equal((One, "held!"), (Only(heard, Item.AttendanceCount).Reference, Reading.Word(heard, Item.AttendanceCount)));
        Assert.Equal("not-known rejected-unverified", Reading.Word(Read(Reading.Labelled(Reading.Encounter(), code, system)), Item.AttendanceCount));
    }

    [Fact]
    public void Child_whose_record_is_restricted_keeps_its_history() =>
        Assert.Equal((One, "held"), (Only(Read(Reading.Labelled(Reading.Encounter(), "R")), Item.AttendanceCount).Reference, Reading.Word(Read(Reading.Labelled(Reading.Encounter(), "R")), Item.AttendanceCount)));

    [Fact]
    public void Two_visits_on_two_days_are_two_whatever_their_reference()
    {
        var heard = Read(Reading.Encounter(), Reading.Encounter(start: "2026-08-21T09:00:00Z"), Reading.Encounter(start: "2026-08-19T13:37:00Z"));
        Assert.Equal(2, Assert.IsType<ItemValue.Attendances>(Reading.Of(heard, Item.AttendanceCount).Value).Rows.Select(row => row.Reference).Distinct().Count());
        Assert.Equal("held!", Reading.Word(heard, Item.AttendanceCount));
    }

    [Fact]
    public void Reference_is_the_visits_own_under_its_system()
    {
        Assert.Equal(One, Reference(Identifier("urn:order", "9", "secondary"), Identifier("urn:department", "ENC-1", "official")));
        Assert.Equal("urn:other|ENC-1", Reference(Identifier("urn:other", "ENC-1", null)));
        Assert.Equal(One, Reference(Reading.Subject()["identifier"]!.DeepClone(), Identifier("urn:department", "ENC-1", null)));

        static string Reference(params JsonNode[] identifiers)
        {
            var encounter = Reading.Encounter();
            encounter["identifier"] = new JsonArray(identifiers);
            return Only(Read(encounter), Item.AttendanceCount).Reference;
        }

        static JsonObject Identifier(string system, string value, string? use) => use is null ? new() { ["system"] = system, ["value"] = value } : new() { ["use"] = use, ["system"] = system, ["value"] = value };
    }

    [Fact]
    public void Text_that_is_no_short_line_is_not_given_and_takes_no_visit_away()
    {
        foreach (var text in (string[])[new string('a', 201), "two\nlines", "turned \u202e round", ""])
        {
            var encounter = Reading.Encounter();
            (encounter["reasonCode"], encounter["location"]) = (new JsonArray(new JsonObject { ["text"] = text }), new JsonArray(new JsonObject { ["location"] = new JsonObject { ["display"] = text } }));
            var heard = Read(encounter);
            Assert.Equal((null, null), (Only(heard, Item.AttendanceComplaint).Complaint, Only(heard, Item.AttendanceSite).Site));
        }
    }

    [Fact]
    public void Without_a_reference_of_its_own_the_servers_counts_and_without_any_nothing_does()
    {
        var encounter = Reading.Encounter();
        encounter.Remove("identifier");
        Assert.Equal("encounter-ENC-1", Only(Read(encounter.DeepClone().AsObject()), Item.AttendanceCount).Reference);
        encounter.Remove("id");
        Assert.Same(Heard.Rejected, Read(encounter));
    }

    private static Heard Read(params JsonObject[] encounters) => Reading.Read(Speaks.Encounters, Reading.Bundle([.. encounters]));

    private static Attendance Only(Heard heard, Item item) => Assert.Single(Assert.IsType<ItemValue.Attendances>(Reading.Of(heard, item).Value).Rows);
}
