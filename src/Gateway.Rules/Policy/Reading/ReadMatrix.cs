using System.Collections.Frozen;

namespace Gateway.Rules.Policy.Reading;

/// <summary>Reads <c>matrix.csv</c>: the columns of role and purpose, each with every item.</summary>
internal sealed class ReadMatrix(FrozenDictionary<string, RoleTerms> roles, FrozenDictionary<string, ReasonTerms> reasons, PolicyFaults faults)
{
    public const string AnyRole = "anyone";
    public const string AnyPurpose = "any";
    private const string File = "matrix.csv";

    private readonly Dictionary<(string Role, Purpose Purpose), Cell?[]> _columns = [];
    private readonly HashSet<(string, string, Item)> _seen = [];
    private readonly Dictionary<(Outcome, string), Cell> _cells = [];

    public Dictionary<(string Role, Purpose Purpose), Cell?[]> From(PolicyFiles files)
    {
        var before = faults.Count;
        foreach (var row in new PolicyTable(File, ["role", "purpose", "item", "outcome", "reason", "note"], faults).Rows(files)) Read(row);
        if (faults.Count == before)
            foreach (var (key, column) in _columns) Whole(key, column);
        return _columns;
    }

    private void Read(PolicyRow row)
    {
        var before = faults.Count;
        var item = row.Word<Item>(2, "an item", ItemWords.TryReadId);
        var outcome = row.Word<Outcome>(3, "an outcome", OutcomeWords.TryReadCell);
        if (!reasons.TryGetValue(row[4], out var reason)) row.Fault($"'{row[4]}' is not a reason");
        else if (faults.Count == before && !Fits(outcome, reason.Code)) row.Fault($"reason {reason.Code} does not go with {row[3]}");
        if (row[0] != AnyRole && !roles.ContainsKey(row[0])) row.Fault($"'{row[0]}' is not a role");
        if (row[1] != AnyPurpose && !PurposeWords.TryReadId(row[1], out _)) row.Fault($"'{row[1]}' is not a purpose");
        if (faults.Count == before && !_seen.Add((row[0], row[1], item))) row.Fault("the cell stands twice");
        if (faults.Count == before) Put(row, item, Shared(outcome, reason!.Code));
    }

    // Codes begin with the letter of their outcome (sharing rules, 2.6).
    private static bool Fits(Outcome outcome, string code) => outcome switch
    {
        Outcome.Share => code[0] == 'A',
        Outcome.ShareLess => code[0] == 'M',
        Outcome.Justify => code[0] == 'J',
        Outcome.AskHolder => code[0] == 'H',
        _ => code[0] == 'X',
    };

    private void Put(PolicyRow row, Item item, Cell cell)
    {
        foreach (var role in row[0] == AnyRole ? (IEnumerable<string>)roles.Keys : [roles[row[0]].Name])
        {
            if (row[1] == AnyPurpose) foreach (var purpose in PurposeWords.All) Put((role, purpose), item, cell);
            else if (PurposeWords.TryReadId(row[1], out var purpose)) Put((role, purpose), item, cell);
        }
    }

    // Where a row with a wildcard meets another, the stricter of the two stands.
    private void Put((string, Purpose) key, Item item, Cell cell)
    {
        if (!_columns.TryGetValue(key, out var column)) _columns[key] = column = new Cell?[ItemWords.All.Length + 1];
        if (column[(int)item] is not { } before || cell.Outcome > before.Outcome) column[(int)item] = cell;
    }

    private void Whole((string Role, Purpose Purpose) key, Cell?[] column)
    {
        foreach (var item in ItemWords.All)
            if (column[(int)item] is null) faults.Add(File, $"{key.Role}, {key.Purpose.Id()} has no cell for {item.Id()}");
    }

    private Cell Shared(Outcome outcome, string reason)
    {
        if (!_cells.TryGetValue((outcome, reason), out var cell)) _cells[(outcome, reason)] = cell = new Cell(outcome, reason);
        return cell;
    }
}
