using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Federation;
using Gateway.Matching.Links.Store;
using Gateway.Rules.Matching.Links;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Matching.Links;

/// <summary>Writes down a merge or a split that somebody proposes. Nothing changes until somebody else agrees.</summary>
internal sealed class ProposeEvent(IDbContextFactory<GatewayContext> contexts, RecordOnce record, ResolveLinks links, TimeProvider time)
{
    public async Task<Proposed> RunAsync(Practitioner who, LinkProposal proposal, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        if (await KeysAsync(db, proposal, stopping) is not var (kept, joined)) return Proposed.NotPossible.Instance;
        var by = new LinkActor(who.Agency.Id, who.Subject);
        var redirects = await ResolveLinks.RedirectsAsync(db, stopping);
        if (!await WorksWithAsync(db, redirects, who, kept, joined, stopping)) return Proposed.NotPossible.Instance;
        var one = LinkEvent.Of(proposal, kept.Value, joined.Value, by, time.GetUtcNow());
        if (!await EventChecks.StandsAsync(db, redirects, one, stopping)) return Proposed.NotPossible.Instance;
        return await record.RunAsync(tx => AddAsync(tx, one), LinkEntries.Event(who, one, "proposed", one.Reason), stopping) is RecordedOnce.Done(var receipt)
            ? new Proposed.Done(receipt, one)
            : Proposed.LedgerClosed.Instance;
    }

    private async Task<(ChildKey Kept, ChildKey Joined)?> KeysAsync(GatewayContext db, LinkProposal proposal, CancellationToken stopping) =>
        await links.OwnKeyAsync(db, proposal.Kept.NhsNumber, stopping) is { } kept && await links.OwnKeyAsync(db, proposal.Joined.NhsNumber, stopping) is { } joined && kept != joined
            ? (kept, joined)
            : null;

    /// <summary>An agency may speak of children that it has linked records of, or as a council.</summary>
    private static async Task<bool> WorksWithAsync(GatewayContext db, Redirects redirects, Practitioner who, ChildKey kept, ChildKey joined, CancellationToken stopping) =>
        who.Agency.Kind == AgencyKind.LocalAuthority || (await EventChecks.AgenciesAsync(db, redirects, kept, joined, stopping)).Contains(who.Agency.Id);

    private static async Task<int> AddAsync(GatewayContext db, LinkEvent one)
    {
        db.Add(one);
        await db.SaveChangesAsync();
        return 1;
    }
}

internal abstract record Proposed
{
    private Proposed() { }

    public sealed record Done(LedgerReceipt Receipt, LinkEvent Event) : Proposed;

    /// <summary>It cannot be, or is not theirs to say; which of these is not said.</summary>
    public sealed record NotPossible : Proposed
    {
        public static readonly NotPossible Instance = new();

        private NotPossible() { }
    }

    public sealed record LedgerClosed : Proposed
    {
        public static readonly LedgerClosed Instance = new();

        private LedgerClosed() { }
    }
}
