using Gateway.Rules.Matching.Index;

namespace Gateway.Rules.Matching.Decide;

/// <summary>
/// Whether a child's names and place may come to so much, from the rows alone, at as few looks elsewhere as will do: the surname first, and
/// the given name only where it could still make the difference. It never says no where weighing would say yes.
/// </summary>
internal sealed class QuickBound(WeighChild weigh)
{
    private readonly AskedNames _asked = weigh.Names;
    private readonly LikenessFilter[] _alike = [.. weigh.Names.SurnameName.Filters, .. weigh.Names.GivenName.Filters];
    private readonly int _givenBest = weigh.Names.Given.Best;
    private readonly int _givenDifferent = weigh.Names.Given.Different;
    private readonly int _across = Math.Max(weigh.Names.Surname.Best, weigh.Names.GivenAsSurname.Best);
    private readonly int _household = weigh.HouseholdMost;
    private readonly int _unlike = weigh.Names.Surname.IsBlank ? 0 : weigh.Names.Surname.Different;

    /// <param name="first">The child's first row.</param>
    /// <param name="end">Where the child's rows end.</param>
    /// <param name="byShape">True where most surnames are unlike: their shapes lie beside each other and say so. False for a list of surnames that are alike.</param>
    public bool MayReach(in Scope scope, int first, int end, int least, bool byShape)
    {
        var rows = scope.Segment.Rows;
        if (end == first + 1) return RowMayReach(scope, rows[first], first, weigh.PlaceBits(Place(scope, rows[first])), least, byShape);
        var place = PlaceLevel.NotCompared;
        foreach (ref readonly var row in rows[first..end])
            if (Place(scope, row) is var level && level > place) place = level;
        var bits = weigh.PlaceBits(place);
        for (var row = first; row < end; row++)
            if (RowMayReach(scope, rows[row], row, bits, least, byShape)) return true;
        return false;
    }

    private static PlaceLevel Place(in Scope scope, in Row row) => row.Place == 0 ? PlaceLevel.NotCompared : scope.Places.Level(row.Place);

    private bool RowMayReach(in Scope scope, in Row row, int at, int place, int least, bool byShape)
    {
        if (!row.HasName) return place >= least && row.IsFirst;
        var isCrosswise = false;
        var surname = row.Surname.IsNone ? 0 : byShape && IsUnlike(scope.Segment.Surnames, at) ? _unlike : Surname(scope, row, ref isCrosswise);
        // The other way round is seldom, and weighing is right about it.
        if (isCrosswise) return true;
        return GivenReaches(scope, row, least - Math.Min(_household, surname + place))
            || (surname < _across && !row.Rest.IsNone && HasAcross(scope, row.Rest) && GivenReaches(scope, row, least - Math.Min(_household, _across + place)));
    }

    // Almost all are, and their shapes say so without a look at the names. Several that run together may be the whole.
    private bool IsUnlike(SurnameShapes surnames, int at)
    {
        var held = surnames[at];
        if (!held.IsSeveral) return IsUnlike(held);
        var length = 0;
        foreach (var shape in surnames.Several(held))
        {
            if (!IsUnlike(shape)) return false;
            length += shape.Length;
        }

        return !_asked.Surname.HasForm(length);
    }

    private bool IsUnlike(TokenShape shape)
    {
        foreach (var filter in _alike)
            if (filter.MayBeLike(shape)) return false;
        return true;
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

    // A later given name of the one may be the other's surname.
    private static bool HasAcross(in Scope scope, NameId rest)
    {
        if (!rest.IsSeveral) return scope.Ids.IsSurname(rest.Number);
        var single = 0;
        foreach (var token in scope.Segment.Names.Of(rest, ref single))
            if (scope.Ids.IsSurname(token)) return true;
        return false;
    }

    // The best is never below nothing, so who needs more than it needs a name that is there.
    private bool GivenReaches(in Scope scope, in Row row, int needed) =>
        needed <= _givenBest && (needed <= _givenDifferent || GivenIs(scope, row, needed));

    private bool GivenIs(in Scope scope, in Row row, int needed)
    {
        if (row.First.IsNone || _asked.Given.IsBlank) return needed <= 0;
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
