using System.Data.Common;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Retention.Store;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Retention;

/// <summary>A hold of every kind of record keeps the ledger's sections about a child too: their key is not destroyed while it is on.</summary>
internal sealed class HoldsOnLedger(Ledger ledger, IDbContextFactory<GatewayContext> contexts, ReadHolds readHolds) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        ledger.Erasing.IsHeld = async (key, stopping) =>
        {
            try
            {
                await using var db = await contexts.CreateDbContextAsync(stopping);
                return (await readHolds.RunAsync(db, stopping)).CoverChild(key.For.Retention.Controller, key.For.Child, key.DateOfBirth);
            }
            catch (DbException)
            {
                // Where nobody can say whether there is a hold, there is one.
                return true;
            }
        };
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
