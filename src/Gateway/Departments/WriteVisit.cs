using System.Globalization;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Federation;
using Gateway.Referrals.Form;
using Gateway.Rules.Departments;
using Gateway.Rules.Matching.Questions;
using Gateway.Rules.Notices;

namespace Gateway.Departments;

/// <summary>A visit on the wire, as its department may see it.</summary>
internal sealed class WriteVisit(Register register, VisitWords words, NoticeTerms notices)
{
    public void Head(Utf8JsonWriter json, VisitSeen seen)
    {
        var (visit, standing) = (seen.Visit, seen.Standing);
        json.WriteString("visit"u8, visit.Id);
        HandlingOf.Write(json, seen.Handling, notices);
        if (register.CustodianOf(visit.Site) is { } site) json.WriteString("department"u8, site.Name);
        if (seen.About.Child is { } child) AskCustodians.WriteChild(json, child);
        else if (seen.About.Described is { } described) NotFound(json, described, seen.About.Encounter);
        if (seen.About.Name.Length > 0) json.WriteString("name"u8, seen.About.Name);
        json.WriteString("arrivedAt"u8, visit.ArrivedAt);
        json.WriteString("state"u8, VisitWords.Of(visit.End));
        if (seen.IsOverdue) json.WriteBoolean("overdue"u8, true);
        if (visit.EndedAt is { } ended) json.WriteString("endedAt"u8, ended);
        json.WriteString("questions"u8, seen.Questions);
        json.WriteString("answer"u8, seen.Answer);
        json.WriteString("concern"u8, seen.Concern);
        json.WriteString("examination"u8, Examination(standing.Examination));
        if (seen.ToldAt("front-door") is { } care) json.WriteString("socialCareToldAt"u8, care);
        if (seen.ToldAt("gp") is { } practice) json.WriteString("practiceToldAt"u8, practice);
        if (seen.ShowsPlan) json.WriteBoolean("plan"u8, true);
    }

    // No plan and no earlier visit is claimed or denied: what is not known is named, with why.
    private static void NotFound(Utf8JsonWriter json, MatchingQuestion described, string encounter)
    {
        ConfirmRelationship.WriteDescribed(json, described);
        json.WriteString("encounter"u8, encounter);
        json.WriteStartObject("notKnown"u8);
        json.WriteString("reason"u8, "not-found");
        json.WriteString("words"u8, $"{VisitWords.NotFound} {VisitWords.NotKnown}");
        json.WriteEndObject();
    }

    public void Whole(Utf8JsonWriter json, VisitSeen seen)
    {
        Head(json, seen);
        json.WriteBoolean("seniorReviewNeeded"u8, seen.Standing.NeedsSenior);
        json.WriteBoolean("concernOffered"u8, seen.Standing is { IsWorrying: true, EverConcern: false });
        json.WriteBoolean("dischargeCheckWanted"u8, seen.Standing.WantsDischargeCheck);
        json.WriteStartArray("open"u8);
        foreach (var thing in seen.Open) Thing(json, thing);
        json.WriteEndArray();
        json.WriteStartArray("entries"u8);
        foreach (var entry in seen.Entries) Entry(json, entry);
        json.WriteEndArray();
    }

    public void Thing(Utf8JsonWriter json, OpenThing thing)
    {
        json.WriteStartObject();
        json.WriteString("thing"u8, thing.Key);
        json.WriteString("words"u8, words.Of(thing));
        json.WriteBoolean("mayBeRung"u8, thing.MayBeRung);
        json.WriteEndObject();
    }

    public void Row(Utf8JsonWriter json, MeetingRow row)
    {
        json.WriteStartObject();
        Head(json, row.Seen);
        json.WriteStartArray("why"u8);
        foreach (var word in row.Why) json.WriteStringValue(word);
        json.WriteEndArray();
        if (row.Outcome is { } outcome) json.WriteString("outcome"u8, outcome);
        json.WriteEndObject();
    }

    public static void Seniors(Utf8JsonWriter json, Practitioner who)
    {
        json.WriteStartArray("seniors"u8);
        foreach (var senior in who.Agency.Seniors)
        {
            json.WriteStartObject();
            json.WriteString("practitioner"u8, senior.Subject);
            json.WriteString("name"u8, senior.Name);
            json.WriteString("grade"u8, senior.Grade.Word());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Entry(Utf8JsonWriter json, EntrySeen seen)
    {
        json.WriteStartObject();
        json.WriteString("entry"u8, seen.Entry.Id);
        json.WriteNumber("number"u8, seen.Entry.Number);
        json.WriteString("kind"u8, seen.Entry.Kind);
        json.WriteString("at"u8, seen.Entry.At);
        json.WriteStartObject("by"u8);
        json.WriteString("practitioner"u8, seen.Entry.Person);
        if (seen.Entry.PersonName is { } name) json.WriteString("name"u8, name);
        json.WriteString("role"u8, seen.Entry.Role);
        json.WriteEndObject();
        json.WritePropertyName("sent"u8);
        seen.Sent.WriteTo(json);
        json.WritePropertyName("told"u8);
        seen.Found.GetProperty("told").WriteTo(json);
        json.WriteString("ledgerEntry"u8, seen.Entry.LedgerEntry);
        json.WriteEndObject();
    }

    public static string Examination(ExaminationState state) => state.ToString().ToLower(CultureInfo.InvariantCulture);
}
