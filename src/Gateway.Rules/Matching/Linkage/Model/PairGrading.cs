using Gateway.Rules.Matching.Linkage.Columns;

namespace Gateway.Rules.Matching.Linkage.Model;

/// <summary>Says of a compared pair how each of the parts agrees that decide whether it may be taken alone.</summary>
internal static class PairGrading
{
    public static PairGrades Of(PairTable table, int pair, double person) => new(
        person,
        Best(table, pair, FieldKind.Given, Name),
        Best(table, pair, FieldKind.Family, Name),
        Best(table, pair, FieldKind.Date, Date),
        Best(table, pair, FieldKind.Postcode, level => level == 0 ? PartGrade.Exact : PartGrade.Different),
        Worst(table, pair, FieldKind.Number, level => level == 0 ? PartGrade.Exact : PartGrade.Different));

    private static PartGrade Name(byte level) => (NameLevel)level switch
    {
        NameLevel.Exact => PartGrade.Exact,
        NameLevel.Token or NameLevel.Variant => PartGrade.Close,
        NameLevel.Near => PartGrade.Near,
        _ => PartGrade.Different,
    };

    private static PartGrade Date(byte level) => level switch
    {
        0 => PartGrade.Exact,
        1 or 2 => PartGrade.Close,
        _ => PartGrade.Different,
    };

    private static PartGrade Best(PairTable table, int pair, FieldKind kind, Func<byte, PartGrade> grade) =>
        Grades(table, pair, kind, grade).DefaultIfEmpty(PartGrade.Unknown).Min();

    private static PartGrade Worst(PairTable table, int pair, FieldKind kind, Func<byte, PartGrade> grade) =>
        Grades(table, pair, kind, grade).DefaultIfEmpty(PartGrade.Unknown).Max();

    private static IEnumerable<PartGrade> Grades(PairTable table, int pair, FieldKind kind, Func<byte, PartGrade> grade)
    {
        for (var i = 0; i < table.Columns.Length; i++)
            if (table.Columns[i].Field.Kind == kind && table.Levels[pair * table.Width + i] is var level && level != PairTable.Unknown) yield return grade(level);
    }
}
