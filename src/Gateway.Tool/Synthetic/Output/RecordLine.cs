using System.Text.Json;
using Gateway.Tool.Synthetic.Held;
using Gateway.Tool.Synthetic.People;

namespace Gateway.Tool.Synthetic.Output;

/// <summary>A line of <c>records.ndjson</c>: what each custodian holds about one child.</summary>
internal static class RecordLine
{
    public static void Write(Utf8JsonWriter json, Child child)
    {
        json.WriteStartObject();
        json.WriteChild(child.Number, child.Born);
        json.WriteStartObject("facts");
        for (var at = 0; at < child.Held.Count; at++)
        {
            if (IsFirstOf(child, at)) WriteCustodian(json, child, at);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static bool IsFirstOf(Child child, int at)
    {
        for (var before = 0; before < at; before++)
        {
            if (child.Held[before].Custodian == child.Held[at].Custodian) return false;
        }

        return true;
    }

    private static void WriteCustodian(Utf8JsonWriter json, Child child, int from)
    {
        var custodian = child.Held[from].Custodian;
        json.WriteStartObject(custodian);
        WriteSingles(json, child, custodian);
        WriteMany<Fact.Attendance>(json, "attendances", child, custodian, WriteAttendance);
        WriteMany<Fact.Incident>(json, "incidents", child, custodian, WriteIncident);
        json.WriteEndObject();
    }

    private static void WriteSingles(Utf8JsonWriter json, Child child, string custodian)
    {
        foreach (var (holder, fact) in child.Held)
        {
            if (holder == custodian) WriteSingle(json, fact);
        }
    }

    private static void WriteSingle(Utf8JsonWriter json, Fact fact)
    {
        switch (fact)
        {
            case Fact.Plan plan: WritePlan(json, plan); break;
            case Fact.LeadSocialWorker worker: WriteWorker(json, worker); break;
            case Fact.LookedAfter care: WriteCare(json, care); break;
            case Fact.UnbornPlan unborn: WriteUnborn(json, unborn); break;
            case Fact.SiblingOnPlan: json.WriteBoolean("siblingOnPlan", true); break;
            case Fact.Registered: json.WriteBoolean("registered", true); break;
            case Fact.OnRoll: json.WriteBoolean("onRoll", true); break;
            case Fact.Attendance or Fact.Incident: break;
            default: throw new ArgumentOutOfRangeException(nameof(fact));
        }
    }

    private static void WritePlan(Utf8JsonWriter json, Fact.Plan plan)
    {
        json.WriteStartObject("plan");
        json.WriteStartArray("categories");
        foreach (var word in plan.Categories.Words()) json.WriteStringValue(word);
        json.WriteEndArray();
        json.WriteDate("start", plan.Start);
        json.WriteDate("end", plan.End);
        json.WriteEndObject();
    }

    private static void WriteWorker(Utf8JsonWriter json, Fact.LeadSocialWorker worker)
    {
        json.WriteStartObject("leadSocialWorker");
        json.WriteString("name", worker.Name);
        json.WriteString("team", worker.Team);
        json.WriteString("telephone", worker.Telephone);
        json.WriteEndObject();
    }

    private static void WriteCare(Utf8JsonWriter json, Fact.LookedAfter care)
    {
        json.WriteStartObject("lookedAfter");
        json.WriteString("legalBasis", care.Basis.Word());
        json.WriteDate("since", care.Since);
        json.WriteDate("until", care.Until);
        json.WriteEndObject();
    }

    private static void WriteUnborn(Utf8JsonWriter json, Fact.UnbornPlan unborn)
    {
        json.WriteStartObject("unbornPlan");
        json.WriteDate("due", unborn.Due);
        json.WriteEndObject();
    }

    private static void WriteMany<T>(Utf8JsonWriter json, string member, Child child, string custodian, Action<Utf8JsonWriter, T> write)
        where T : Fact
    {
        var open = false;
        foreach (var (holder, fact) in child.Held)
        {
            if (holder != custodian || fact is not T one) continue;
            if (!open) json.WriteStartArray(member);
            open = true;
            write(json, one);
        }

        if (open) json.WriteEndArray();
    }

    private static void WriteAttendance(Utf8JsonWriter json, Fact.Attendance attendance)
    {
        json.WriteStartObject();
        json.WriteString("reference", attendance.Reference);
        json.WriteInstant("arrivedAt", attendance.ArrivedAt);
        json.WriteString("complaint", attendance.Complaint);
        json.WriteBoolean("injury", attendance.Injury);
        json.WriteString("outcome", attendance.Outcome);
        json.WriteBoolean("leftBeforeSeen", attendance.LeftBeforeSeen);
        json.WriteBoolean("sensitive", attendance.Sensitive);
        json.WriteEndObject();
    }

    private static void WriteIncident(Utf8JsonWriter json, Fact.Incident incident)
    {
        json.WriteStartObject();
        json.WriteString("reference", incident.Reference);
        json.WriteInstant("at", incident.At);
        json.WriteEndObject();
    }
}
