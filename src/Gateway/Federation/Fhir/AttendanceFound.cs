using System.Globalization;
using System.Text.Json;
using Gateway.Rules.Federation;

namespace Gateway.Federation.Fhir;

/// <summary>What one encounter is to us.</summary>
internal abstract record AttendanceFound
{
    public const string Classes = "http://terminology.hl7.org/CodeSystem/v3-ActCode";

    private const int LongestText = 200;
    private const string Extensions = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-";

    private AttendanceFound() { }

    /// <param name="Start">As it is given; two visits with one reference and two starts are two.</param>
    public sealed record Counted(Attendance Attendance, string Start) : AttendanceFound;

    /// <summary>It did not happen, is of another kind or before the window, or is of a service that is never listed.</summary>
    public sealed record Passed : AttendanceFound
    {
        public static readonly Passed Instance = new();

        private Passed() { }
    }

    /// <summary>It may be an attendance.</summary>
    public sealed record Unclear : AttendanceFound
    {
        public static readonly Unclear Instance = new();

        private Unclear() { }
    }

    public static AttendanceFound Of(JsonElement encounter, DateOnly since, DateTimeOffset now)
    {
        // Confidential services are never listed; the footnote says so (rulings, 4).
        if (encounter.Labelled() == Label.Service) return Passed.Instance;
        if (IsEmergency(encounter) is not { } isEmergency || DidHappen(encounter.Word("status")) is not { } happened) return Unclear.Instance;
        if (!isEmergency || !happened) return Passed.Instance;
        if (encounter.Labelled() == Label.Unknown || StartOf(encounter) is not { } start) return Unclear.Instance;
        var day = DaySpan.Of(start);
        var arrived = start.Length > 10 ? FhirJson.Moment(start) : (DateTimeOffset?)null;
        if (day.Last < since) return Passed.Instance;
        if (day.First < since || arrived > now + Freshness.ClockAhead || (arrived is null && day.First > Agencies.LondonTime.Day(now))) return Unclear.Instance;
        return new Counted(Read(encounter, arrived, day.Day), arrived?.ToString("O", CultureInfo.InvariantCulture) ?? start);
    }

    // Of a visit that became an admission, when the child came.
    private static string? StartOf(JsonElement encounter)
    {
        var came = encounter.Each("classHistory").FirstOrDefault(past => IsEmergencyClass(past.GetProperty("class")) == true);
        return (came.ValueKind == JsonValueKind.Object ? came.Maybe("period")?.Word("start") : null) ?? encounter.Maybe("period")?.Word("start");
    }

    private static Attendance Read(JsonElement encounter, DateTimeOffset? arrived, DateOnly? day) => new(Reference(encounter))
    {
        ArrivedAt = arrived,
        ArrivedOn = arrived is null ? day : null,
        Site = Site(encounter),
        Complaint = encounter.Each("reasonCode").Select(reason => reason.Shown(LongestText)).FirstOrDefault(shown => shown is not null),
        Outcome = (Extension(encounter, "OutcomeOfAttendance") ?? encounter.Maybe("hospitalization")?.Maybe("dischargeDisposition"))?.Shown(LongestText),
        LeftBeforeSeen = LeftBeforeSeen(encounter),
    };

    // The department's own reference under its system; its server's where it gives none. A number of the child is no reference of a visit.
    private static string Reference(JsonElement encounter)
    {
        var own = encounter.Each("identifier").Where(one => one.Maybe("value") is not null && one.Word("system") != FhirJson.NhsNumber)
            .OrderBy(one => one.Word("use") switch { "official" => 0, "usual" or null => 1, _ => 2 }).FirstOrDefault();
        if (own.ValueKind != JsonValueKind.Object) return encounter.GetProperty("id").Text(LongestText);
        return $"{own.Maybe("system")?.Text(LongestText)}|{own.GetProperty("value").Text(LongestText)}";
    }

    private static string? Site(JsonElement encounter) =>
        (encounter.Each("location").Select(one => one.Maybe("location")?.Maybe("display")).FirstOrDefault(shown => shown is not null) ?? encounter.Maybe("serviceProvider")?.Maybe("display"))?.TextOrNone(LongestText);

    // Whoever came as an emergency and was admitted came as an emergency.
    private static bool? IsEmergency(JsonElement encounter)
    {
        bool?[] classes = [IsEmergencyClass(encounter.GetProperty("class")), .. encounter.Each("classHistory").Select(past => IsEmergencyClass(past.GetProperty("class")))];
        return classes.Contains(true) ? true : classes.Contains(null) ? null : false;
    }

    // Ambulatory is urgent care as well as a clinic: found by a search for emergencies it may be either.
    private static bool? IsEmergencyClass(JsonElement coding) => (coding.Word("system"), coding.Word("code")) switch
    {
        (Classes, "EMER") => true,
        (Classes, "FLD" or "HH" or "IMP" or "ACUTE" or "NONAC" or "OBSENC" or "PRENC" or "SS" or "VR") => false,
        _ => null,
    };

    private static bool? DidHappen(string? status) => status switch
    {
        "arrived" or "triaged" or "in-progress" or "onleave" or "finished" => true,
        "planned" or "cancelled" or "entered-in-error" => false,
        _ => null,
    };

    // Emergency care discharge status; with any other code nobody has said.
    private static bool? LeftBeforeSeen(JsonElement encounter)
    {
        string[] codes = Extension(encounter, "EmergencyCareDischargeStatus") is { } status ? [.. status.Codes(FhirJson.Snomed)] : [];
        return codes switch
        {
            ["1066301000000103" or "1066311000000101"] => true,
            ["1066321000000107" or "182992009"] => false,
            _ => null,
        };
    }

    private static JsonElement? Extension(JsonElement encounter, string name) =>
        encounter.Each("extension").FirstOrDefault(one => one.Word("url") == Extensions + name) is { ValueKind: JsonValueKind.Object } found ? found.Maybe("valueCodeableConcept") : null;
}
