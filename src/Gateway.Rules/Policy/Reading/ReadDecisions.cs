using System.Collections.Frozen;

namespace Gateway.Rules.Policy.Reading;

/// <summary>Reads <c>decisions.csv</c>: which role, asking for which purpose, takes or feeds which decision (N2).</summary>
internal static class ReadDecisions
{
    private const string File = "decisions.csv";

    /// <summary>A bit for each decision, by role and purpose.</summary>
    public static Dictionary<(string Role, Purpose Purpose), uint> From(
        PolicyFiles files, Dictionary<(string Role, Purpose Purpose), Cell?[]> columns, FrozenDictionary<string, RoleTerms> roles, PolicyFaults faults)
    {
        var taken = new Dictionary<(string Role, Purpose Purpose), uint>();
        foreach (var row in new PolicyTable(File, ["role", "purpose", "decision"], faults).Rows(files))
        {
            if (!roles.ContainsKey(row[0])) row.Fault($"'{row[0]}' is not a role");
            var purpose = row.Word<Purpose>(1, "a purpose", PurposeWords.TryReadId);
            var bit = 1u << (int)row.Word<DecisionSupported>(2, "a decision", DecisionSupportedWords.TryRead);
            if (!columns.ContainsKey((row[0], purpose))) row.Fault("the matrix has no such column");
            var before = taken.GetValueOrDefault((row[0], purpose));
            if ((before & bit) != 0) row.Fault("stands twice");
            taken[(row[0], purpose)] = before | bit;
        }

        return taken;
    }

    /// <summary>A column that may release something confidential serves at least one decision (N1, N2).</summary>
    public static void Hold(PolicyTables tables, PolicyFaults faults)
    {
        foreach (var (key, column) in tables.Columns)
            if (!tables.Decisions.ContainsKey(key) && ItemWords.All.Any(item => Releases(tables, column, item)))
                faults.Add(File, $"{key.Role}, {key.Purpose.Id()} releases something and takes no decision");
    }

    private static bool Releases(PolicyTables tables, Cell?[] column, Item item) =>
        column[(int)item] is { Outcome: Outcome.Share or Outcome.ShareLess or Outcome.Justify }
        && tables.Items[(int)item].Class is not (ItemClass.Public or ItemClass.Directory);
}
