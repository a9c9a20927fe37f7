using System.Runtime.InteropServices;
using Gateway.Rules.Matching.Index;

namespace Gateway.Rules.Matching.Decide;

/// <summary>
/// Finds the children of one segment who may be who is asked for, by day of birth and by the lists of each key family, and leaves out early
/// whoever cannot reach the line of the possible: nobody whom weighing would keep.
/// </summary>
internal sealed class Gather(IndexState state, WeighChild weigh, NumberHits numbers, AnswerLine line, List<Weighed> found)
{
    // So many rows are on their way from memory while one is looked at.
    private const int Ahead = 12;

    private readonly Asked _asked = weigh.Asked;
    private readonly QuickBound _bound = new(weigh);

    public int ListsSkipped { get; private set; }

    public void From(in Scope scope)
    {
        if (_asked.Born is { } born) Day(scope, born);
        if (_asked.Swapped is { } swapped) Day(scope, swapped);
        if (weigh.Prior + weigh.Births.BestElsewhere + weigh.Ceiling < line.Least) return;
        var (first, lists) = (scope.Segment.Days.First.Year, new AskedLists(_asked, scope));
        foreach (var (family, key) in lists.Keys(first)) List(scope, scope.Segment.List(family, key));
    }

    /// <summary>Adds the child if it reaches the line, is not hidden and is not there.</summary>
    public void Add(in Scope scope, int row)
    {
        var weighed = weigh.Of(scope, row, numbers);
        if (weighed.Total < line.Least || weighed.Person <= 0 || IsThere(scope.Segment, row) || state.IsHidden(scope.Layer, weighed.Ordinal)) return;
        found.Add(weighed);
    }

    private void Day(in Scope scope, DateOnly day)
    {
        var (from, to) = scope.Segment.Days.Rows(day);
        var rows = scope.Segment.Rows;
        var least = Least(weigh.Births.Bits(weigh.Births.Level(day), day));
        for (var first = from; first < to;)
        {
            var end = first + 1;
            while (end < to && !rows[end].IsFirst) end++;
            if (end + Ahead < to) scope.Memo.Expect(rows[end + Ahead].Surname);
            if (_bound.MayReach(scope, rows[first..end], least)) Add(scope, first);
            first = end;
        }
    }

    private void List(in Scope scope, RowList list)
    {
        if (list.IsLongerThan(line.ListMost))
        {
            ListsSkipped++;
            return;
        }

        while (list.Next())
        {
            var born = scope.Segment.Born(scope.Segment.Rows[list.Row]);
            if (born == _asked.Born || born == _asked.Swapped) continue;
            var least = Least(weigh.Births.Bits(weigh.Births.Level(born), born));
            if (_bound.MayReach(scope, scope.Segment.Child(list.Row), least)) Add(scope, list.Row);
        }
    }

    // What names and place must come to beside a date of birth that is worth so much.
    private int Least(int birth) => line.Least - weigh.Prior - birth - line.SexSame;

    private bool IsThere(Segment segment, int row)
    {
        foreach (ref readonly var one in CollectionsMarshal.AsSpan(found))
            if (one.Row == row && ReferenceEquals(one.Segment, segment)) return true;
        return false;
    }
}

/// <summary>What a child must come to if it is to be looked at, and what bounds the looking.</summary>
internal readonly record struct AnswerLine(int Least, int SexSame, int ListMost);
