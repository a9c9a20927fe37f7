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

    protected override Func<Item, ItemSaid> Say(SearchAnswer answer, CustodianSaid otherwise, CheckAsked asked, DateTimeOffset now)
    {
        var found = answer.Of("Encounter").Select(encounter => AttendanceFound.Of(encounter, asked.Since, now)).ToArray();
        var (rows, isOneEach) = Apart([.. found.OfType<AttendanceFound.Counted>()]);
        if (!isOneEach || found.Any(one => one is AttendanceFound.Unclear)) otherwise = CustodianSaid.NotKnown(Because.RejectedUnverified);
        // What is there is there; that there is no more is said only where "nothing" could be.
        var held = otherwise == CustodianSaid.NothingHeld ? CustodianSaid.Held : CustodianSaid.HeldInPart(otherwise.Because);
        return item => rows.Length == 0 ? new ItemSaid(item, otherwise, null) : new ItemSaid(item, held, new ItemValue.Attendances([.. rows.Select(row => Part(row, item))]));
    }

    // Two with one reference that started at two times are two, and whether a reference stands for one visit is then not known.
    private static (Attendance[] Rows, bool IsOneEach) Apart(AttendanceFound.Counted[] counted)
    {
        var twice = counted.GroupBy(one => one.Attendance.Reference, StringComparer.Ordinal).Where(same => same.DistinctBy(one => one.Start).Count() > 1).Select(same => same.Key).ToHashSet(StringComparer.Ordinal);
        return ([.. counted.Select(one => twice.Contains(one.Attendance.Reference) ? one.Attendance with { Reference = $"{one.Attendance.Reference}|{one.Start}" } : one.Attendance)], twice.Count == 0);
    }

    // No more than was asked for.
    private static Attendance Part(Attendance row, Item item) => item switch
    {
        Item.AttendanceDates => new Attendance(row.Reference) { ArrivedAt = row.ArrivedAt, ArrivedOn = row.ArrivedOn },
        Item.AttendanceSite => new Attendance(row.Reference) { Site = row.Site },
        Item.AttendanceComplaint => new Attendance(row.Reference) { Complaint = row.Complaint },
        Item.AttendanceOutcome => new Attendance(row.Reference) { Outcome = row.Outcome, LeftBeforeSeen = row.LeftBeforeSeen },
        _ => new Attendance(row.Reference),
    };
}
