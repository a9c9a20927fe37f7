using System.Globalization;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Rules.Federation;
using Gateway.Rules.Policy;

namespace Gateway.Federation.Fhir;

/// <summary>A department's encounters as UK Core has them: those of the emergency class are attendances.</summary>
internal sealed class EncountersConnector : FhirConnector
{
    protected override IEnumerable<(string Name, string Value)> Parameters(CheckAsked asked) =>
    [
        OfPatient(asked), ("class", AttendanceFound.Classes + "|EMER"), ("date", "ge" + asked.Since.ToString("O", CultureInfo.InvariantCulture)), ("_count", "100"),
    ];

    protected override SearchAnswer Read(JsonElement bundle, ChildAsked child) => ReadSearch.Of(bundle, child, ["Encounter"]);

    protected override Func<Item, ItemSaid> Say(SearchAnswer answer, CustodianSaid otherwise, DateOnly since, DateTimeOffset now)
    {
        var found = answer.Of("Encounter").Select(encounter => AttendanceFound.Of(encounter, since, now)).ToArray();
        Attendance[] rows = [.. found.OfType<AttendanceFound.Counted>().Select(one => one.Attendance)];
        if (found.Any(one => one is AttendanceFound.Unclear)) otherwise = CustodianSaid.NotKnown(Because.RejectedUnverified);
        // What is there is there; that there is no more is said only where "nothing" could be.
        var held = otherwise == CustodianSaid.NothingHeld ? CustodianSaid.Held : CustodianSaid.HeldInPart(otherwise.Because);
        return item => rows.Length == 0 ? new ItemSaid(item, otherwise, null) : new ItemSaid(item, held, new ItemValue.Attendances([.. rows.Select(row => Part(row, item))]));
    }

    // No more than was asked for.
    private static Attendance Part(Attendance row, Item item) => item switch
    {
        Item.AttendanceDates => new Attendance(row.Reference) { ArrivedAt = row.ArrivedAt },
        Item.AttendanceSite => new Attendance(row.Reference) { Site = row.Site },
        Item.AttendanceComplaint => new Attendance(row.Reference) { Complaint = row.Complaint },
        Item.AttendanceOutcome => new Attendance(row.Reference) { Outcome = row.Outcome, LeftBeforeSeen = row.LeftBeforeSeen },
        _ => new Attendance(row.Reference),
    };
}
