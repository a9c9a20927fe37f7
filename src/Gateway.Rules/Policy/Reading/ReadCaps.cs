using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Gateway.Rules.Policy.Reading;

/// <summary>Reads <c>risk-caps.csv</c> and holds the matrix to it: every "share" is within the cap, or exempt (P1).</summary>
internal static class ReadCaps
{
    private const string File = "risk-caps.csv";
    private const string Exempt = "exempt";
    private static readonly string[] Names = ["risk-0", "risk-1", "risk-2", "risk-3", "risk-4", "lead-function", "consent-given"];

    public static RiskCaps From(PolicyFiles files, FrozenDictionary<string, ReasonTerms> reasons, PolicyFaults faults)
    {
        var values = new int?[Names.Length];
        var exempt = ImmutableArray.CreateBuilder<string>();
        foreach (var row in new PolicyTable(File, ["name", "value", "source"], faults).Rows(files))
        {
            row.Text(2);
            if (row[0] == Exempt) exempt.Add(Code(row, reasons, exempt));
            else if (Array.IndexOf(Names, row[0]) is var place && place < 0) row.Fault($"'{row[0]}' is not a name of the caps");
            else if (values[place] is not null) row.Fault($"'{row[0]}' stands twice");
            else values[place] = row.Whole(1, 0, 5);
        }

        for (var place = 0; place < Names.Length; place++)
            if (values[place] is null) faults.Add(File, $"'{Names[place]}' is missing");
        return new RiskCaps([.. values[..5].Select(v => v ?? 0)], values[5] ?? 0, values[6] ?? 0, exempt.ToImmutable());
    }

    private static string Code(PolicyRow row, FrozenDictionary<string, ReasonTerms> reasons, ImmutableArray<string>.Builder before)
    {
        if (!reasons.ContainsKey(row[1])) row.Fault($"'{row[1]}' is not a reason");
        if (before.Contains(row[1])) row.Fault($"'{row[1]}' stands twice");
        return row[1];
    }

    public static void Hold(PolicyTables tables, PolicyFaults faults)
    {
        foreach (var ((role, purpose), column) in tables.Columns)
            foreach (var item in ItemWords.All)
                if (column[(int)item] is { Outcome: Outcome.Share } cell && !Within(tables, tables.Roles[role], purpose, item, cell))
                    faults.Add("matrix.csv", $"{role}, {purpose.Id()}, {item.Id()} is shared above the cap of its purpose's risk");
    }

    // A column of a consent-dependent purpose is what is shared once consent was given.
    private static bool Within(PolicyTables tables, RoleTerms role, Purpose purpose, Item item, Cell cell)
    {
        var terms = tables.Purposes[(int)purpose];
        return tables.Caps.Exempt.Contains(cell.Reason)
            || tables.Items[(int)item].Intrusion <= tables.Caps.For(terms.RiskIfNotShared, role.LeadFunction, terms.ConsentDependent);
    }
}
