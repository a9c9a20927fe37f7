using Gateway.Asks;
using Gateway.Data;
using Gateway.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Asks;

/// <summary>The asks as they stand in the store.</summary>
internal static class StoredWork
{
    public static async Task<T> ReadAsync<T>(GatewayHost gateway, Func<List<Ask>, T> read)
    {
        await using var db = await gateway.Services.GetRequiredService<IDbContextFactory<GatewayContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        return read(await db.Set<Ask>().AsNoTracking().ToListAsync(TestContext.Current.CancellationToken));
    }
}
