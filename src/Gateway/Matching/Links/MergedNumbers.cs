using System.Collections.Frozen;
using System.Collections.Immutable;
using Gateway.Data;
using Gateway.Matching.Links.Store;
using Gateway.Rules.Identifiers;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Matching.Links;

/// <summary>
/// NHS numbers that merges in force made one child's: superseded numbers of which the national service gave notice, and what two people
/// agreed to. In memory, for each check looks here; they are few.
/// </summary>
internal sealed class MergedNumbers
{
    private volatile FrozenDictionary<NhsNumber, ImmutableArray<NhsNumber>> _now = FrozenDictionary<NhsNumber, ImmutableArray<NhsNumber>>.Empty;

    /// <summary>The child's other numbers; none where nothing was merged.</summary>
    public ImmutableArray<NhsNumber> Of(NhsNumber number) => _now.GetValueOrDefault(number, []);

    public async Task ReadAsync(GatewayContext db, CancellationToken stopping)
    {
        var inForce = await db.Set<ChildRedirect>().AsNoTracking().Where(redirect => redirect.EndedBy == Guid.Empty).Select(redirect => redirect.Id).ToListAsync(stopping);
        var merges = inForce.Count == 0 ? [] : await db.Set<LinkEvent>().AsNoTracking().Where(merge => merge.Kind != LinkEventKind.Split && merge.State == LinkEventState.Agreed)
            .Select(merge => new { merge.Id, merge.KeptNumber, merge.JoinedNumber }).ToListAsync(stopping);
        var standing = inForce.ToHashSet();
        Become(merges.Where(merge => standing.Contains(merge.Id)).Select(merge => (merge.KeptNumber, merge.JoinedNumber)));
    }

    internal void Become(IEnumerable<(NhsNumber One, NhsNumber Other)> pairs)
    {
        var groups = new Dictionary<NhsNumber, HashSet<NhsNumber>>();
        foreach (var (one, other) in pairs)
        {
            var together = new HashSet<NhsNumber>([one, other, .. groups.GetValueOrDefault(one, []), .. groups.GetValueOrDefault(other, [])]);
            foreach (var number in together) groups[number] = together;
        }

        _now = groups.ToFrozenDictionary(group => group.Key, group => group.Value.Where(number => number != group.Key).ToImmutableArray());
    }
}
