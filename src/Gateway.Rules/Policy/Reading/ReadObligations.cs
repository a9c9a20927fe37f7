using System.Collections.Immutable;

namespace Gateway.Rules.Policy.Reading;

/// <summary>Reads <c>obligations.csv</c>: what follows from a decision, and when.</summary>
internal static class ReadObligations
{
    private const string File = "obligations.csv";

    private static readonly ImmutableArray<string> Flags =
    [
        "BULK", "CONFLICT_OF_INTEREST", "EMERGENCY", "ANOMALY", "DUTY_16LA", "CSC_ALLOCATED", "SHIELD", "SENSITIVE_SERVICE", "HBA", "FII",
        "DO_NOT_INFORM_PARENTS",
    ];

    public static ImmutableArray<ObligationTerms> From(PolicyFiles files, IReadOnlyDictionary<string, ReasonTerms> reasons, PolicyFaults faults)
    {
        var terms = ImmutableArray.CreateBuilder<ObligationTerms>();
        foreach (var row in new PolicyTable(File, ["obligation", "alternative", "fact", "operator", "values"], faults).Rows(files))
        {
            var read = Terms(row, reasons);
            if (terms.Any(other => other.SameAs(read))) row.Fault("stands twice");
            terms.Add(read);
        }

        foreach (var code in Enum.GetValues<ObligationSet>().SelectMany(one => one.Words()).Where(code => terms.All(t => t.Obligation != code))) faults.Add(File, $"'{code}' is missing");
        return terms.ToImmutable();
    }

    private static ObligationTerms Terms(PolicyRow row, IReadOnlyDictionary<string, ReasonTerms> reasons)
    {
        if (!ObligationWords.TryRead(row[0], out _)) row.Fault($"'{row[0]}' is not an obligation");
        if (row[3] is not ("any-of" or "none-of")) row.Fault($"'{row[3]}' is not an operator");
        if (row.Words(4) is []) row.Fault("names no value");
        foreach (var value in row.Words(4).Where(value => !Known(row[2], value, reasons))) row.Fault($"'{value}' is not a {row[2]}");
        return new ObligationTerms(row[0], row.Whole(1, 1, 9), row[2], row[3] == "any-of", [.. row.Words(4)]);
    }

    private static bool Known(string fact, string value, IReadOnlyDictionary<string, ReasonTerms> reasons) => fact switch
    {
        "reason" => reasons.ContainsKey(value),
        "outcome" => OutcomeWords.TryReadCell(value, out _),
        "flag" => Flags.Contains(value),
        "purpose" => PurposeWords.TryReadId(value, out _),
        "identity" => value is "EXACT" or "AMBIGUOUS" or "NONE" or "SUPERSEDED",
        "answered-yes" or "not-known" => ItemWords.TryReadId(value, out _),
        _ => false,
    };
}
