using System.Collections.Immutable;
using Gateway.Data;
using Gateway.Retention.Store;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Retention;

/// <summary>Reads the holds that are on, each with every number of the child whom it is about.</summary>
internal sealed class ReadHolds(SealHolds seal, NumbersOfChild numbers)
{
    public async Task<HoldsInForce> RunAsync(GatewayContext db, CancellationToken stopping)
    {
        var holds = ImmutableArray.CreateBuilder<HoldInForce>();
        foreach (var hold in await db.Set<Hold>().AsNoTracking().Where(hold => hold.LiftedAt == null).ToListAsync(stopping))
            holds.Add(new HoldInForce(hold.Agency, hold.Record, seal.Open(hold).Child is { } child ? (child.DateOfBirth, await numbers.HeldAsync(child.NhsNumber, stopping)) : null));
        return new HoldsInForce(holds.ToImmutable());
    }
}
