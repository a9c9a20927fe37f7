namespace Gateway.Rules.Policy.Reading;

/// <summary>Reads <c>lawful-basis.csv</c>: one basis for a kind of agency and a purpose.</summary>
internal static class ReadLawfulBasis
{
    private const string File = "lawful-basis.csv";

    private static readonly string[] Columns = ["agencyKind", "purposes", "article6", "article9", "schedule1", "gateway", "confidentiality"];

    public static Dictionary<(string Kind, Purpose Purpose), LawfulBasis> From(PolicyFiles files, PolicyFaults faults)
    {
        var found = new Dictionary<(string, Purpose), LawfulBasis>();
        foreach (var row in new PolicyTable(File, Columns, faults).Rows(files))
        {
            if (!AgencyKindWords.All.Contains(row[0])) row.Fault($"'{row[0]}' is not a kind of agency");
            if (row.Words(1) is []) row.Fault("names no purpose");
            var basis = new LawfulBasis(row.Text(2), row.Text(3), row.Text(4), row.Text(5), row.Text(6));
            foreach (var word in row.Words(1))
                if (!PurposeWords.TryReadId(word, out var purpose)) row.Fault($"'{word}' is not a purpose");
                else if (!found.TryAdd((row[0], purpose), basis)) row.Fault($"{row[0]}, {word} stands twice");
        }

        return found;
    }

    /// <summary>A column that may release anything has a basis for the agency that asks.</summary>
    public static void Hold(PolicyTables tables, PolicyFaults faults)
    {
        foreach (var ((role, purpose), column) in tables.Columns)
            if (column.Any(cell => cell is { Outcome: not Outcome.Refuse, Reason: not "A13" })
                && tables.Roles[role].AgencyKind is { } kind && !tables.Bases.ContainsKey((kind, purpose)))
                faults.Add(File, $"{kind}, {purpose.Id()} has no basis, and {role} may receive something");
    }
}
