using Gateway.Rules.Matching.Index;

namespace Gateway.Rules.Matching.Decide;

/// <summary>
/// Whether a child's names and place may come to so much, from the rows alone, at as few looks elsewhere as will do: the surname first, and
/// the given name only where it could still make the difference. It never says no where weighing would say yes.
/// </summary>
internal sealed class QuickBound(WeighChild weigh)
{
    private readonly AskedNames _asked = weigh.Names;
    private readonly int _across = Math.Max(weigh.Names.Surname.Best, weigh.Names.GivenAsSurname.Best);
    private readonly int _household = weigh.HouseholdMost;

    public bool MayReach(in Scope scope, ReadOnlySpan<Row> child, int least)
    {
        if (child.Length == 1) return MayReach(scope, child[0], weigh.PlaceBits(Place(scope, child[0])), least);
        var place = PlaceLevel.NotCompared;
        foreach (ref readonly var row in child)
            if (Place(scope, row) is var level && level > place) place = level;
        var bits = weigh.PlaceBits(place);
        foreach (ref readonly var row in child)
            if (MayReach(scope, row, bits, least)) return true;
        return false;
    }

    private static PlaceLevel Place(in Scope scope, in Row row) => row.Place == 0 ? PlaceLevel.NotCompared : scope.Places.Level(row.Place);

    private bool MayReach(in Scope scope, in Row row, int place, int least)
    {
        if (!row.HasName) return place >= least && row.IsFirst;
        var isCrosswise = false;
        var surname = row.Surname.IsNone ? 0 : Surname(scope, row, ref isCrosswise);
        if (!row.Rest.IsNone && HasAcross(scope, row.Rest)) surname = Math.Max(surname, _across);
        // The other way round is seldom, and weighing is right about it.
        return isCrosswise || GivenReaches(scope, row, least - Math.Min(_household, surname + place));
    }

    private int Surname(in Scope scope, in Row row, ref bool isCrosswise)
    {
        if (!row.Surname.IsSeveral) return Surname(scope.Memo.Surname(row.Surname.Number), ref isCrosswise);
        var (best, single) = (int.MinValue, 0);
        foreach (var token in scope.Segment.Names.Of(row.Surname, ref single))
        {
            var entry = scope.Memo.Surname(token);
            best = Math.Max(best, Surname(entry, ref isCrosswise));
            // Run together they may be the whole.
            if (scope.Ids.IsSurnameStart(token)) best = Math.Max(best, _asked.Surname.Best);
        }

        return best;
    }

    private int Surname(TokenEntry entry, ref bool isCrosswise)
    {
        var across = entry.Crosswise.Level;
        isCrosswise |= across >= NameLevel.Near && !_asked.Given.IsBlank && !_asked.Surname.IsBlank;
        if (across == NameLevel.Exact && _asked.GivenName.Tokens.Length > 1) return Math.Max(_across, entry.Straight.Bits);
        return _asked.Surname.IsBlank ? 0 : entry.Straight.Bits;
    }

    private static bool HasAcross(in Scope scope, NameId rest)
    {
        if (!rest.IsSeveral) return scope.Ids.IsSurname(rest.Number);
        var single = 0;
        foreach (var token in scope.Segment.Names.Of(rest, ref single))
            if (scope.Ids.IsSurname(token)) return true;
        return false;
    }

    private bool GivenReaches(in Scope scope, in Row row, int needed)
    {
        if (needed <= _asked.Given.Different) return true;
        if (row.First.IsNone || _asked.Given.IsBlank) return needed <= 0;
        if (needed > _asked.Given.Best) return false;
        if (IsNeeded(scope, row.First.Number, needed)) return true;
        if (row.Rest.IsNone) return false;
        if (scope.Ids.IsGivenStart(row.First.Number)) return true;
        if (!row.Rest.IsSeveral) return IsNeeded(scope, row.Rest.Number, needed);
        var single = 0;
        foreach (var token in scope.Segment.Names.Of(row.Rest, ref single))
            if (IsNeeded(scope, token, needed)) return true;
        return false;
    }

    // Where only the same name is enough, its number says so.
    private bool IsNeeded(in Scope scope, int token, int needed) =>
        needed > _asked.Given.BestInexact ? scope.Ids.IsGiven(token) : scope.Memo.Given(token).Straight.Bits >= needed;
}
