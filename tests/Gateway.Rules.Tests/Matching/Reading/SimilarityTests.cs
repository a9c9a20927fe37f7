using FsCheck;
using FsCheck.Fluent;
using Gateway.Rules.Matching.Reading;

namespace Gateway.Rules.Tests.Matching.Reading;

public sealed class SimilarityTests
{
    private static readonly Gen<string> Words =
        Gen.Elements('a', 'b', 'c', 'd', 'e').ArrayOf().Select(letters => new string(letters));

    [Theory]
    [InlineData("martha", "marhta", 0.9611)]
    [InlineData("dwayne", "duane", 0.8400)]
    [InlineData("dixon", "dicksonx", 0.8133)]
    [InlineData("abc", "xyz", 0)]
    [InlineData("", "", 0)]
    [InlineData("ng", "ng", 1)]
    public void Jaro_Winkler_is_the_published_one(string left, string right, double expected) =>
        Assert.Equal(expected, JaroWinkler.Of(left, right), 0.0001);

    [Fact]
    public void Jaro_Winkler_is_symmetric_and_lies_between_0_and_1() => Prop
        .ForAll(Words.ToArbitrary(), Words.ToArbitrary(), (left, right) =>
            JaroWinkler.Of(left, right) is >= 0 and <= 1 && Math.Abs(JaroWinkler.Of(left, right) - JaroWinkler.Of(right, left)) < 0.05
            && (left.Length == 0 || JaroWinkler.Of(left, left) == 1))
        .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("jack", "jake", 2)]
    [InlineData("smith", "smiht", 1)]
    [InlineData("kowalska", "kowalski", 1)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("", "abc", 3)]
    public void Slips_are_counted(string left, string right, int expected) => Assert.Equal(expected, EditDistance.Of(left, right));

    [Fact]
    public void One_slip_is_told_without_counting() => Prop
        .ForAll(Words.ToArbitrary(), Words.ToArbitrary(), (left, right) =>
            EditDistance.IsWithinOne(left, right) == EditDistance.Of(left, right) <= 1 && EditDistance.Of(left, right) == EditDistance.Of(right, left))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void A_single_slip_is_at_most_one_away() => Prop
        .ForAll(Words.Where(word => word.Length > 1).ToArbitrary(), Gen.Choose(0, 1_000).ToArbitrary(), (word, at) =>
        {
            var place = at % (word.Length - 1);
            var swapped = $"{word[..place]}{word[place + 1]}{word[place]}{word[(place + 2)..]}";
            return EditDistance.IsWithinOne(word, swapped) && EditDistance.IsWithinOne(word, word.Remove(place, 1)) && EditDistance.IsWithinOne(word, word.Insert(place, "x"));
        })
        .QuickCheckThrowOnFailure();
}
