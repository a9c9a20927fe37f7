using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Agencies;
using Gateway.Data;
using Gateway.Hosting;
using Gateway.Referrals.Form;
using Gateway.Referrals.Store;
using Gateway.Rules.Referrals;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Referrals;

/// <summary>A referral, or lists of them, as whoever has a part may see them; to anybody else they are not there.</summary>
internal sealed class ReadReferrals(IDbContextFactory<GatewayContext> contexts, WhoMay may, OpenForm form)
{
    private const int Page = 50;

    // What a council has to do something about; what is decided, told and closed is not work any more, unless somebody disagrees.
    private static readonly ReferralState[] Done = [ReferralState.Draft, ReferralState.Deleted, ReferralState.Sent, ReferralState.PlanEnded, ReferralState.Closed];

    public async Task<ReferralSeen?> OneAsync(Practitioner who, Guid id, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        if (await db.Set<Referral>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, stopping) is not { } referral) return null;
        var own = WhoMay.OfReferrer(who, referral) is not null;
        var children = may.Seen(who, referral, await db.Set<ReferralChild>().AsNoTracking().Where(child => child.Referral == id).OrderBy(child => child.Number).ToListAsync(stopping));
        // An agency that was asked reads what it was asked among the steps, and nothing of where the referral stands.
        if (!own) children = [.. children.Where(child => may.Act(who, referral, child) is not [ReferralActor.Agency])];
        if (!own && children.IsEmpty) return null;
        var ids = children.Select(child => child.Id).ToArray();
        var steps = await db.Set<ReferralStep>().AsNoTracking().Where(step => ids.Contains(step.Child)).ToListAsync(stopping);
        var tasks = await form.OfAsync(db, id, stopping);
        return new ReferralSeen(referral, own, children, [.. steps.OrderBy(step => step.Version).ThenBy(step => step.Number)], own ? tasks : Of(tasks, ids))
        {
            ToSender = own || children.All(child => may.Act(who, referral, child).Any(WhoMay.IsOfSender)),
        };
    }

    /// <summary>What a practitioner sent, or answers for, also because they lead where nobody has read what was told, and drafts of their own: the newest first.</summary>
    public async Task<ReferralList> MineAsync(Practitioner who, WorkCursor? after, CancellationToken stopping)
    {
        var (agency, subject, leads) = (who.Agency.Id, who.Subject, may.Leads(who));
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var all = db.Set<Referral>().AsNoTracking().Where(one => one.Agency == agency && (one.Person == subject || (one.Colleague == subject && one.SentAt != null)
            || (leads && db.Set<ReferralChild>().Any(child => child.Referral == one.Id && child.LeadTold && child.Council != agency))));
        if (after is not null) all = all.Where(one => one.DraftedAt < after.At || (one.DraftedAt == after.At && one.Id > after.Id));
        var rows = await all.OrderByDescending(one => one.DraftedAt).ThenBy(one => one.Id).Take(Page + 1).ToListAsync(stopping);
        var shown = rows.Take(Page).ToArray();
        var ids = shown.Select(one => one.Id).ToArray();
        var children = (await db.Set<ReferralChild>().AsNoTracking().Where(child => ids.Contains(child.Referral)).ToListAsync(stopping)).ToLookup(child => child.Referral);
        return new ReferralList(
            [.. shown.Select(one => (one, may.Seen(who, one, children[one.Id].OrderBy(child => child.Number))))],
            rows.Count > Page ? new WorkCursor(false, shown[^1].DraftedAt, shown[^1].Id) : null);
    }

    /// <summary>What waits at the practitioner's council, a child a row: danger first, then the soonest due.</summary>
    public async Task<ReferralList> InboxAsync(Practitioner who, WorkCursor? after, CancellationToken stopping)
    {
        var council = who.Agency.Id;
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var all = db.Set<ReferralChild>().AsNoTracking().Where(child => child.Council == council && (!Done.Contains(child.State) || child.Disputed) && child.DueAt != null);
        if (after is not null)
        {
            var danger = !after.Done;
            all = all.Where(child => (danger && !child.Danger) || (child.Danger == danger && (child.DueAt > after.At || (child.DueAt == after.At && child.Id > after.Id))));
        }

        var rows = await all.OrderByDescending(child => child.Danger).ThenBy(child => child.DueAt).ThenBy(child => child.Id).Take(Page + 1).ToListAsync(stopping);
        var shown = rows.Take(Page).ToArray();
        var ids = shown.Select(child => child.Referral).Distinct().ToArray();
        var referrals = await db.Set<Referral>().AsNoTracking().Where(one => ids.Contains(one.Id)).ToDictionaryAsync(one => one.Id, stopping);
        // Who sent it does not take it in.
        return new ReferralList(
            [.. shown.Where(child => !may.Act(who, referrals[child.Referral], child).IsEmpty && WhoMay.OfReferrer(who, referrals[child.Referral]) is null).Select(child => (referrals[child.Referral], ImmutableArray.Create(child)))],
            rows.Count > Page ? new WorkCursor(!shown[^1].Danger, shown[^1].DueAt!.Value, shown[^1].Id) : null);
    }

    // A council sees its own children: of the others it learns no more than the rest of the form says.
    private static Dictionary<string, JsonElement> Of(Dictionary<string, JsonElement> tasks, Guid[] children)
    {
        var shown = new Dictionary<string, JsonElement>(tasks, StringComparer.Ordinal);
        foreach (var task in (string[])["children", "incident"])
        {
            if (!tasks.TryGetValue(task, out var all)) continue;
            var kept = JsonNode.Parse(all.GetRawText())!.AsObject();
            kept["children"] = new JsonArray([.. kept["children"]!.AsArray().Where(child => children.Contains(Guid.Parse((string)child!["id"]!))).Select(child => child!.DeepClone())]);
            shown[task] = JsonSerializer.SerializeToElement(kept);
        }

        return shown;
    }
}

/// <param name="Own">To the referrer, or who answers for them.</param>
internal sealed record ReferralSeen(Referral Referral, bool Own, ImmutableArray<ReferralChild> Children, ImmutableArray<ReferralStep> Steps, IReadOnlyDictionary<string, JsonElement> Tasks)
{
    /// <summary>To the side that sent it, which is not told who was asked or what they are called.</summary>
    public bool ToSender { get; init; }
}

internal sealed record ReferralList(ImmutableArray<(Referral Referral, ImmutableArray<ReferralChild> Children)> Shown, WorkCursor? Next);
