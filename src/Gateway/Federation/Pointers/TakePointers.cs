using System.Collections.Concurrent;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Disclosure;
using Gateway.Federation.Pointers.Signing;
using Gateway.Federation.Pointers.Store;
using Gateway.Rules.Federation.Pointers;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Federation.Pointers;

/// <summary>
/// Takes a submission whole or not at all: the list, its envelope and the ledger's entry become durable together, and only then is it
/// looked up by. One custodian's submissions come one after the other.
/// </summary>
internal sealed class TakePointers(
    IDbContextFactory<GatewayContext> contexts, RecordOnce record, SealLists seal, PointerKeys keys, PointerIndex index, FollowPointers follow, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new(StringComparer.Ordinal);

    public async Task<PointersTaken> RunAsync(SignedEnvelope signed, ReadOnlyMemory<byte> content, LedgerEntry entry, CancellationToken stopping)
    {
        var turn = _turns.GetOrAdd(signed.Envelope.Custodian, _ => new SemaphoreSlim(1, 1));
        await turn.WaitAsync(stopping);
        try
        {
            return await InTurnAsync(signed, content, entry, stopping);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<PointersTaken> InTurnAsync(SignedEnvelope signed, ReadOnlyMemory<byte> content, LedgerEntry entry, CancellationToken stopping)
    {
        var envelope = signed.Envelope;
        var (sequence, held) = await HeldAsync(envelope.Custodian, stopping);
        var now = time.GetUtcNow();
        // Of a list that does not open its number is all that counts: what it said is not known, so that a whole one is needed.
        var taken = held?.Taken ?? (sequence == 0 ? null : new ListTaken(sequence, DateTimeOffset.UnixEpoch, "", PointerKinds.None));
        var fault = JudgeSubmission.Of(taken, envelope, ListHash.Of(content.Span), now);
        if (fault != SubmissionFault.None) return new PointersTaken.Refused(fault, sequence);
        var key = envelope.Kind == SubmissionKind.Whole ? keys.Newest : keys.Of(held!.Epoch);
        if (key is null) return new PointersTaken.Refused(SubmissionFault.ListDiffers, sequence);

        var faults = new List<FieldFault>();
        var lines = ReadPointerLines.From(content, envelope.Covers, key, faults);
        if (faults.Count > 0) return new PointersTaken.Unreadable(faults);
        var move = new ListMove(Next(held, envelope, lines.Described, key.Epoch, now), held?.Taken.List, envelope.Kind, envelope.Kind == SubmissionKind.Same ? [] : Decoys.FillUp(lines.Tokens));
        return await KeepAsync(signed, move, sequence, entry, stopping);
    }

    private static ListHeld Next(ListHeld? held, ListEnvelope envelope, int described, int epoch, DateTimeOffset now)
    {
        // A custodian's clock may be ahead of ours; what is held is then as of when we had it.
        var asOf = envelope.SignedAt < now ? envelope.SignedAt : now;
        var taken = new ListTaken(envelope.Sequence, envelope.SignedAt, envelope.List, envelope.Covers);
        return held is null || envelope.Kind == SubmissionKind.Whole
            ? new ListHeld(envelope.Custodian, taken, new ListStanding(asOf, envelope.Covers, envelope.Unlisted, described), epoch, envelope.Sequence, 0)
            : held with
            {
                Taken = taken,
                Standing = new ListStanding(asOf, envelope.Covers, envelope.Unlisted, held.Standing.Described + described),
                Changes = held.Changes + (envelope.Kind == SubmissionKind.Change ? 1 : 0),
            };
    }

    private async Task<PointersTaken> KeepAsync(SignedEnvelope signed, ListMove move, long before, LedgerEntry entry, CancellationToken stopping)
    {
        try
        {
            var outcome = await record.RunAsync(db => WriteAsync(db, signed, move, before), entry, stopping);
            if (outcome is RecordedOnce.LedgerClosed) return new PointersTaken.LedgerClosed();
            if (outcome is not RecordedOnce.Done { Receipt: var receipt }) return new PointersTaken.Refused(SubmissionFault.Sequence, before);
            // Another process took one in between: what is durable is read again.
            if (!index.Take(move)) await follow.LoadAsync(move.List.Custodian, CancellationToken.None);
            return new PointersTaken.Whole(receipt, move.List, WholeWanted: move.List.Epoch != keys.Newest?.Epoch);
        }
        catch (DbUpdateException fault) when (fault.IsUniqueViolation())
        {
            return new PointersTaken.Refused(SubmissionFault.Sequence, before);
        }
    }

    private async Task<int> WriteAsync(GatewayContext db, SignedEnvelope signed, ListMove move, long before)
    {
        var (custodian, sequence, row) = (move.List.Custodian, move.List.Taken.Sequence, seal.Seal(move.List));
        if (before == 0) db.Add(PointerList.Of(custodian, sequence, signed.Text, row));
        else if (await db.Set<PointerList>().Where(list => list.Custodian == custodian && list.Sequence == before).ExecuteUpdateAsync(set => set
            .SetProperty(list => list.Sequence, sequence).SetProperty(list => list.Envelope, signed.Text).SetProperty(list => list.Sealed, row)) != 1) return 0;
        if (move.Kind == SubmissionKind.Whole) await db.Set<PointerContent>().Where(content => content.Custodian == custodian).ExecuteDeleteAsync();
        if (move.Kind != SubmissionKind.Same) db.Add(PointerContent.Of(custodian, sequence, seal.Seal(custodian, sequence, move.Tokens)));
        await db.SaveChangesAsync();
        return 1;
    }

    private async Task<(long Sequence, ListHeld? Held)> HeldAsync(string custodian, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var row = await db.Set<PointerList>().AsNoTracking().SingleOrDefaultAsync(list => list.Custodian == custodian, stopping);
        return row is null ? (0, null) : (row.Sequence, follow.Opened(row));
    }
}

internal abstract record PointersTaken
{
    private PointersTaken() { }

    /// <param name="WholeWanted">The keys have changed: the next one should be whole.</param>
    public sealed record Whole(LedgerReceipt Receipt, ListHeld List, bool WholeWanted) : PointersTaken;

    /// <param name="Sequence">The number of the last one that was taken, or 0.</param>
    public sealed record Refused(SubmissionFault Fault, long Sequence) : PointersTaken;

    public sealed record Unreadable(IReadOnlyList<FieldFault> Faults) : PointersTaken;

    public sealed record LedgerClosed : PointersTaken;
}
