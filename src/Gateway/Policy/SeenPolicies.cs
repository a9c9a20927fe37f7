using System.Data.Common;
using Gateway.Data;
using Gateway.Rules.Policy;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Policy;

/// <summary>The newest version that was in force, in the store.</summary>
internal sealed class SeenPolicies(Store store, IDbContextFactory<GatewayContext> contexts, TimeProvider time)
{
    public const string Table = "PoliciesSeen";

    public async Task<SeenPolicy?> NewestAsync(CancellationToken cancellation) =>
        (await store.ReadAsync($"""select "Sequence", "Version", "Hash" from {store.Table(Table)} order by "Sequence" desc limit 1""", Read, cancellation)).SingleOrDefault();

    /// <summary>Another process on the store may have remembered it first.</summary>
    public Task RememberAsync(PolicyBundle policy, CancellationToken cancellation) => store.WriteAsync(
        $"""insert into {store.Table(Table)} ("Sequence", "Version", "Hash", "At", "Files") values (@sequence, @version, @hash, @at, @files) on conflict do nothing""",
        cancellation,
        ("@sequence", policy.Sequence), ("@version", policy.Version), ("@hash", policy.Hash.ToArray()), ("@at", time.GetUtcNow().ToUnixTimeMilliseconds()), ("@files", PackedPolicy.Of(policy.Files)));

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
