using FsCheck;
using FsCheck.Fluent;
using Gateway.Rules.Ledger;

namespace Gateway.Rules.Tests.Ledger;

public sealed class TrailProofTests
{
    [Fact]
    public void Whole_trail_has_no_gap_and_neither_has_any_page_of_it() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(200),
        Prop.ForAll(AnyTrail, Gen.Choose(0, 40).ToArbitrary(), (trail, cut) =>
            TrailProof.Gaps(trail, trail.Length, reachesFirst: true).IsEmpty
            && TrailProof.Gaps(trail.Skip(cut), trail.Length > cut ? trail.Length : null, reachesFirst: cut == 0).IsEmpty));

    [Fact]
    public void Every_entry_that_was_taken_out_is_counted() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(AnyTrail, Gen.Choose(0, int.MaxValue).ToArbitrary(), (trail, seed) =>
        {
            var random = new System.Random(seed);
            var left = trail.Where(_ => random.Next(3) > 0).ToList();
            var gaps = TrailProof.Gaps(left, trail.Length, reachesFirst: true);
            return gaps.All(gap => gap.Kind == TrailGapKind.Missing) && gaps.Sum(gap => gap.Last - gap.First + 1) == trail.Length - left.Count;
        }));

    [Fact]
    public void Entry_that_does_not_open_is_named_and_explains_its_ordinal() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(200),
        Prop.ForAll(AnyTrail, Gen.Choose(0, 1000).ToArbitrary(), (trail, pick) =>
        {
            var shut = pick % trail.Length;
            var gaps = TrailProof.Gaps(trail.Select((step, i) => i == shut ? step with { On = null } : step), trail.Length, reachesFirst: true);
            return gaps is [{ Kind: TrailGapKind.Unreadable } gap] && gap.Index == trail[shut].Index;
        }));

    [Fact]
    public void Entry_put_in_the_place_of_another_is_named()
    {
        TrailStep[] trail = [Step(3, 1, null), Step(8, 2, 3), Step(9, 2, 3), Step(12, 3, 8)];
        Assert.Equal(
            [new TrailGap(TrailGapKind.Twice, 2, 2, 9), new TrailGap(TrailGapKind.Broken, 3, 3, 12)], TrailProof.Gaps(trail, 3, reachesFirst: true));
    }

    [Fact]
    public void Head_that_counts_too_few_or_too_many_is_named()
    {
        TrailStep[] trail = [Step(3, 1, null), Step(8, 2, 3)];
        Assert.Equal(new TrailGap(TrailGapKind.HeadBehind, 2, 2, null), Assert.Single(TrailProof.Gaps(trail, 1, reachesFirst: true)));
        Assert.Equal(new TrailGap(TrailGapKind.Missing, 3, 5, null), Assert.Single(TrailProof.Gaps(trail, 5, reachesFirst: true)));
        Assert.Equal(new TrailGap(TrailGapKind.Missing, 1, 4, null), Assert.Single(TrailProof.Gaps([], 4, reachesFirst: true)));
        Assert.Empty(TrailProof.Gaps([], 0, reachesFirst: true));
    }

    [Fact]
    public void Entry_that_only_its_successor_knew_of_is_named()
    {
        TrailStep[] trail = [Step(3, 1, null), Step(8, 2, 3) with { Indexed = false }, Step(9, 3, 8)];
        Assert.Equal(new TrailGap(TrailGapKind.NotInIndex, 2, 2, 8), Assert.Single(TrailProof.Gaps(trail, 3, reachesFirst: true)));
    }

    private static TrailStep Step(long index, long ordinal, long? previous) => new(index, new Trail(TrailKind.Child, 1, ordinal, previous));

    private static Arbitrary<TrailStep[]> AnyTrail => (
        from count in Gen.Choose(1, 40)
        from strides in Gen.Choose(1, 1000).ArrayOf(count)
        select Chain(strides)).ToArbitrary();

    private static TrailStep[] Chain(int[] strides)
    {
        var steps = new TrailStep[strides.Length];
        var index = -1L;
        for (var i = 0; i < steps.Length; i++)
        {
            var previous = index;
            index += strides[i];
            steps[i] = Step(index, i + 1, i == 0 ? null : previous);
        }

        return steps;
    }
}
