using System.Runtime.InteropServices;
using Gateway.Rules.Matching.Index;
using Gateway.Rules.Matching.Reading;

namespace Gateway.Rules.Matching.Decide;

/// <summary>
/// Who of a leader's household fits better on given name or on date of birth (G6), whether or not the question led to them: siblings and twins
/// are taken for one another before anybody else is. Without a given name a twin fits as well as the leader, and that is enough; so is a twin
/// whose name is like the one that was asked for: a slip makes the one of the other.
/// </summary>
internal sealed class FindHousehold(IReadOnlyList<Scope> scopes, WeighChild weigh, NumberHits numbers, IndexState state)
{
    private readonly List<Weighed> _better = [];

    public List<Weighed> Of(Weighed leader, List<Weighed> found)
    {
        foreach (ref readonly var other in CollectionsMarshal.AsSpan(found))
            if (other.Ordinal != leader.Ordinal && IsBetter(other, leader) && (SharesPlace(other, leader) || SharesSurname(other, leader))) _better.Add(other);
        foreach (var scope in scopes) AtHome(scope, leader);
        return _better;
    }

    private void AtHome(in Scope scope, in Weighed leader)
    {
        foreach (ref readonly var row in leader.Rows)
            if (row.Place != 0 && leader.Segment.Places[row.Place] is var home && scope.Segment.Places.Find(home) is var place and > 0) At(scope, leader, home, place);
        if (leader.Given != NameLevel.Blank || leader.Segment.Rows[leader.Row].Place != 0 || scope.IsApart != leader.IsRestricted) return;
        foreach (var row in Born(scope.Segment, leader.Born))
            if (SharesSurname(weigh.Of(scope, row, numbers), leader)) Take(scope, leader, row);
    }

    private void At(in Scope scope, in Weighed leader, Postcode home, int place)
    {
        foreach (var key in Keys(leader, home))
        {
            var list = scope.Segment.List(key.Family, key.Key);
            while (list.Next())
                if (IsAt(scope.Segment.Child(list.Row), place)) Take(scope, leader, list.Row);
        }

        if (weigh.Asked.Born is not { } born || (leader.Birth == BirthLevel.Exact && leader.Given != NameLevel.Blank)) return;
        foreach (var row in Born(scope.Segment, leader.Given == NameLevel.Blank ? leader.Born : born))
            if (IsAt(scope.Segment.Child(row), place)) Take(scope, leader, row);
    }

    private IEnumerable<(KeyFamily Family, ListKey Key)> Keys(Weighed leader, Postcode home)
    {
        foreach (var sound in weigh.Names.GivenName.Sounds)
        {
            yield return (KeyFamily.UnitGiven, ListKeys.Unit(home.Unit, sound.Primary));
            if (sound.Alternate != sound.Primary) yield return (KeyFamily.UnitGiven, ListKeys.Unit(home.Unit, sound.Alternate));
        }

        foreach (var sound in Surnames(leader).Select(token => ChildKeys.SoundOf(leader.Segment.Names.Tokens[token])))
        {
            yield return (KeyFamily.UnitSurname, ListKeys.Unit(home.Unit, sound.Primary));
            if (sound.Alternate != sound.Primary) yield return (KeyFamily.UnitSurname, ListKeys.Unit(home.Unit, sound.Alternate));
        }
    }

    private void Take(in Scope scope, in Weighed leader, int row)
    {
        var other = weigh.Of(scope, row, numbers);
        if (other.Ordinal == leader.Ordinal || !IsBetter(other, leader) || state.IsHidden(scope.Layer, other.Ordinal)) return;
        foreach (var one in _better)
            if (one.Ordinal == other.Ordinal) return;
        _better.Add(other);
    }

    private static bool IsBetter(in Weighed other, in Weighed leader) =>
        other.Given > leader.Given || other.Birth > leader.Birth || (other.Born == leader.Born && (leader.Given == NameLevel.Blank || IsLikeNamedTwin(other, leader)));

    private static bool IsLikeNamedTwin(in Weighed other, in Weighed leader) =>
        other is { Given: >= NameLevel.OtherName, Sex: >= 0 } && leader.Number < NumberLevel.Pupil;

    private static List<int> Born(Segment segment, DateOnly day)
    {
        var (from, to) = segment.Days.Rows(day);
        var rows = new List<int>();
        for (var row = from; row < to; row++)
            if (segment.Rows[row].IsFirst) rows.Add(row);
        return rows;
    }

    private static bool IsAt(ReadOnlySpan<Row> child, int place)
    {
        foreach (ref readonly var row in child)
            if (row.Place == place) return true;
        return false;
    }

    private static bool SharesPlace(in Weighed other, in Weighed leader)
    {
        foreach (ref readonly var row in leader.Rows)
            if (row.Place != 0 && other.Segment.Places.Find(leader.Segment.Places[row.Place]) is var place and > 0 && IsAt(other.Rows, place)) return true;
        return false;
    }

    private static bool SharesSurname(in Weighed other, in Weighed leader)
    {
        var (theirs, ours) = (Surnames(other), Surnames(leader));
        foreach (var one in ours)
            foreach (var another in theirs)
                if (leader.Segment.Names.Tokens[one].SequenceEqual(other.Segment.Names.Tokens[another])) return true;
        return false;
    }

    private static List<int> Surnames(in Weighed child)
    {
        Span<int> tokens = stackalloc int[PersonName.MaximumTokens];
        var all = new List<int>();
        foreach (ref readonly var row in child.Rows)
            foreach (var token in tokens[..child.Segment.Names.Into(row.Surname, default, tokens)]) all.Add(token);
        return all;
    }
}
