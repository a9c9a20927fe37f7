using System.Text.Json;
using Gateway.Agencies;
using Gateway.Data;
using Gateway.Disclosure;
using Gateway.Incidents.Form;
using Gateway.Incidents.Store;
using Gateway.Referrals.Form;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Incidents;

/// <summary>What an officer said, screen by screen, and what is missing of it.</summary>
internal sealed class OpenIncident(SealIncidents seal, IncidentTables tables, Register register, Postcodes postcodes, TimeProvider time)
{
    private const int Months = 12;

    public DateOnly Today => LondonTime.Day(time.GetUtcNow());

    public async Task<Dictionary<string, JsonElement>> OfAsync(GatewayContext db, Guid incident, CancellationToken stopping) =>
        (await db.Set<IncidentTask>().AsNoTracking().Where(task => task.Incident == incident).ToListAsync(stopping)).ToDictionary(task => task.Task, Opened, StringComparer.Ordinal);

    public IReadOnlyList<FieldFault> First(JsonElement sent) => CheckForm.Of(ReferralForm.First, sent, tables.Codes, register, time.GetUtcNow());

    /// <summary>One screen, beside those that are there.</summary>
    public IReadOnlyList<FieldFault> Check(string task, JsonElement sent, IReadOnlyDictionary<string, JsonElement> others)
    {
        var faults = CheckForm.Of(IncidentForm.Tasks[task], sent, tables.Codes, register, time.GetUtcNow());
        return faults.Count == 0 && task == "risk" ? [.. Unexplained(sent, others)] : faults;
    }

    /// <summary>Everything that keeps it from being sent, each at its place.</summary>
    public IReadOnlyList<FieldFault> Missing(IReadOnlyDictionary<string, JsonElement> tasks)
    {
        var faults = new List<FieldFault>();
        foreach (var name in IncidentForm.Order)
            if (!tasks.TryGetValue(name, out var task)) faults.Add(new FieldFault($"/tasks/{name}", IncidentForm.Tasks[name].Words));
            else faults.AddRange(Check(name, task, tasks).Select(fault => fault with { Field = $"/tasks/{name}{fault.Field}" }));
        if (tasks.TryGetValue("children", out var children) && tasks.TryGetValue("people", out var people)) faults.AddRange(OfNobody(children, people));
        return faults;
    }

    /// <summary>Whether there is enough to rate it by: what is not said yet must not look green.</summary>
    public static bool HasFacts(IReadOnlyDictionary<string, JsonElement> tasks) => IncidentForm.Order.Take(4).All(tasks.ContainsKey);

    /// <summary>The area whose rules count: that of the place; none where it is not known.</summary>
    public string? AreaOf(IReadOnlyDictionary<string, JsonElement> tasks) =>
        tasks.TryGetValue("incident", out var what) && new FormPart(what, Today).Part("place")?.Text("postcode") is { } postcode ? postcodes.CouncilOf(postcode, Today)?.Areas[0] : null;

    /// <summary>Incidents of the force at the same place in the twelve months before; none where the place is not known well enough to count.</summary>
    public static async Task<int?> EarlierAsync(GatewayContext db, Incident incident, CancellationToken stopping)
    {
        if (incident is not { Place: { } place, AttendedAt: { } at }) return null;
        var (agency, id, since) = (incident.Agency, incident.Id, at.AddMonths(-Months));
        return await db.Set<Incident>().AsNoTracking().CountAsync(other => other.Agency == agency && other.Place == place && other.AttendedAt > since && other.AttendedAt < at && other.SentAt != null && other.Id != id, stopping);
    }

    // A grade above what was counted is somebody's judgement, and says why.
    private IEnumerable<FieldFault> Unexplained(JsonElement sent, IReadOnlyDictionary<string, JsonElement> others)
    {
        var risk = new FormPart(sent, Today);
        if (risk.Number("yesAnswers") is not { } count) yield break;
        var (grade, area) = (risk.Text("grade")!, AreaOf(others));
        if (!tables.Grades.IsAbove(grade, risk.Text("tool")!, count, area, Today)) yield break;
        if (!risk.Is("byJudgement")) yield return new FieldFault("/byJudgement", "Select yes if you graded by professional judgement");
        if (!risk.Has("judgement")) yield return new FieldFault("/judgement", $"Say why you graded this {grade}");
    }

    // Screens are saved in any order, so only now is it known whom a child is related to.
    private IEnumerable<FieldFault> OfNobody(JsonElement children, JsonElement people)
    {
        var known = new FormPart(people, Today).Parts("people").Count();
        return new FormPart(children, Today).Parts("children").Select((child, n) => (child, n))
            .Where(each => each.child.Parts("relationships").Any(one => one.Number("person") > known))
            .Select(each => new FieldFault($"/tasks/children/children/{each.n}/relationships", "Enter how the child is related to the adults"));
    }

    private JsonElement Opened(IncidentTask task)
    {
        using var document = JsonDocument.Parse(seal.Open(task));
        return document.RootElement.Clone();
    }
}
