using System.Collections.Immutable;
using Gateway.Rules.Matching.Index;

namespace Gateway.Rules.Matching.Decide;

/// <summary>Whose the asked numbers are. A number that two children have carries no weight and finds nobody.</summary>
internal sealed class NumberHits
{
    private const int Most = 16;

    private readonly ImmutableArray<Hit> _hits;

    public NumberHits(IndexState state, ImmutableArray<LiveSegment> segments, ImmutableArray<PersonalNumber> numbers, SipHash key)
    {
        _hits = [.. numbers.SelectMany(number => Unshared(Owners(state, segments, key.Of(number), number.Kind)))];
        HasNhsNumber = numbers.Any(number => number.Kind == NumberKind.Nhs);
    }

    /// <summary>An NHS number was asked for, whoever has it.</summary>
    public bool HasNhsNumber { get; }

    public ImmutableArray<Hit> All => _hits;

    /// <summary>The strongest thing that the numbers say for a child.</summary>
    public NumberLevel Level(int ordinal)
    {
        var best = NumberLevel.None;
        foreach (var hit in _hits)
            if (hit.Ordinal == ordinal && hit.Level > best) best = hit.Level;
        return best;
    }

    /// <summary>True where a number that counts is another child's.</summary>
    public bool AreOfAnother(int ordinal)
    {
        foreach (var hit in _hits)
            if (hit.Ordinal != ordinal && hit.Level >= NumberLevel.Pupil) return true;
        return false;
    }

    /// <summary>True where this child's own NHS number, present or former, was asked for.</summary>
    public bool HoldNhsNumberOf(int ordinal)
    {
        foreach (var hit in _hits)
            if (hit.Ordinal == ordinal && hit.Kind == NumberKind.Nhs) return true;
        return false;
    }

    private static List<Hit> Owners(IndexState state, ImmutableArray<LiveSegment> segments, ulong hash, NumberKind kind)
    {
        var hits = new List<Hit>();
        Span<NumberOwner> owners = stackalloc NumberOwner[Most];
        foreach (var live in segments)
            foreach (var owner in owners[..live.Segment.Numbers.Find(hash, owners)])
                if (!state.IsHidden(live.Layer, owner.Ordinal)) hits.Add(new Hit(live.Segment, live.Segment.FirstRow(owner.Ordinal), owner.Ordinal, kind, owner.IsFormer));
        return hits;
    }

    private static List<Hit> Unshared(List<Hit> hits) => hits.Select(hit => hit.Ordinal).Distinct().Count() == 1 ? hits : [];
}

/// <summary>An asked number, found at a child.</summary>
internal readonly record struct Hit(Segment Segment, int Row, int Ordinal, NumberKind Kind, bool IsFormer)
{
    public NumberLevel Level => Kind switch
    {
        NumberKind.TemporaryUpn => NumberLevel.Weak,
        _ when IsFormer => NumberLevel.Former,
        NumberKind.Upn => NumberLevel.Pupil,
        _ => NumberLevel.Verified,
    };
}
