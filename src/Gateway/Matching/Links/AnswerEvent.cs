using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Matching.Links.Store;
using Gateway.Rules.Matching.Links;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Matching.Links;

/// <summary>The second person's answer to a merge or a split: with it, store and ledger change together, or not at all.</summary>
internal sealed class AnswerEvent(IDbContextFactory<GatewayContext> contexts, RecordOnce record, AppendToLedger append, QueueCorrections corrections, TimeProvider time)
{
    public async Task<EventAnswered> RunAsync(Practitioner who, Guid id, bool agree, string reason, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var redirects = await ResolveLinks.RedirectsAsync(db, stopping);
        if (await db.Set<LinkEvent>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, stopping) is not { } proposed) return EventAnswered.NotFound.Instance;
        if (proposed.Agency == who.Agency.Id) return await RefuseAsync(who, proposed, reason, stopping);
        if (!await EventChecks.MayAnswerAsync(db, redirects, proposed, who, stopping)) return EventAnswered.NotFound.Instance;
        if (proposed.State != LinkEventState.Proposed) return EventAnswered.Before.Instance;
        return await AnswerAsync(who, proposed, agree ? LinkEventState.Agreed : LinkEventState.Declined, reason, stopping);
    }

    private async Task<EventAnswered> AnswerAsync(Practitioner who, LinkEvent proposed, LinkEventState state, string reason, CancellationToken stopping)
    {
        var by = new LinkActor(who.Agency.Id, who.Subject);
        var recorded = await record.RunAsync(
            tx => ApplyEvent.ToAsync(tx, proposed.Id, state, by, reason, time.GetUtcNow(), stopping), LinkEntries.Event(who, proposed, state.Word(), reason), stopping);
        if (recorded is RecordedOnce.TooLate) return EventAnswered.Before.Instance;
        if (recorded is not RecordedOnce.Done(var receipt)) return EventAnswered.LedgerClosed.Instance;
        // If this does not get done, the nightly round does it: the split stands either way.
        if (state == LinkEventState.Agreed && proposed.Kind == LinkEventKind.Split) await corrections.TryAsync(proposed.Id, stopping);
        await using var db = await contexts.CreateDbContextAsync(stopping);
        return new EventAnswered.Done(receipt, await db.Set<LinkEvent>().AsNoTracking().SingleAsync(one => one.Id == proposed.Id, stopping));
    }

    // Recorded as a refusal is: who wanted to agree to what their own agency proposed.
    private async Task<EventAnswered> RefuseAsync(Practitioner who, LinkEvent proposed, string reason, CancellationToken stopping) =>
        await append(LinkEntries.Event(who, proposed, "agreed", reason, EntryOutcome.Deny), stopping) is AppendResult.Recorded
            ? EventAnswered.OwnAgency.Instance
            : EventAnswered.LedgerClosed.Instance;
}

internal abstract record EventAnswered
{
    private EventAnswered() { }

    public sealed record Done(LedgerReceipt Receipt, LinkEvent Event) : EventAnswered;

    public sealed record NotFound : EventAnswered
    {
        public static readonly NotFound Instance = new();

        private NotFound() { }
    }

    /// <summary>Somebody answered, or what it spoke of has changed since.</summary>
    public sealed record Before : EventAnswered
    {
        public static readonly Before Instance = new();

        private Before() { }
    }

    /// <summary>The second person is of another agency.</summary>
    public sealed record OwnAgency : EventAnswered
    {
        public static readonly OwnAgency Instance = new();

        private OwnAgency() { }
    }

    public sealed record LedgerClosed : EventAnswered
    {
        public static readonly LedgerClosed Instance = new();

        private LedgerClosed() { }
    }
}
