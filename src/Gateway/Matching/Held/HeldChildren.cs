using System.Collections.Frozen;
using Gateway.Rules.Identifiers;

namespace Gateway.Matching.Held;

/// <summary>The children of the source: number, date of birth, home councils, present name. It never changes; what came later lies over it.</summary>
/// <param name="closed">Tokens of the numbers that adoptions sealed: nobody is registered under them anew.</param>
/// <param name="former">Numbers that others took the place of.</param>
/// <param name="lines">Where in the source each child's line begins, in units of <see cref="SourceLines.Unit"/> bytes.</param>
internal sealed class HeldChildren(HeldRow[] rows, NamePool names, HomeSets homes, FrozenSet<long> canaries, FrozenSet<long> closed, FormerNumbers former, uint[] lines)
{
    private readonly NumberSlots _slots = new(rows);

    public int Count => rows.Length;

    /// <summary>How much the way from a number to its row takes.</summary>
    public long SlotBytes => _slots.Bytes;

    public ReadOnlySpan<HeldRow> Rows => rows;

    public NamePool Names => names;

    public HomeSets Homes => homes;

    public FrozenSet<long> Canaries => canaries;

    public FrozenSet<long> Closed => closed;

    public FormerNumbers Former => former;

    public ReadOnlySpan<uint> Lines => lines;

    /// <summary>The child's place, or -1.</summary>
    public int Find(NhsNumber number) => _slots.Find(HeldRow.NineOf(number));

    public HeldRow Row(int ordinal) => rows[ordinal];

    public ChildHeld At(int ordinal)
    {
        ref readonly var row = ref rows[ordinal];
        return new ChildHeld(row.Number, row.Born, names[row.Given], names[row.Family], homes[row.Home]) { Former = former.Of(ordinal) };
    }
}
