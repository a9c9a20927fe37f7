using System.Text.Json.Nodes;
using Gateway.Agencies;
using Gateway.Federation;
using Gateway.Rules.Policy;

namespace Gateway.Tests.Federation.Fhir;

/// <summary>What a department's encounters say of attendances.</summary>
public sealed class EncounterTests
{
    private const string Extension = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-";

    [Fact]
    public void Encounter_is_an_attendance_with_what_it_gives_and_no_more()
    {
        var heard = Read(Reading.Encounter());
        Assert.Equal(new Attendance("ENC-1"), Only(heard, Item.AttendanceCount));
        Assert.Equal(new Attendance("ENC-1") { ArrivedAt = new DateTimeOffset(2026, 8, 19, 13, 37, 0, TimeSpan.Zero) }, Only(heard, Item.AttendanceDates));
        Assert.Equal(new Attendance("ENC-1") { Site = "One department" }, Only(heard, Item.AttendanceSite));
        Assert.Equal(new Attendance("ENC-1") { Complaint = "Broken bone" }, Only(heard, Item.AttendanceComplaint));
        Assert.Equal(new Attendance("ENC-1"), Only(heard, Item.AttendanceOutcome));
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
        Assert.Equal(new Attendance("ENC-1") { Outcome = "Discharged", LeftBeforeSeen = left }, Only(Read(encounter), Item.AttendanceOutcome));
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
    [InlineData("AMB", "nothing-held")]
    [InlineData("WALKIN", "not-known rejected-unverified")]
    public void Only_the_emergency_class_counts(string type, string word) => Assert.Equal(word, Reading.Word(Read(Reading.Encounter(type: type)), Item.AttendanceCount));

    [Theory]
    [InlineData("2025-11-22T00:00:00Z", "held")]
    [InlineData("2025-11-21T23:59:00Z", "nothing-held")]
    [InlineData("2025-11-22", "held")]
    [InlineData("2025-11", "not-known rejected-unverified")]
    [InlineData("2025-10", "nothing-held")]
    [InlineData("2026-11-22T02:15:00Z", "held")]
    [InlineData("2026-11-22T02:15:01Z", "not-known rejected-unverified")]
    [InlineData("2026-11-23", "not-known rejected-unverified")]
    [InlineData(null, "not-known rejected-unverified")]
    public void Only_the_window_counts(string? start, string word) => Assert.Equal(word, Reading.Word(Read(Reading.Encounter(start: start)), Item.AttendanceCount));

    [Fact]
    public void Day_without_a_time_is_counted_and_no_time_is_made_up()
    {
        var heard = Read(Reading.Encounter(start: "2026-08-19"));
        Assert.Null(Only(heard, Item.AttendanceDates).ArrivedAt);
    }

    [Fact]
    public void What_cannot_be_read_beside_what_can_leaves_the_rest_and_says_that_there_may_be_more()
    {
        var heard = Read(Reading.Encounter(), Reading.Encounter("ENC-2", status: "unknown"));
        Assert.Equal("held!", Reading.Word(heard, Item.AttendanceCount));
        Assert.Equal("ENC-1", Only(heard, Item.AttendanceCount).Reference);
        Assert.Equal("held!", Reading.Word(Reading.Read(Speaks.Encounters, Reading.Bundle(Reading.Encounter()), everything: false), Item.AttendanceCount));
    }

    [Fact]
    public void Confidential_services_are_never_listed()
    {
        foreach (var (system, code, word) in ((string, string, string)[])[("v3-Confidentiality", "R", "held"), ("v3-Confidentiality", "V", "held"), ("v3-ActCode", "SEX", "held"), ("v3-Confidentiality", "X", "held!"), ("another", "N", "held!")])
        {
            var heard = Read(Reading.Encounter(), Reading.Labelled(Reading.Encounter("ENC-2"), code, system));
            Assert.Equal(("ENC-1", word), (Only(heard, Item.AttendanceCount).Reference, Reading.Word(heard, Item.AttendanceCount)));
        }
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
