namespace Gateway.Rules.Matching.Decide;

/// <summary>
/// Which rows the lists of a question have named already: a surname with two sounds stands in two lists with the same children. It may
/// forget one, which costs a second look; it never takes one for another.
/// </summary>
internal sealed class SeenRows
{
    private const int Kept = 4096;

    // A row and one, so that nothing is kept at first.
    private readonly int[] _rows = new int[Kept];

    public void Begin() => Array.Clear(_rows);

    /// <summary>True where the row was not seen, or is no longer remembered.</summary>
    public bool IsNew(int row)
    {
        ref var kept = ref _rows[row % Kept];
        if (kept == row + 1) return false;
        kept = row + 1;
        return true;
    }
}
