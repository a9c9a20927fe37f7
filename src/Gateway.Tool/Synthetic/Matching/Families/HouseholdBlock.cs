namespace Gateway.Tool.Synthetic.Matching.Families;

/// <summary>The children of so many households in a row, those held back left out.</summary>
internal sealed class HouseholdBlock(FamilyDraw draw, int households)
{
    private readonly FamilyChild[] _children = new FamilyChild[households * FamilyDraw.Most];
    private int _count;

    public ReadOnlySpan<FamilyChild> Children => _children.AsSpan(0, _count);

    public void Fill(long from)
    {
        _count = 0;
        for (var household = from; household < from + households; household++)
        {
            var made = _children.AsSpan(_count, Math.Min(FamilyDraw.Most, _children.Length - _count));
            _count += Keep(made[..draw.Draw(household, made)]);
        }
    }

    private static int Keep(Span<FamilyChild> made)
    {
        var kept = 0;
        foreach (ref var child in made)
            if (!child.Is(FamilyMarks.HeldBack)) made[kept++] = child;
        return kept;
    }
}
