namespace Gateway.Rules.Policy;

/// <summary>
/// The whole matrix in three flat tables, a byte for a cell: a policy of many thousand cells still lies close to the
/// processor, so that a look-up takes as long as in a small one.
/// </summary>
internal sealed class PolicyCells
{
    private static readonly int Purposes = PurposeWords.All.Length;
    private static readonly int Items = ItemWords.All.Length;

    private readonly int[] _columns;
    private readonly byte[] _cells;
    private readonly uint[] _decisions;
    private readonly Cell[] _kinds;

    public PolicyCells(PolicyTables tables, string[] roles)
    {
        _kinds = [.. tables.Columns.Values.SelectMany(column => column).OfType<Cell>().Distinct()];
        var kinds = _kinds.Select((cell, at) => (cell, at)).ToDictionary(kind => kind.cell, kind => checked((byte)kind.at));
        _columns = new int[roles.Length * Purposes];
        _cells = new byte[tables.Columns.Count * Items];
        _decisions = new uint[tables.Columns.Count];
        var next = 0;
        for (var role = 0; role < roles.Length; role++)
            foreach (var purpose in PurposeWords.All)
            {
                if (!tables.Columns.TryGetValue((roles[role], purpose), out var column)) continue;
                foreach (var item in ItemWords.All) _cells[Place(next, item)] = kinds[column[(int)item]!];
                _decisions[next] = tables.Decisions.GetValueOrDefault((roles[role], purpose));
                _columns[(role * Purposes) + (int)purpose] = ++next;
            }
    }

    /// <summary>The column of a role by its number, or null where there is none for the purpose.</summary>
    public PolicyColumn? Column(int role, Purpose purpose) =>
        _columns[(role * Purposes) + (int)purpose] is var column and not 0 ? new PolicyColumn(this, column - 1) : null;

    public Cell Of(int column, Item item) => _kinds[_cells[Place(column, item)]];

    public uint Decisions(int column) => _decisions[column];

    // Items count from 1.
    private static int Place(int column, Item item) => (column * Items) + (int)item - 1;
}
