using System.Globalization;
using System.Text.Json.Nodes;

namespace Gateway.Simulator;

/// <summary>Writes what a custodian holds about a child as the Bundle of its shape.</summary>
internal sealed class WriteBundle(PeopleStore people, SimulatedCustodian custodian, Behaviour behaviour, DateTimeOffset now)
{
    private readonly JsonArray entries = [];
    private string number = "";
    private int matches;

    public JsonNode Of(SearchForm form)
    {
        switch (custodian.Speaks)
        {
            case "cp-is": CareTeams(form); break;
            case "patient-flags": Flags(form); break;
            default: Encounters(form); break;
        }

        return new JsonObject
        {
            ["resourceType"] = behaviour.Fault == Fault.WrongSchema ? "Parameters" : "Bundle",
            ["id"] = Guid.NewGuid().ToString(),
            ["meta"] = new JsonObject { ["lastUpdated"] = Instant(now.AddMinutes(-behaviour.StaleMinutes).AddHours(behaviour.Fault == Fault.ClockAhead ? 1 : 0)) },
            ["type"] = "searchset",
            ["total"] = matches,
            ["link"] = new JsonArray(new JsonObject { ["relation"] = "self", ["url"] = "urn:search" }),
            ["entry"] = behaviour.Fault == Fault.MissingItem ? new JsonArray() : entries,
        };
    }

    private void CareTeams(SearchForm form)
    {
        form.Only("patient:identifier");
        number = form.NhsNumber("patient:identifier");
        foreach (var plan in Plans()) Add(WriteResource.CareTeam(custodian, plan), isMatch: true);
    }

    private void Flags(SearchForm form)
    {
        form.Only("patient", "code");
        number = form.NhsNumber("patient");
        if (form.Values["code"] != "child-protection-information-system-flag") return;
        foreach (var plan in Plans())
        {
            Add(WriteResource.Flag(plan), isMatch: true);
            Add(WriteResource.CarePlan(plan), isMatch: false);
            Add(WriteResource.CareTeam(custodian, plan), isMatch: false);
        }
    }

    private void Encounters(SearchForm form)
    {
        form.Only("patient:identifier", "class", "date", "_count");
        number = form.NhsNumber("patient:identifier");
        var since = DateOnly.ParseExact(form.Values["date"], "'ge'yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (!TryFind(out var packed)) return;
        for (var attendance = new FactsView(packed).Attendances(since); attendance.MoveNext();)
            Add(WriteResource.Encounter(custodian, people.Texts, attendance, behaviour.Fault), isMatch: true);
    }

    // What is current, and what ended within the twelve months that the national service keeps.
    private List<HeldPlan> Plans()
    {
        var plans = new List<HeldPlan>();
        if (!TryFind(out var packed)) return plans;
        var facts = new FactsView(packed);
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        Take("342191000000101", "Subject to child protection plan", facts.PlanStart, facts.PlanEnd);
        Take("764841000000100", "Looked after child", facts.CareSince, facts.CareUntil);
        if (facts.Unborn(today)) plans.Add(new HeldPlan("818901000000100", "Unborn child subject to child protection plan", null, null, true));
        return behaviour.Fault == Fault.UnknownState ? plans.ConvertAll(plan => plan with { Code = "160245001", Display = "No current problems or disability" }) : plans;

        void Take(string code, string display, DateOnly? start, DateOnly? end)
        {
            if (start is not null && (end is null || end >= today.AddMonths(-12))) plans.Add(new HeldPlan(code, display, start, end, end is null || end > today));
        }
    }

    private bool TryFind(out ReadOnlySpan<byte> packed)
    {
        packed = default;
        foreach (var entry in people.Records(long.Parse(number, CultureInfo.InvariantCulture)))
        {
            if (entry.Holder != custodian.Index) continue;
            packed = entry.Payload;
            return true;
        }

        return false;
    }

    private void Add(JsonObject resource, bool isMatch)
    {
        if (isMatch) matches++;
        var label = behaviour.Fault == Fault.Withheld ? "V" : "N";
        resource["meta"] = new JsonObject { ["security"] = new JsonArray(new JsonObject { ["system"] = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality", ["code"] = label }) };
        // Another child's record under this child's search: a number that is as good as any.
        var about = behaviour.Fault == Fault.WrongRequest ? "9990000018" : number;
        resource["subject"] = new JsonObject { ["reference"] = "Patient/" + about, ["identifier"] = new JsonObject { ["system"] = "https://fhir.nhs.uk/Id/nhs-number", ["value"] = about } };
        entries.Add(new JsonObject
        {
            ["fullUrl"] = $"urn:uuid:{Guid.NewGuid()}",
            ["resource"] = resource,
            ["search"] = new JsonObject { ["mode"] = isMatch ? "match" : "include" },
        });
    }

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}

/// <summary>A plan or care status, as the value set of the national service has it.</summary>
internal sealed record HeldPlan(string Code, string Display, DateOnly? Start, DateOnly? End, bool Runs);
