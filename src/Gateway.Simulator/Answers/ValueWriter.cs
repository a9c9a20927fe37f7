using System.Globalization;
using System.Text.Json;

namespace Gateway.Simulator;

/// <summary>Whether a custodian holds an item about the child, and the value of it.</summary>
internal readonly ref struct ValueWriter(
    Utf8JsonWriter json, TextTable texts, SimulatedCustodian custodian, FactsView facts, DateOnly since, DateOnly today)
{
    private readonly FactsView facts = facts;

    public bool Holds(Item item) => item switch
    {
        Item.PlanFlag or Item.PlanCategory or Item.PlanDates => facts.OnPlan(today),
        Item.LeadSocialWorker => facts.Has(FactsWriter.Worker),
        Item.LookedAfter => facts.InCare(today),
        Item.UnbornPlan => facts.Unborn(today),
        Item.PlanEnded => facts.Ended(since, today) is not null,
        Item.SiblingOnPlan => facts.Has(FactsWriter.Sibling),
        Item.GpRegistration => facts.Has(FactsWriter.Registered),
        Item.School => facts.Has(FactsWriter.OnRoll),
        Item.AbuseMarker => facts.Incidents(since) > 0,
        _ => facts.Attendances(since).MoveNext(),
    };

    public void Write(Item item)
    {
        json.WriteStartObject("value"u8);
        switch (item)
        {
            case Item.PlanCategory: WriteCategories(); break;
            case Item.PlanDates: WriteDay("start"u8, facts.PlanStart); break;
            case Item.LeadSocialWorker: WriteWorker(); break;
            case Item.LookedAfter: WriteCare(); break;
            case Item.UnbornPlan: WriteDay("due"u8, facts.Due); break;
            case Item.PlanEnded: WriteDay("ended"u8, facts.Ended(since, today)); break;
            case Item.GpRegistration: json.WriteString("practice"u8, custodian.Agency.Name); break;
            case Item.School: json.WriteString("name"u8, custodian.Agency.Name); break;
            case Item.AbuseMarker: json.WriteNumber("incidents"u8, facts.Incidents(since)); break;
            case Item.PlanFlag or Item.SiblingOnPlan: break;
            default: WriteAttendances(item); break;
        }
        json.WriteEndObject();
    }

    private void WriteCategories()
    {
        json.WriteStartArray("categories"u8);
        for (var i = 0; i < ContractWords.Categories.Words.Length; i++)
            if ((facts.Categories & (1 << i)) != 0) json.WriteStringValue(ContractWords.Categories.Encoded[i]);
        json.WriteEndArray();
    }

    private void WriteWorker()
    {
        json.WriteString("name"u8, texts[facts.WorkerName]);
        json.WriteString("team"u8, texts[facts.WorkerTeam]);
        json.WriteString("telephone"u8, texts[facts.WorkerTelephone]);
    }

    private void WriteCare()
    {
        json.WriteString("legalBasis"u8, ContractWords.LegalBases.Encoded[facts.LegalBasis]);
        WriteDay("since"u8, facts.CareSince);
    }

    private void WriteAttendances(Item item)
    {
        json.WriteStartArray("attendances"u8);
        for (var attendance = facts.Attendances(since); attendance.MoveNext();)
        {
            json.WriteStartObject();
            json.WriteString("reference"u8, attendance.Reference);
            WriteDetail(item, attendance);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private void WriteDetail(Item item, AttendanceWalk attendance)
    {
        switch (item)
        {
            case Item.AttendanceDates:
                json.WriteString("arrivedAt"u8, attendance.ArrivedAt.UtcDateTime);
                break;
            case Item.AttendanceSite:
                json.WriteString("site"u8, custodian.Name);
                break;
            case Item.AttendanceComplaint:
                json.WriteString("complaint"u8, texts[attendance.Complaint]);
                json.WriteBoolean("injury"u8, attendance.Injury);
                break;
            case Item.AttendanceOutcome:
                json.WriteString("outcome"u8, texts[attendance.Outcome]);
                json.WriteBoolean("leftBeforeSeen"u8, attendance.LeftBeforeSeen);
                break;
        }
    }

    private void WriteDay(ReadOnlySpan<byte> name, DateOnly? day)
    {
        Span<char> text = stackalloc char[10];
        day.GetValueOrDefault().TryFormat(text, out _, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        json.WriteString(name, text);
    }
}
