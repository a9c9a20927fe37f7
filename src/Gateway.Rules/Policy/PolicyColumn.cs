namespace Gateway.Rules.Policy;

/// <summary>What one role receives for one purpose: a cell for each item, and the decisions that it is for.</summary>
public sealed class PolicyColumn
{
    private readonly Cell?[] _cells;
    private readonly uint _decisions;

    internal PolicyColumn(Cell?[] cells, uint decisions) => (_cells, _decisions) = (cells, decisions);

    /// <summary>The cell of an item.</summary>
    public Cell? this[Item item] => _cells[(int)item];

    /// <summary>True where the role takes or feeds the decision (N2).</summary>
    public bool Takes(DecisionSupported decision) => (_decisions & (1u << (int)decision)) != 0;
}

/// <summary>One cell of the matrix.</summary>
public sealed record Cell(Outcome Outcome, string Reason);
