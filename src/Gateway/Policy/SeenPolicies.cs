using System.Data.Common;
using Gateway.Data;
using Gateway.Rules.Policy;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Policy;

/// <summary>The newest version that was in force, in the store.</summary>
internal sealed class SeenPolicies(Store store, IDbContextFactory<GatewayContext> contexts, TimeProvider time)
{
    public const string Table = "PoliciesSeen";

    /// <summary>Asked without EF Core, which costs a good part of a cold start.</summary>
    public async Task<SeenPolicy?> NewestAsync(CancellationToken cancellation)
    {
        await using var connection = store.Connect();
        await connection.OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = $"""select "Sequence", "Version", "Hash" from {store.Table(Table)} order by "Sequence" desc limit 1""";
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        return await rows.ReadAsync(cancellation) ? Read(rows) : null;
    }

    public async Task<SeenPolicy> RememberAsync(PolicyBundle policy, CancellationToken cancellation)
    {
        var row = new SeenPolicy { Sequence = policy.Sequence, Version = policy.Version, Hash = policy.Hash.ToArray(), At = time.GetUtcNow(), Files = PackedPolicy.Of(policy.Files) };
        await contexts.AddNewAsync([row], cancellation);
        return row;
    }

    /// <summary>Keeps the whole of a version that was seen before wholes were kept.</summary>
    public async Task KeepAsync(PolicyBundle policy, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var without = db.Set<SeenPolicy>().Where(seen => seen.Sequence == policy.Sequence && seen.Files == null);
        if (await without.AnyAsync(cancellation)) await without.ExecuteUpdateAsync(set => set.SetProperty(seen => seen.Files, PackedPolicy.Of(policy.Files)), cancellation);
    }

    private static SeenPolicy Read(DbDataReader row) =>
        new() { Sequence = row.GetInt32(0), Version = row.GetString(1), Hash = row.GetFieldValue<byte[]>(2) };
}
