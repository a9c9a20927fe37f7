using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Agencies;
using Gateway.Data;
using Gateway.Hosting;
using Gateway.Referrals.Attachments;
using Gateway.Referrals.Form;
using Gateway.Referrals.Steps;
using Gateway.Referrals.Store;
using Gateway.Rules.Referrals;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Referrals;

/// <summary>A referral, or lists of them, as whoever has a part may see them; to anybody else they are not there.</summary>
internal sealed class ReadReferrals(IDbContextFactory<GatewayContext> contexts, WhoMay may, OpenForm form, ReadNotes notes, ReadAttachments attachments, TimeProvider time)
{
    private const int Page = 50;

    // What a council has to do something about; what is decided, told and closed is not work any more, unless somebody disagrees.
    private static readonly ReferralState[] Done = [ReferralState.Draft, ReferralState.Deleted, ReferralState.Sent, ReferralState.Transferred, ReferralState.OtherArea, ReferralState.PlanEnded, ReferralState.Closed];

    public Task<ReferralSeen?> OneAsync(Practitioner who, Guid id, CancellationToken stopping) => SeenAsync(who, id, asked: false, stopping);

    /// <summary>Also where their agency was only asked: the children that it was asked about, and nothing that the referrer wrote. Where a referral stands is not for it to be shown.</summary>
    public Task<ReferralSeen?> WithAskedAsync(Practitioner who, Guid id, CancellationToken stopping) => SeenAsync(who, id, asked: true, stopping);

    /// <summary>One child as its council reads it, for that council's own system; what its teams leave for one another is not sent about.</summary>
    public async Task<ReferralSeen?> ForCouncilAsync(GatewayContext db, Guid id, CancellationToken stopping)
    {
        if (await db.Set<ReferralChild>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, stopping) is not { } child) return null;
        var referral = await db.Set<Referral>().AsNoTracking().SingleAsync(one => one.Id == child.Referral, stopping);
        var steps = await db.Set<ReferralStep>().AsNoTracking().Where(step => step.Child == id).OrderBy(step => step.Version).ThenBy(step => step.Number).ToListAsync(stopping);
        return new ReferralSeen(referral, false, [child], [.. steps.Where(step => !ReadNotes.IsNote(step))], Of(await form.OfAsync(db, referral.Id, stopping), [id]))
        {
            Attachments = await attachments.OfAsync(db, referral.Id, stopping),
        };
    }

    private async Task<ReferralSeen?> SeenAsync(Practitioner who, Guid id, bool asked, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        if (await db.Set<Referral>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, stopping) is not { } referral) return null;
        var own = WhoMay.OfReferrer(who, referral) is not null;
        var children = may.Seen(who, referral, await db.Set<ReferralChild>().AsNoTracking().Where(child => child.Referral == id).OrderBy(child => child.Number).ToListAsync(stopping));
        // An agency that was asked reads what it was asked among the steps, and nothing of where the referral stands.
        var theirs = own ? children : [.. children.Where(child => may.Act(who, referral, child) is not [ReferralActor.Agency])];
        if (!asked) children = theirs;
        if (!own && children.IsEmpty) return null;
        var ids = children.Select(child => child.Id).ToArray();
        var steps = await db.Set<ReferralStep>().AsNoTracking().Where(step => ids.Contains(step.Child)).ToListAsync(stopping);
        // What teams of the council leave for one another is nobody else's.
        steps.RemoveAll(step => ReadNotes.IsNote(step) && !ReadNotes.May(may.Act(who, referral, children.Single(child => child.Id == step.Child))));
        var tasks = own || !theirs.IsEmpty ? await form.OfAsync(db, id, stopping) : [];
        return new ReferralSeen(referral, own, children, [.. steps.OrderBy(step => step.Version).ThenBy(step => step.Number)], own ? tasks : Of(tasks, [.. theirs.Select(child => child.Id)]))
        {
            ToSender = own || theirs.All(child => may.Act(who, referral, child).Any(WhoMay.IsOfSender)),
            Attachments = own || !theirs.IsEmpty ? await attachments.OfAsync(db, id, stopping) : [],
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

    /// <summary>Of what a practitioner sent or answers for, what has a message that nobody has read: the oldest first.</summary>
    public async Task<ImmutableArray<(Referral Referral, ImmutableArray<ReferralChild> Children)>> UnreadAsync(Practitioner who, CancellationToken stopping)
    {
        var (agency, subject, told) = (who.Agency.Id, who.Subject, $"\"{ReferralState.ReferrerTold.Word()}\"");
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var own = db.Set<Referral>().AsNoTracking().Where(one => one.Agency == agency && one.SentAt != null && (one.Person == subject || one.Colleague == subject));
        var rows = await db.Set<ReferralChild>().AsNoTracking().Join(own, child => child.Referral, one => one.Id, (child, one) => child).Where(child => child.Standing.Contains(told)).OrderBy(child => child.Id).Take(Page).ToListAsync(stopping);
        var referrals = await ReferralsOf(db, rows, stopping);
        return [.. rows.Where(child => child.Stands().Feedback?.State == ReferralState.ReferrerTold).GroupBy(child => child.Referral).Select(same => (referrals[same.Key], same.OrderBy(child => child.Number).ToImmutableArray()))];
    }

    /// <summary>What the practitioner's agency was asked and has not answered, a child a row: what was asked first comes first.</summary>
    public async Task<ReferralList> AskedAsync(Practitioner who, WorkCursor? after, CancellationToken stopping)
    {
        var agency = who.Agency.Id;
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var all = db.Set<ReferralAsk>().AsNoTracking().Where(ask => ask.Agency == agency && ask.AnsweredAt == null);
        if (after is not null) all = all.Where(ask => ask.AskedAt > after.At || (ask.AskedAt == after.At && ask.Id > after.Id));
        var asks = await all.OrderBy(ask => ask.AskedAt).ThenBy(ask => ask.Id).Take(Page + 1).ToListAsync(stopping);
        var ids = asks.Take(Page).Select(ask => ask.Child).Distinct().ToArray();
        var children = (await db.Set<ReferralChild>().AsNoTracking().Where(child => ids.Contains(child.Id)).ToListAsync(stopping)).ToDictionary(child => child.Id);
        var referrals = await ReferralsOf(db, children.Values, stopping);
        return new ReferralList(
            [.. ids.Select(id => children[id]).Where(child => may.Act(who, referrals[child.Referral], child).Contains(ReferralActor.Agency)).Select(child => (referrals[child.Referral], ImmutableArray.Create(child)))],
            asks.Count > Page ? new WorkCursor(false, asks[Page - 1].AskedAt, asks[Page - 1].Id) : null);
    }

    /// <summary>What waits at the practitioner's council, a child a row: what is late, then danger and what was rated red, then the soonest due.</summary>
    public async Task<ReferralList> InboxAsync(Practitioner who, WorkCursor? after, CancellationToken stopping)
    {
        var council = who.Agency.Id;
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var all = db.Set<ReferralChild>().AsNoTracking().Where(child => child.Council == council && (!Done.Contains(child.State) || child.Disputed) && child.DueAt != null);
        var now = time.GetUtcNow();
        // What is late has the earliest due times, so it stands before what is urgent and not late yet.
        if (after is not null)
        {
            var urgent = !after.Done;
            all = all.Where(child => (urgent && !(child.Danger || child.Rating == Rating.Red || child.DueAt <= now))
                || ((child.Danger || child.Rating == Rating.Red || child.DueAt <= now) == urgent && (child.DueAt > after.At || (child.DueAt == after.At && child.Id > after.Id))));
        }

        var rows = await all.OrderByDescending(child => child.Danger || child.Rating == Rating.Red || child.DueAt <= now).ThenBy(child => child.DueAt).ThenBy(child => child.Id).Take(Page + 1).ToListAsync(stopping);
        var shown = rows.Take(Page).ToArray();
        var referrals = await ReferralsOf(db, shown, stopping);
        // Who sent it does not take it in.
        var theirs = shown.Where(child => !may.Act(who, referrals[child.Referral], child).IsEmpty && WhoMay.OfReferrer(who, referrals[child.Referral]) is null).ToArray();
        return new ReferralList(
            [.. theirs.Select(child => (referrals[child.Referral], ImmutableArray.Create(child)))],
            rows.Count > Page ? new WorkCursor(!(shown[^1].Danger || shown[^1].Rating == Rating.Red || shown[^1].DueAt <= now), shown[^1].DueAt!.Value, shown[^1].Id) : null)
        {
            Notes = await notes.OfAsync(db, theirs.Select(child => child.Id), stopping),
        };
    }

    private static Task<Dictionary<Guid, Referral>> ReferralsOf(GatewayContext db, IEnumerable<ReferralChild> children, CancellationToken stopping)
    {
        var ids = children.Select(child => child.Referral).Distinct().ToArray();
        return db.Set<Referral>().AsNoTracking().Where(one => ids.Contains(one.Id)).ToDictionaryAsync(one => one.Id, stopping);
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

    /// <summary>To whoever reads what the referrer wrote.</summary>
    public ImmutableArray<AttachmentSeen> Attachments { get; init; } = [];

    /// <summary>Only the author adds files.</summary>
    public string AddedBy => Referral.PersonName ?? Referral.Person;
}

internal sealed record ReferralList(ImmutableArray<(Referral Referral, ImmutableArray<ReferralChild> Children)> Shown, WorkCursor? Next)
{
    /// <summary>What teams of the council left for one another, by child; in the council's own list alone.</summary>
    public ImmutableDictionary<Guid, ImmutableArray<NoteLeft>> Notes { get; init; } = ImmutableDictionary<Guid, ImmutableArray<NoteLeft>>.Empty;
}
