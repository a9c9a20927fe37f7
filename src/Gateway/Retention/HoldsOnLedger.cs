using Gateway.Audit;
using Gateway.Audit.Erasure;
using Gateway.Data;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Retention;

/// <summary>A hold of every kind of record keeps the ledger's sections about a child too: their key is not destroyed while it is on.</summary>
internal sealed class HoldsOnLedger(Ledger ledger, IDbContextFactory<GatewayContext> contexts, ReadHolds readHolds, ILogger<HoldsOnLedger> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        ledger.Erasing.Holds = ReadAsync;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<HeldKeys> ReadAsync(bool nobodyElse, CancellationToken stopping)
    {
        GatewayContext? db = null;
        try
        {
            db = await contexts.CreateDbContextAsync(stopping);
            // Disposed with the context: nothing but the gate's turn is written in it, and that need not stay.
            if (nobodyElse) await db.Database.BeginTransactionAsync(stopping);
            if (nobodyElse) await TakeGate.RunAsync(db, stopping);
            var holds = await readHolds.RunAsync(db, stopping);
            return new HeldKeys(key => holds.CoverChild(key.For.Retention.Controller, key.For.Child, key.DateOfBirth), db);
        }
        catch (Exception fault)
        {
            if (db is not null) await db.DisposeAsync();
            if (stopping.IsCancellationRequested) throw;
            // Where nobody can say whether there is a hold, there is one. A fault's text may quote a row.
            log.LogError("Nobody can say which of the ledger's keys are held, and all of them stay: {Fault}", fault.GetType().Name);
            return HeldKeys.All;
        }
    }
}
