using System.Collections.Concurrent;
using Gateway.Data;
using Gateway.Rules.Policy;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Policy;

/// <summary>Every version that was ever in force, by its hash: any recorded decision can be made again, whatever lies in the folder now.</summary>
internal sealed class KeptPolicies(PoliciesInForce policies, IDbContextFactory<GatewayContext> contexts)
{
    private readonly ConcurrentDictionary<string, PolicyBundle> _read = new(StringComparer.Ordinal);

    public async ValueTask<PolicyBundle?> FindAsync(ReadOnlyMemory<byte> hash, CancellationToken cancellation)
    {
        if (policies.Known(hash.Span) is { } here) return here;
        var name = Convert.ToHexString(hash.Span);
        if (_read.TryGetValue(name, out var before)) return before;
        var wanted = hash.ToArray();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var kept = await db.Set<SeenPolicy>().AsNoTracking().Where(seen => seen.Hash == wanted && seen.Files != null).Select(seen => seen.Files).FirstOrDefaultAsync(cancellation);
        return kept is not null && PackedPolicy.Read(kept, wanted) is { } policy ? _read.GetOrAdd(name, policy) : null;
    }
}
