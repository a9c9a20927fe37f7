using Gateway.Audit;
using Gateway.Data;
using Gateway.Federation;
using Gateway.Matching.Links.Store;
using Gateway.Rules.Matching.Links;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Matching.Links;

/// <summary>The national service says that one NHS number took another's place: the one merge that needs no second person. It is logged, and reversible as any other.</summary>
internal sealed class SupersededNumbers(IDbContextFactory<GatewayContext> contexts, RecordOnce record, ResolveLinks links, TimeProvider time)
{
    private static readonly LinkActor Notice = new("nhs", "superseded-number-notice");

    /// <returns>True where the old number leads to the new one's child now; false where nothing is linked to both, or they are kept apart.</returns>
    public async Task<bool> NoteAsync(ChildAsked former, ChildAsked present, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        if (await links.OwnKeyAsync(db, former.NhsNumber, stopping) is not { } joined || await links.OwnKeyAsync(db, present.NhsNumber, stopping) is not { } kept) return false;
        var redirects = await ResolveLinks.RedirectsAsync(db, stopping);
        if (redirects.AreOne(kept, joined)) return true;
        var one = LinkEvent.Of(new LinkProposal(LinkEventKind.Superseded, present, former, "superseded NHS number", null, null, []), kept.Value, joined.Value, Notice, time.GetUtcNow());
        if (!await EventChecks.StandsAsync(db, redirects, one, stopping)) return false;
        return await record.RunAsync(tx => AddAsync(tx, one, stopping), LinkEntries.Superseded(one), stopping) is RecordedOnce.Done;
    }

    private async Task<int> AddAsync(GatewayContext db, LinkEvent one, CancellationToken stopping)
    {
        db.Add(one);
        await db.SaveChangesAsync(stopping);
        return await ApplyEvent.ToAsync(db, one.Id, LinkEventState.Agreed, Notice, one.Reason, time.GetUtcNow(), stopping);
    }
}
