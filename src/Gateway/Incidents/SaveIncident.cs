using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Agencies;
using Gateway.Data;
using Gateway.Incidents.Store;
using Gateway.Referrals;
using Gateway.Referrals.Form;
using Gateway.Referrals.Store;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Incidents;

/// <summary>Saves one screen of an incident that is not sent, whole or not at all: a telephone that loses its signal loses what was typed on one screen, and keeps the others.</summary>
internal sealed class SaveIncident(IDbContextFactory<GatewayContext> contexts, OpenIncident open, SealIncidents seal, TimeProvider time)
{
    public Task<TaskSaved> RunAsync(Practitioner who, Guid incident, string task, JsonElement sent, CancellationToken stopping) =>
        SaveDraft.RunAsync(() => TryAsync(who, incident, task, sent, stopping));

    // None where another screen was saved at the same moment.
    private async Task<TaskSaved?> TryAsync(Practitioner who, Guid id, string task, JsonElement sent, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        if (await db.Set<Referral>().SingleOrDefaultAsync(one => one.Id == id && one.Agency == who.Agency.Id && one.Person == who.Subject && one.Kind == BeginIncident.Kind, stopping) is not { } referral)
            return new TaskSaved.NotFound();
        var tasks = await open.OfAsync(db, id, stopping);
        var faults = task == ReferralForm.First.Name ? open.First(sent) : open.Check(task, sent, tasks);
        if (faults.Count > 0) return new TaskSaved.Faulty(faults);
        if (referral.SentAt is not null) return new TaskSaved.SentBefore();
        if (task == ReferralForm.First.Name) referral.Want(sent.GetProperty("wanted").GetString()!, sent.GetProperty("dangerNow").GetBoolean());
        else if (await PutAsync(db, referral, task, sent, tasks, stopping) is { } not) return not;
        return await SaveDraft.IsKeptAsync(db, referral, stopping) ? new TaskSaved.Saved(referral, await open.OfAsync(db, id, stopping)) : null;
    }

    private async Task<TaskSaved?> PutAsync(GatewayContext db, Referral referral, string task, JsonElement sent, Dictionary<string, JsonElement> tasks, CancellationToken stopping)
    {
        var content = JsonNode.Parse(sent.GetRawText())!.AsObject();
        if (task == "children" && SaveTask.Named(content, Known(tasks)) is { Count: > 0 } faults) return new TaskSaved.Faulty(faults);
        if (task == "incident") await PlaceAsync(db, referral, new FormPart(sent, open.Today), stopping);
        var before = await db.Set<IncidentTask>().SingleOrDefaultAsync(saved => saved.Incident == referral.Id && saved.Task == task, stopping);
        var kept = seal.Task(referral.Id, task, Encoding.UTF8.GetBytes(content.ToJsonString()));
        if (before is null) db.Add(IncidentTask.Of(referral.Id, task, kept, time.GetUtcNow()));
        else (before.Content, before.SavedAt) = (kept, time.GetUtcNow());
        return null;
    }

    private async Task PlaceAsync(GatewayContext db, Referral referral, FormPart what, CancellationToken stopping)
    {
        var incident = await db.Set<Incident>().SingleAsync(one => one.Id == referral.Id, stopping);
        var place = what.Part("place")!.Value;
        (incident.Place, incident.AttendedAt) = (seal.PlaceOf(incident.Agency, place.Text("postcode"), place.Text("text")!), what.Moment("attendedAt"));
    }

    private HashSet<Guid> Known(Dictionary<string, JsonElement> tasks) =>
        tasks.TryGetValue("children", out var children) ? [.. new FormPart(children, open.Today).Parts("children").Select(child => Guid.Parse(child.Text("id")!))] : [];
}
