namespace Gateway.Tool.Synthetic.Matching.Families;

/// <summary>Told of a run of children in the order of their households; the span is used again afterwards.</summary>
internal delegate void ChildrenMade(ReadOnlySpan<FamilyChild> children);

/// <summary>
/// So many children, household after household. Blocks of households are drawn at once on several threads and handed over
/// in order, so the children and their order do not depend on the threads, and nothing is kept.
/// </summary>
internal sealed class Population(FamilyDraw draw, int children)
{
    private const int Block = 4_096;

    public FamilyDraw Draw => draw;

    public int Children => children;

    /// <summary>How many households it took, the last perhaps not whole; known once the children have been handed over.</summary>
    public long Households { get; private set; }

    public void HandOver(int threads, ChildrenMade made, CancellationToken cancel)
    {
        var blocks = Enumerable.Range(0, threads).Select(_ => new HouseholdBlock(draw, Block)).ToArray();
        var (left, next) = (children, 0L);
        while (left > 0)
        {
            cancel.ThrowIfCancellationRequested();
            var from = next;
            if (from + (long)threads * Block > draw.Households) throw new InvalidOperationException("there are no more numbers");
            if (threads == 1) blocks[0].Fill(from);
            else Parallel.For(0, threads, t => blocks[t].Fill(from + (long)t * Block));
            foreach (var block in blocks) left -= Pass(block, left, made);
            next += (long)threads * Block;
        }
    }

    private int Pass(HouseholdBlock block, int left, ChildrenMade made)
    {
        if (left == 0) return 0;
        var some = block.Children[..Math.Min(left, block.Children.Length)];
        made(some);
        Households = some[^1].Household + 1;
        return some.Length;
    }
}
