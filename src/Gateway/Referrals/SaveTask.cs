using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Agencies;
using Gateway.Data;
using Gateway.Disclosure;
using Gateway.Referrals.Form;
using Gateway.Referrals.Store;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Referrals;

/// <summary>Saves one task of a draft, or of one that was sent by the danger path and is not complete. It is saved whole or not at all: what does not hold leaves what was saved before.</summary>
internal sealed class SaveTask(IDbContextFactory<GatewayContext> contexts, OpenForm form, SealReferrals seal, TimeProvider time)
{
    public Task<TaskSaved> RunAsync(Practitioner who, Guid referral, string task, JsonElement sent, CancellationToken stopping) =>
        SaveDraft.RunAsync(() => TryAsync(who, referral, task, sent, stopping));

    // None where somebody changed the referral at the same moment.
    private async Task<TaskSaved?> TryAsync(Practitioner who, Guid id, string task, JsonElement sent, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        if (await db.Set<Referral>().SingleOrDefaultAsync(one => one.Id == id && one.Agency == who.Agency.Id && one.Person == who.Subject && one.Kind == "", stopping) is not { } referral) return new TaskSaved.NotFound();
        var faults = form.Check(task == ReferralForm.First.Name ? ReferralForm.First : ReferralForm.Tasks[task], sent);
        if (faults.Count > 0) return new TaskSaved.Faulty(faults);
        if (!referral.TakesTasks || (task == ReferralForm.First.Name && referral.SentAt is not null)) return new TaskSaved.SentBefore();
        if (task == ReferralForm.First.Name) referral.Want(sent.GetProperty("wanted").GetString()!, sent.GetProperty("dangerNow").GetBoolean());
        else if (await PutAsync(db, referral, task, sent, stopping) is { } not) return not;
        return await SaveDraft.IsKeptAsync(db, referral, stopping) ? new TaskSaved.Saved(referral, await form.OfAsync(db, id, stopping)) : null;
    }

    private async Task<TaskSaved?> PutAsync(GatewayContext db, Referral referral, string task, JsonElement sent, CancellationToken stopping)
    {
        var before = await db.Set<ReferralTask>().SingleOrDefaultAsync(saved => saved.Referral == referral.Id && saved.Task == task, stopping);
        var content = JsonNode.Parse(sent.GetRawText())!.AsObject();
        if (task == "children" && Named(content, await KnownAsync(db, referral, before, stopping)) is { Count: > 0 } faults) return new TaskSaved.Faulty(faults);
        if (task == "referrer") referral.Colleague = (string?)content["colleague"]?["practitioner"];
        var kept = seal.Task(referral.Id, task, Encoding.UTF8.GetBytes(content.ToJsonString()));
        if (before is null) db.Add(ReferralTask.Of(referral.Id, task, kept, time.GetUtcNow()));
        else (before.Content, before.SavedAt) = (kept, time.GetUtcNow());
        return null;
    }

    // The ids that were given before: a child keeps theirs, and nobody brings one of their own.
    private async Task<HashSet<Guid>> KnownAsync(GatewayContext db, Referral referral, ReferralTask? before, CancellationToken stopping)
    {
        var known = (await db.Set<ReferralChild>().Where(child => child.Referral == referral.Id).Select(child => child.Id).ToListAsync(stopping)).ToHashSet();
        if (before is null) return known;
        using var saved = JsonDocument.Parse(seal.Open(before));
        known.UnionWith(ChildOfForm.Of(saved.RootElement, form.Today).Select(child => child.Id));
        return known;
    }

    internal static List<FieldFault> Named(JsonObject content, HashSet<Guid> known)
    {
        var (faults, numbers) = (new List<FieldFault>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var (child, n) in content["children"]!.AsArray().Select((child, n) => (child!.AsObject(), n)))
        {
            if ((string?)child["id"] is not { } given) child["id"] = Guid.CreateVersion7().ToString();
            else if (!known.Remove(Guid.Parse(given))) faults.Add(new FieldFault($"/children/{n}/id", "Send the child's id as it was given, once, or leave it out"));
            var number = new string([.. ((string?)child["nhsNumber"] ?? "").Where(char.IsAsciiDigit)]);
            if (number.Length > 0 && !numbers.Add(number)) faults.Add(new FieldFault($"/children/{n}/nhsNumber", "This NHS number is given for another child too"));
        }

        return faults;
    }
}

internal abstract record TaskSaved
{
    private TaskSaved() { }

    public sealed record Saved(Referral Referral, IReadOnlyDictionary<string, JsonElement> Tasks) : TaskSaved;

    public sealed record Faulty(IReadOnlyList<FieldFault> Faults) : TaskSaved;

    public sealed record NotFound : TaskSaved;

    /// <summary>It was sent: what is new is added to it.</summary>
    public sealed record SentBefore : TaskSaved;

    public sealed record Elsewhere : TaskSaved;
}
