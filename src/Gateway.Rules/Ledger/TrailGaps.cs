using System.Collections.Immutable;

namespace Gateway.Rules.Ledger;

/// <summary>Finds what is missing between the entries of a trail and after the newest of them.</summary>
internal static class TrailGaps
{
    /// <param name="gaps">Receives what is found.</param>
    /// <param name="read">Entries that opened, in the order of the log.</param>
    /// <param name="shut">The places of entries that did not open, ascending: each accounts for one ordinal.</param>
    /// <param name="reachesFirst">False where the answer ends before the first entry.</param>
    public static void Between(ImmutableArray<TrailGap>.Builder gaps, List<(long Index, Trail On)> read, List<long> shut, bool reachesFirst)
    {
        var before = (Index: -1L, Ordinal: 0L);
        for (var i = 0; i < read.Count; i++)
        {
            var (index, on) = read[i];
            if (i == 0 && !reachesFirst) before = (on.Previous ?? -1, on.Ordinal - 1);
            Compare(gaps, before, index, on, shut.Count(place => place > before.Index && place < index));
            before = (index, on.Ordinal);
        }
    }

    public static void AtTheEnd(ImmutableArray<TrailGap>.Builder gaps, List<(long Index, Trail On)> read, List<TrailStep> all, long? newest)
    {
        if (newest is not { } counted) return;
        var last = read.Count == 0 ? (Index: -1L, Ordinal: 0L) : (read[^1].Index, read[^1].On.Ordinal);
        var reached = last.Ordinal + all.Count(step => step.On is null && step.Index > last.Index);
        if (counted > reached) gaps.Add(new TrailGap(TrailGapKind.Missing, reached + 1, counted, null));
        if (counted < reached) gaps.Add(new TrailGap(TrailGapKind.HeadBehind, counted + 1, reached, null));
    }

    private static void Compare(ImmutableArray<TrailGap>.Builder gaps, (long Index, long Ordinal) before, long index, Trail on, int shut)
    {
        var absent = on.Ordinal - before.Ordinal - 1 - shut;
        if (on.Ordinal <= before.Ordinal) gaps.Add(new TrailGap(TrailGapKind.Twice, on.Ordinal, on.Ordinal, index));
        else if (absent > 0) gaps.Add(new TrailGap(TrailGapKind.Missing, before.Ordinal + 1, on.Ordinal - 1, shut == 0 ? on.Previous : null));
        else if (absent < 0 || (shut == 0 && (on.Previous ?? -1) != before.Index)) gaps.Add(new TrailGap(TrailGapKind.Broken, on.Ordinal, on.Ordinal, index));
    }
}
