using Gateway.Data;
using Gateway.Retention.Store;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Retention;

/// <summary>
/// Whoever deletes, and whoever puts a hold on or takes one off, takes one row first and holds it until the end of their transaction. So a hold that somebody was told is on is seen by
/// whatever is deleted after it.
/// </summary>
internal static class TakeGate
{
    private const int Only = 1;

    public static async Task RunAsync(GatewayContext db, CancellationToken stopping)
    {
        if (await db.Set<RetentionGate>().Where(gate => gate.Id == Only).ExecuteUpdateAsync(set => set.SetProperty(gate => gate.Turn, gate => gate.Turn + 1), stopping) == 0)
            throw new InvalidOperationException("The gate of retention is not there.");
    }
}
