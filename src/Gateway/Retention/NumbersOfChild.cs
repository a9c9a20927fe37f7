using System.Collections.Immutable;
using Gateway.Federation;
using Gateway.Matching;
using Gateway.Matching.Links;
using Gateway.Rules.Identifiers;

namespace Gateway.Retention;

/// <summary>Every number under which something about one child may lie here: what somebody typed, what took its place, what that one took the place of, and what merges made the same child's.</summary>
internal sealed class NumbersOfChild(Children? children, MergedNumbers? merged)
{
    /// <summary>Of the child whom a hold names, whatever day of birth was typed with it: more is kept, and nothing is shown.</summary>
    public async Task<NumbersKnown> HeldAsync(NhsNumber typed, CancellationToken stopping) => children is null ? new NumbersKnown([typed], IsWhole: false)
        : await children.WhoseAsync(typed, stopping) switch
        {
            HeldUnder.Found(var child) => new NumbersKnown(Of(typed, child), IsWhole: true),
            HeldUnder.Nobody => new NumbersKnown(Of(typed, null), IsWhole: true),
            _ => new NumbersKnown(Of(typed, null), IsWhole: false),
        };

    /// <summary>Of a child of whom something is shown: another number is theirs only where the day of birth agrees too.</summary>
    public async Task<ImmutableArray<NhsNumber>> ShownAsync(ChildAsked asked, CancellationToken stopping)
    {
        var child = children is not null && await children.WhoseAsync(asked.NhsNumber, stopping) is HeldUnder.Found(var found) ? found : null;
        return child is not null && child.Born != asked.DateOfBirth ? [asked.NhsNumber] : Of(asked.NhsNumber, child);
    }

    private ImmutableArray<NhsNumber> Of(NhsNumber typed, ChildHeld? child)
    {
        var own = child is null ? [typed] : new HashSet<NhsNumber>([typed, child.Number, .. child.Former]);
        return [.. own.Concat(own.SelectMany(number => merged?.Of(number) ?? [])).Distinct()];
    }
}

/// <param name="IsWhole">False where nobody can say whether the child had another number.</param>
internal sealed record NumbersKnown(ImmutableArray<NhsNumber> Numbers, bool IsWhole)
{
    public override string ToString() => "(a child's numbers)";
}

/// <summary>A child whose records are looked for, under every number that is theirs.</summary>
internal sealed record ChildOfExtract(ChildAsked Child, ImmutableArray<NhsNumber> Numbers)
{
    /// <summary>Without a number a record may be theirs unless the days of birth differ.</summary>
    public bool Perhaps(NhsNumber? number, DateOnly? born) => number is null && (born is null || born == Child.DateOfBirth);

    public override string ToString() => "(a child)";
}
