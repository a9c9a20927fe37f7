namespace Gateway.Rules.Policy;

/// <summary>What one role receives for one purpose: a cell for each item, and the decisions that it is for.</summary>
public readonly struct PolicyColumn
{
    private readonly PolicyCells _cells;
    private readonly int _number;

    internal PolicyColumn(PolicyCells cells, int number) => (_cells, _number) = (cells, number);

    /// <summary>The cell of an item.</summary>
    public Cell this[Item item] => _cells.Of(_number, item);

    /// <summary>True where the role takes or feeds the decision (N2).</summary>
    public bool Takes(DecisionSupported decision) => (_cells.Decisions(_number) & (1u << (int)decision)) != 0;
}

/// <summary>One cell of the matrix.</summary>
public sealed record Cell(Outcome Outcome, string Reason);
