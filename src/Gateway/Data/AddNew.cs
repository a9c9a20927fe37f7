using Microsoft.EntityFrameworkCore;

namespace Gateway.Data;

/// <summary>Adds rows of which somebody else may have written some first: those are left as they are.</summary>
internal static class AddNew
{
    public static async Task AddNewAsync(this IDbContextFactory<GatewayContext> contexts, IReadOnlyList<object> rows, CancellationToken cancellation)
    {
        if (rows.Count == 0 || await TryAsync(contexts, rows, cancellation)) return;
        if (rows.Count == 1) return;
        foreach (var row in rows) await TryAsync(contexts, [row], cancellation);
    }

    private static async Task<bool> TryAsync(IDbContextFactory<GatewayContext> contexts, IReadOnlyList<object> rows, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        db.AddRange(rows);
        try
        {
            await db.SaveChangesAsync(cancellation);
            return true;
        }
        catch (DbUpdateException fault) when (fault.IsUniqueViolation())
        {
            return false;
        }
    }
}
