using Gateway.Data;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Audit;

/// <summary>
/// One person's one answer: the row is claimed, the ledger's entry is durable, and only then is the claim. Of two who answer at
/// once, in any two processes, one is told that it was answered; with a closed ledger nothing changes.
/// </summary>
internal sealed class RecordOnce(IDbContextFactory<GatewayContext> contexts, AppendToLedger append)
{
    /// <param name="claim">Changes the row where nobody did before; gives how many it changed.</param>
    public async Task<RecordedOnce> RunAsync(Func<GatewayContext, Task<int>> claim, LedgerEntry entry, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        await using var transaction = await db.Database.BeginTransactionAsync(stopping);
        if (await claim(db) != 1) return new RecordedOnce.TooLate();
        // Once it is queued it may land: giving up now could leave two answers in the ledger.
        if (await append(entry, CancellationToken.None) is not AppendResult.Recorded { Receipt: var receipt }) return new RecordedOnce.LedgerClosed();
        await transaction.CommitAsync(CancellationToken.None);
        return new RecordedOnce.Done(receipt);
    }
}

internal abstract record RecordedOnce
{
    private RecordedOnce() { }

    public sealed record Done(LedgerReceipt Receipt) : RecordedOnce;

    /// <summary>Somebody answered first.</summary>
    public sealed record TooLate : RecordedOnce;

    public sealed record LedgerClosed : RecordedOnce;
}
