using FsCheck;
using FsCheck.Fluent;
using Gateway.Rules.Identifiers;
using Gateway.Tool.Synthetic;

namespace Gateway.Tests.Synthetic;

public sealed class NumbersTests
{
    [Fact]
    public void The_999_range_has_909091_numbers_and_each_comes_once()
    {
        var numbers = new ScatteredNumbers(seed: 5, new HashSet<NhsNumber>());
        var seen = new HashSet<long>(ScatteredNumbers.InTestRange);

        for (var i = 0; i < ScatteredNumbers.InTestRange; i++) Assert.True(seen.Add(numbers.Next().Value));

        Assert.Equal(ScatteredNumbers.InTestRange, Enumerable.Range(999_000_000, 1_000_000).Count(n => NhsNumber.CheckDigit(n) < 10));
        Assert.All(seen, value => Assert.InRange(value, 9_990_000_000, 9_999_999_999));
        Assert.All(Take(numbers, 10_000), number => Assert.InRange(number.Value, 8_000_000_000, 8_999_999_999));
    }

    /// <summary>Counted by remainder, digit after digit, rather than one number after another.</summary>
    [Fact]
    public void The_numbers_beginning_80_to_89_are_90909091()
    {
        var ways = new long[11];
        ways[8 * 10 % 11] = 1;
        for (var weight = 9; weight >= 2; weight--)
        {
            var next = new long[11];
            for (var remainder = 0; remainder < 11; remainder++)
            {
                for (var digit = 0; digit < 10; digit++) next[(remainder + digit * weight) % 11] += ways[remainder];
            }

            ways = next;
        }

        Assert.Equal(ScatteredNumbers.InMeasurementRange, ways.Sum() - ways[1]);
    }

    [Fact]
    public void Every_number_is_valid_and_none_is_taken_twice_whatever_the_seed() =>
        Prop.ForAll<ulong>(seed =>
        {
            var taken = Take(new ScatteredNumbers(seed, new HashSet<NhsNumber>()), 50).ToHashSet();
            var others = Take(new ScatteredNumbers(seed, taken), 500);
            return others.Distinct().Count() == 500
                && !others.Any(taken.Contains)
                && others.All(n => NhsNumber.Read(n.Digits, out _) == NhsNumberFault.None);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_permutation_gives_each_number_once_whatever_the_key() =>
        Prop.ForAll<ulong, byte>((key, side) =>
        {
            var permutation = new Permutation(side % 40 + 1, key);
            return Range(permutation.Size).Select(i => permutation[i]).Order().SequenceEqual(Range(permutation.Size));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Neighbours_are_scattered()
    {
        var numbers = Take(new ScatteredNumbers(seed: 1, new HashSet<NhsNumber>()), 1_000).Select(n => n.Value).ToList();

        Assert.True(numbers.Zip(numbers.Skip(1), (a, b) => Math.Abs(a - b)).Average() > 2_000_000);
    }

    [Fact]
    public void Telephones_are_from_the_ranges_kept_for_drama() =>
        Prop.ForAll<ulong>(seed => DramaRanges.Contain(DramaTelephone.Pick(new Dice(seed, 0)))).QuickCheckThrowOnFailure();

    [Fact]
    public void Dice_stay_within_their_limit() =>
        Prop.ForAll<ulong, int>((seed, limit) =>
        {
            var below = Math.Max(1, limit & int.MaxValue);
            return new Dice(seed, limit).Below(below) is var n && n >= 0 && n < below;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Dice_are_fair_and_keyed_by_household()
    {
        var faces = Enumerable.Range(0, 60_000).CountBy(household => new Dice(9, household).Below(6)).ToDictionary();

        Assert.Equal(6, faces.Count);
        Assert.All(faces.Values, count => Assert.InRange(count, 9_500, 10_500));
    }

    [Fact]
    public void Weights_are_kept()
    {
        var weighted = new Weighted<string>(("seldom", 1), ("often", 9));
        var dice = new Dice(1, 1);

        var counts = Enumerable.Range(0, 10_000).CountBy(_ => weighted.Pick(dice)).ToDictionary();

        Assert.Equal(["often", "seldom"], counts.Keys.Order());
        Assert.InRange(counts["seldom"], 900, 1_100);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Weighted<string>(("never", 0)));
    }

    private static List<NhsNumber> Take(ScatteredNumbers numbers, int count) => [.. Enumerable.Range(0, count).Select(_ => numbers.Next())];

    private static IEnumerable<long> Range(long size) => Enumerable.Range(0, (int)size).Select(i => (long)i);
}
