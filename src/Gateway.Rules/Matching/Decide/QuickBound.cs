using Gateway.Rules.Matching.Index;

namespace Gateway.Rules.Matching.Decide;

/// <summary>The most that a child's names and places can come to, from the rows and what is remembered of the tokens alone: never less than weighing finds.</summary>
internal sealed class QuickBound(WeighChild weigh)
{
    private readonly AskedNames _asked = weigh.Names;
    private readonly int _across = Math.Max(weigh.Names.Surname.Best, weigh.Names.GivenAsSurname.Best);

    public bool MayReach(in Scope scope, ReadOnlySpan<Row> child, int least)
    {
        var (names, place) = (int.MinValue, PlaceLevel.NotCompared);
        foreach (ref readonly var row in child)
        {
            if (row.HasName) names = Math.Max(names, Names(scope.Memo, row));
            if (row.Place != 0 && scope.Places.Level(row.Place) is var level && level > place) place = level;
        }

        return (names == int.MinValue ? 0 : names) + weigh.PlaceBits(place) >= least;
    }

    private int Names(TokenMemo memo, in Row row)
    {
        // Seldom, and weighing is right about them.
        if (row.Surname.IsSeveral || row.Rest.IsSeveral) return weigh.Ceiling;
        var (given, surname, across, crosswise) = (0, 0, false, int.MinValue);
        if (!row.First.IsNone) given = Given(memo, row, ref across, ref crosswise);
        if (!row.Surname.IsNone) surname = Surname(memo, row, ref across, ref crosswise);
        else crosswise = int.MinValue;
        if (across) surname = Math.Max(surname, _across);
        return Math.Max(given + surname, crosswise);
    }

    private int Given(TokenMemo memo, in Row row, ref bool across, ref int crosswise)
    {
        var first = memo.Given(row.First.Number);
        var (best, other) = (first.Straight.Bits, first.Crosswise);
        if (!row.Rest.IsNone)
        {
            var further = memo.Given(row.Rest.Number);
            best = Math.Max(best, further.Straight.Bits);
            if (first.IsStart) best = Math.Max(best, _asked.Given.Best);
            across = further.Crosswise.Level == NameLevel.Exact;
            if (further.Crosswise.Level > other.Level) other = further.Crosswise;
        }

        if (other.Level >= NameLevel.Near) crosswise = _asked.SurnameAsGiven.Best;
        return _asked.Given.IsBlank ? 0 : best;
    }

    private int Surname(TokenMemo memo, in Row row, ref bool across, ref int crosswise)
    {
        var entry = memo.Surname(row.Surname.Number);
        across |= entry.Crosswise.Level == NameLevel.Exact;
        if (crosswise != int.MinValue) crosswise = entry.Crosswise.Level >= NameLevel.Near ? crosswise + _asked.GivenAsSurname.Best : int.MinValue;
        return _asked.Surname.IsBlank ? 0 : entry.Straight.Bits;
    }
}
