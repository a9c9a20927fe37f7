using System.Collections.Frozen;
using System.Collections.Immutable;
using Gateway.Data;
using Gateway.Matching.Links.Store;
using Gateway.Rules.Identifiers;

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

    public async Task ReadAsync(Data.Store store, CancellationToken stopping) => Become(await store.ReadAsync(
        $"""
        select made."KeptNumber", made."JoinedNumber" from {store.Table("LinkEvents")} as made join {store.Table("ChildRedirects")} as redirect on redirect."Id" = made."Id"
        where redirect."EndedBy" = @none and made."Kind" <> @split and made."State" = @agreed
        """,
        row => (NhsNumberText.Of(row.GetString(0)), NhsNumberText.Of(row.GetString(1))), stopping,
        ("@none", Guid.Empty), ("@split", nameof(LinkEventKind.Split)), ("@agreed", nameof(LinkEventState.Agreed))));

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
