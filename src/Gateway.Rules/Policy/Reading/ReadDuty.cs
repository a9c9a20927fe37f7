namespace Gateway.Rules.Policy.Reading;

/// <summary>Reads <c>duty.csv</c>: where, for what and since when the 2026 duty is in force. No rows: nowhere.</summary>
internal static class ReadDuty
{
    public const string Any = "any";

    public static DutyTerms[] From(PolicyFiles files, PurposeTerms[] purposes, PolicyFaults faults)
    {
        var duty = new List<DutyTerms>();
        foreach (var row in new PolicyTable("duty.csv", ["from", "to", "area", "purpose"], faults).Rows(files))
        {
            var terms = new DutyTerms(row.Period(0, 1), row.Text(2) == Any ? null : row[2], Purpose(row, purposes));
            if (duty.Any(terms.Meets)) row.Fault("says the same as another row on the same day");
            duty.Add(terms);
        }

        return [.. duty];
    }

    private static Purpose? Purpose(PolicyRow row, PurposeTerms[] purposes)
    {
        if (row[3] == Any) return null;
        if (!PurposeWords.TryReadId(row[3], out var purpose)) row.Fault($"'{row[3]}' is not a purpose");
        else if (purposes[(int)purpose] is { Safeguarding: false }) row.Fault($"the duty does not reach {row[3]}");
        return purpose;
    }
}

/// <summary>One row of the duty; null stands for every area, or every purpose that the duty reaches.</summary>
internal sealed record DutyTerms(Period Period, string? Area, Purpose? Purpose)
{
    public bool Holds(DateOnly day, string area, Purpose purpose) =>
        Period.Holds(day) && (Area is null || Area == area) && (Purpose is null || Purpose == purpose);

    public bool Meets(DutyTerms other) =>
        Period.Meets(other.Period) && (Area is null || other.Area is null || Area == other.Area)
        && (Purpose is null || other.Purpose is null || Purpose == other.Purpose);
}
