using System.Runtime.InteropServices;
using Gateway.Rules.Matching.Index;

namespace Gateway.Rules.Matching.Decide;

/// <summary>
/// Finds the children of one segment who may be who is asked for, by day of birth and by the lists of each key family, and leaves out early
/// whoever cannot reach the line of the possible: nobody whom weighing would keep.
/// </summary>
internal sealed class Gather(IndexState state, WeighChild weigh, NumberHits numbers, AnswerLine line, Scratch scratch, List<Weighed> found)
{
    // So many rows are on their way from memory while one is looked at.
    private const int Ahead = 12;
    private const int Looked = int.MinValue;

    private readonly Asked _asked = weigh.Asked;
    private readonly QuickBound _bound = new(weigh);
    private readonly DaySieve _sieve = new(weigh);

    public int ListsSkipped { get; private set; }

    public void From(in Scope scope)
    {
        if (_asked.Born is { } born) Day(scope, born);
        if (_asked.Swapped is { } swapped) Day(scope, swapped);
        if (weigh.Prior + weigh.Births.BestElsewhere + weigh.Ceiling < line.Least) return;
        Lists(scope, [.. new AskedLists(_asked, scope).Keys(scope.Segment.Days.First.Year)]);
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
        var least = Least(weigh.Births.Bits(weigh.Births.Level(day), day));
        var left = scratch.Left;
        left.Clear();
        _sieve.Leave(scope, from, to, least, left);
        foreach (var first in left)
            if (_bound.MayReach(scope, first, scope.Segment.End(first), least, byShape: true)) Add(scope, first);
    }

    // Lists and rows lie anywhere in memory: all are on their way before the first is read.
    private void Lists(in Scope scope, ReadOnlySpan<(KeyFamily Family, ListKey Key)> keys)
    {
        foreach (var (family, key) in keys) scope.Segment.Lists(family).Expect(key);
        foreach (var (family, key) in keys) scope.Segment.Lists(family).ExpectRows(key);
        scratch.Rows.Clear();
        scratch.Seen.Begin();
        scratch.Days.Begin(scope.Segment.Days.Days);
        foreach (var (family, key) in keys) Read(scope.Segment.Lists(family).Of(key));
        var rows = CollectionsMarshal.AsSpan(scratch.Rows);
        for (var at = 0; at < rows.Length; at++)
        {
            if (at + 2 * Ahead < rows.Length) scope.Segment.Expect(rows[at + 2 * Ahead]);
            if (at + Ahead < rows.Length) Expect(scope, rows[at + Ahead]);
            One(scope, rows[at]);
        }
    }

    private static void Expect(in Scope scope, int row)
    {
        scope.Segment.ExpectNames(row);
        scope.Memo.Expect(scope.Segment.Rows[row]);
    }

    private void Read(RowList list)
    {
        if (list.IsLongerThan(line.ListMost))
        {
            ListsSkipped++;
            return;
        }

        while (list.Next())
            if (scratch.Seen.IsNew(list.Row)) scratch.Rows.Add(list.Row);
    }

    private void One(in Scope scope, int row)
    {
        var day = scope.Segment.Rows[row].Day;
        if (!scratch.Days.TryGet(day, out var least)) scratch.Days.Keep(day, least = OfDay(scope.Segment.Days.First.AddDays(day)));
        if (least != Looked && _bound.MayReach(scope, row, scope.Segment.End(row), least, byShape: false)) Add(scope, row);
    }

    private int OfDay(DateOnly born) =>
        born == _asked.Born || born == _asked.Swapped ? Looked : Least(weigh.Births.Bits(weigh.Births.Level(born), born));

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
