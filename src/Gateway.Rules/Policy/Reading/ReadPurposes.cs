namespace Gateway.Rules.Policy.Reading;

/// <summary>Reads <c>purposes.csv</c>: every purpose, once.</summary>
internal static class ReadPurposes
{
    private const string File = "purposes.csv";

    private static readonly string[] Columns = ["purpose", "word", "consentDependent", "riskIfNotShared", "routine", "safeguarding", "standingReason"];

    /// <summary>By the number of the purpose.</summary>
    public static PurposeTerms[] From(PolicyFiles files, PolicyFaults faults)
    {
        var terms = new PurposeTerms[PurposeWords.All.Length];
        foreach (var row in new PolicyTable(File, Columns, faults).Rows(files))
        {
            if (!PurposeWords.TryReadId(row[0], out var purpose))
            {
                row.Fault($"'{row[0]}' is not a purpose");
                continue;
            }

            if (row[1] != purpose.Word()) row.Fault($"the word of {row[0]} is '{purpose.Word()}', not '{row[1]}'");
            if (terms[(int)purpose] is not null) row.Fault($"'{row[0]}' stands twice");
            terms[(int)purpose] = Terms(row, purpose);
        }

        foreach (var purpose in PurposeWords.All.Where(purpose => terms[(int)purpose] is null)) faults.Add(File, $"'{purpose.Id()}' is missing");
        return terms;
    }

    private static PurposeTerms Terms(PolicyRow row, Purpose purpose)
    {
        var routine = row.YesNo(4);
        if (routine != row[6].Length > 0) row.Fault("a routine purpose, and no other, has a standing reason");
        return new PurposeTerms(purpose, row.YesNo(2), row.Whole(3, 0, 4), routine, row.YesNo(5)) { StandingReason = row[6] };
    }
}
