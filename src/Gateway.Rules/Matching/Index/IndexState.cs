using System.Collections.Immutable;

namespace Gateway.Rules.Matching.Index;

/// <summary>What one question is answered from, from beginning to end: layers that do not change, and what is counted over them.</summary>
internal sealed class IndexState
{
    private readonly ImmutableArray<Layer> _layers;
    private readonly HiddenCounts _hidden;

    public IndexState(ImmutableArray<Layer> layers, DateTimeOffset asOf)
    {
        (_layers, AsOf) = (layers, asOf);
        Live = [.. layers.SelectMany((layer, at) => new[] { new LiveSegment(layer.Open, at, false), new LiveSegment(layer.Restricted, at, true) }).Where(live => live.Segment.Children > 0)];
        Sealed = [.. layers.Select((layer, at) => new LiveSegment(layer.Sealed, at, true)).Where(live => live.Segment.Children > 0)];
        _hidden = new HiddenCounts();
        foreach (var ordinal in layers.Skip(1).SelectMany(layer => layer.Mentioned).Distinct()) Hide(ordinal);
        Children = Live.Sum(live => live.Segment.Children) - _hidden.Children;
        Names = Live.Sum(live => (long)live.Segment.NamesHeld) - _hidden.Names;
        Days = Live.Length == 0 ? 1 : Live.Max(live => live.Segment.Days.Last.DayNumber) - Live.Min(live => live.Segment.Days.First.DayNumber) + 1;
    }

    public DateTimeOffset AsOf { get; }

    /// <summary>Segments of children who may be answered with.</summary>
    public ImmutableArray<LiveSegment> Live { get; }

    /// <summary>Segments of sealed identities, whose ordinals are those of the children who had them.</summary>
    public ImmutableArray<LiveSegment> Sealed { get; }

    public long Children { get; }

    /// <summary>How many names are held, what shares are counted in.</summary>
    public long Names { get; }

    /// <summary>Days from the first day of birth to the last.</summary>
    public int Days { get; }

    /// <summary>True where a later layer says something else of the child, or that there is none.</summary>
    public bool IsHidden(int layer, int ordinal)
    {
        for (var above = layer + 1; above < _layers.Length; above++)
            if (_layers[above].Mentioned.Contains(ordinal)) return true;
        return false;
    }

    /// <summary>How many names begin with the token.</summary>
    public long First(ReadOnlySpan<char> token)
    {
        var count = 0L;
        foreach (var live in Live)
            if (live.Segment.Names.Tokens.Find(token) is var number and > 0) count += live.Segment.Names.Tokens.First(number);
        return count - _hidden.First(token);
    }

    /// <summary>How many given names bear the token, first or later.</summary>
    public long Given(ReadOnlySpan<char> token)
    {
        var count = 0L;
        foreach (var live in Live)
            if (live.Segment.Names.Tokens.Find(token) is var number and > 0) count += live.Segment.Names.Tokens.Given(number);
        return count - _hidden.Given(token);
    }

    public long Surnames(ReadOnlySpan<char> token)
    {
        var count = 0L;
        foreach (var live in Live)
            if (live.Segment.Names.Tokens.Find(token) is var number and > 0) count += live.Segment.Names.Tokens.Surnames(number);
        return count - _hidden.Surnames(token);
    }

    public long ChildrenOn(DateOnly day)
    {
        var count = 0L;
        foreach (var live in Live) count += live.Segment.Days.Children(day);
        return count - _hidden.ChildrenOn(day);
    }

    public long ChildrenAt(Reading.Postcode postcode)
    {
        var count = 0L;
        foreach (var live in Live)
            if (live.Segment.Places.Find(postcode) is var place and > 0) count += live.Segment.Places.Children(place);
        return count - _hidden.ChildrenAt(postcode);
    }

    /// <summary>The unborn children of a mother whom no later layer hides.</summary>
    public IEnumerable<HeldEntry.Unborn> Unborn(ulong mother) => _layers
        .SelectMany((layer, at) => layer.Unborn.GetValueOrDefault(mother, []).Where(child => !IsHidden(at, child.Ordinal)))
        .OrderBy(child => child.Ordinal);

    /// <summary>True where the two must not be joined.</summary>
    public bool MayNotJoin(int one, int other)
    {
        for (var at = 0; at < _layers.Length; at++)
            if (_layers[at].DoNotLink.TryGetValue(one, out var others) && others.Contains(other) && !(IsHidden(at, one) && IsHidden(at, other))) return true;
        return false;
    }

    // Of each child who is hidden, what the lower layers counted.
    private void Hide(int ordinal)
    {
        foreach (var live in Live)
            if (live.Segment.FirstRow(ordinal) is var row and >= 0 && IsHidden(live.Layer, ordinal)) _hidden.Add(live.Segment, row);
    }
}

/// <summary>A segment, and the layer it is of.</summary>
internal readonly record struct LiveSegment(Segment Segment, int Layer, bool IsApart);
