using Gateway.Rules.Matching.Index;

namespace Gateway.Rules.Matching.Decide;

/// <summary>A child weighed against a question: the two ledgers apart, and how each field compares.</summary>
/// <param name="Row">The child's first row.</param>
/// <param name="Person">Given name, date of birth, sex and numbers, in thousandths of a bit.</param>
/// <param name="Household">Surname and postcode, capped.</param>
/// <param name="Total">Both, and the prior.</param>
internal readonly record struct Weighed(Segment Segment, int Row, int Ordinal, int Person, int Household, int Total)
{
    public NameLevel Given { get; init; }

    public NameLevel Surname { get; init; }

    public bool IsCrosswise { get; init; }

    public BirthLevel Birth { get; init; }

    public PlaceLevel Place { get; init; }

    public NumberLevel Number { get; init; }

    /// <summary>1 where the sex agrees, -1 where it differs, 0 where it cannot be compared.</summary>
    public int Sex { get; init; }

    /// <summary>A number that is asked for is another child's, or not the one this child has.</summary>
    public bool Contradicts { get; init; }

    public bool IsRestricted { get; init; }

    public ReadOnlySpan<Row> Rows => Segment.Child(Row);

    public DateOnly Born => Segment.Born(Segment.Rows[Row]);

    /// <summary>The likelier first; of equals the one with the lower ordinal, so that the order is the same every time.</summary>
    public static int Compare(Weighed one, Weighed other) =>
        one.Total != other.Total ? other.Total.CompareTo(one.Total) : one.Ordinal.CompareTo(other.Ordinal);
}
