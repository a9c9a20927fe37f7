using System.Collections.Immutable;

namespace Gateway.Rules.Ledger;

/// <summary>
/// Shows whether an answer about one subject is whole: the ordinals of its entries count without a gap, and each names the one
/// before it. What it cannot show is that the newest entry known is the newest there is; the stored head says so, and no more.
/// </summary>
public static class TrailProof
{
    /// <summary>What an answer lacks, in the order of the trail; empty where it is whole.</summary>
    /// <param name="steps">The entries of the answer, in any order.</param>
    /// <param name="newest">The ordinal that the trail's head has; null where the answer does not reach the newest entry.</param>
    /// <param name="reachesFirst">False where the answer ends before the first entry, as a page does.</param>
    public static ImmutableArray<TrailGap> Gaps(IEnumerable<TrailStep> steps, long? newest, bool reachesFirst)
    {
        ArgumentNullException.ThrowIfNull(steps);
        var all = steps.OrderBy(step => step.Index).ToList();
        var gaps = ImmutableArray.CreateBuilder<TrailGap>();
        foreach (var step in all)
            if (step.On is null) gaps.Add(new TrailGap(TrailGapKind.Unreadable, null, null, step.Index));
            else if (!step.Indexed) gaps.Add(new TrailGap(TrailGapKind.NotInIndex, step.On.Value.Ordinal, step.On.Value.Ordinal, step.Index));

        var read = all.Where(step => step.On is not null).Select(step => (step.Index, On: step.On!.Value)).ToList();
        TrailGaps.Between(gaps, read, [.. all.Where(step => step.On is null).Select(step => step.Index)], reachesFirst);
        TrailGaps.AtTheEnd(gaps, read, all, newest);
        return gaps.ToImmutable();
    }
}
