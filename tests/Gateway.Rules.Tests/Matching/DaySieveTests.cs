using System.Collections.Immutable;
using System.Runtime.Intrinsics;
using Gateway.Rules.Matching.Decide;
using Gateway.Rules.Matching.Index;
using Gateway.Rules.Matching.Questions;
using Gateway.Rules.Matching.Reading;

namespace Gateway.Rules.Tests.Matching;

/// <summary>A child whom the sieve leaves out is not found: it is held to the look that it spares, child by child.</summary>
public sealed class DaySieveTests
{
    private const int Born = 900;

    private static readonly DateOnly Day = new(2015, 3, 4);
    private static readonly string[] Given = ["Olivia", "Amelia", "Isla", "Ava", "Oliver", "George", "Muhammad", "Mohammed", "Zofia", "Xanthe", "Smith", "Ann", "Annabel", "Anna-Belle", "Jo"];
    private static readonly string[] Surnames = ["Smith", "Smyth", "Smithson", "Jones", "Khan", "Ali", "Okafor", "Kowalska", "Featherstonehaugh", "Wolfeschlegelsteinhausen", "O'Neill", "George", "Ng"];
    private static readonly ChildrenIndex Index = Held.Index(Enumerable.Range(0, Born).Select(Child));

    [Fact]
    public void Nobody_whom_a_closer_look_would_keep_is_left_out_of_a_day()
    {
        var (left, all) = (0, 0);
        foreach (var question in Enumerable.Range(0, 120).Select(Question))
            foreach (var least in new[] { -9_000, -4_000, 0, 2_500, 5_000, 7_900, 11_000, 16_000, 30_000 })
            {
                var (kept, needed) = Looked(question, least);
                Assert.Empty(needed.Except(kept));
                if (least == 16_000) (left, all) = (left + kept.Count, all + Born);
            }

        Assert.True(left * 2 < all, $"the sieve left {left} of {all}: it spares hardly any look");
    }

    [Fact]
    public void A_surname_that_may_be_like_is_never_sieved_out()
    {
        var tokens = Surnames.Concat(Given).Select(name => name.ToLowerInvariant().Replace("'", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal))
            .SelectMany(name => Enumerable.Range(0, name.Length).Select(at => name.Remove(at, 1)).Append(name)).Where(name => name.Length > 0).Distinct().ToArray();
        foreach (var asked in tokens)
        {
            var filter = new LikenessFilter(asked);
            var sieve = new ShapeSieve(filter);
            foreach (var held in tokens)
                if (filter.MayBeLike(TokenShape.Of(held)))
                    Assert.True(sieve.MayBeLike(Vector256.Create(TokenShape.Of(held).Value)).GetElement(0) != 0, $"{held} may be like {asked}");
        }
    }

    private static (List<int> Kept, List<int> Needed) Looked(MatchingQuestion question, int least)
    {
        var asked = Assert.IsType<AskedReading.Valid>(ReadQuestion.From(question, Held.Tables, 26, Held.Today)).Asked;
        var weigh = new WeighChild(Index.State, Held.Parameters, asked);
        var segment = Index.State.Live[0].Segment;
        var memo = new TokenMemo(segment);
        memo.Begin(segment, weigh.Names);
        var scope = new Scope(segment, 0, false, memo, AskedPlaces.Of(segment.Places, asked.Place), new AskedIds(segment.Names.Tokens, weigh.Names));
        var (from, to) = segment.Days.Rows(Day);
        var kept = new List<int>();
        new DaySieve(weigh).Leave(scope, from, to, least, kept);
        var bound = new QuickBound(weigh);
        return (kept, [.. Enumerable.Range(from, to - from).Where(row => segment.Rows[row].IsFirst && bound.MayReach(scope, row, segment.End(row), least, byShape: true))]);
    }

    private static MatchingQuestion Question(int seed)
    {
        var dice = new Random(seed);
        var given = dice.Next(12) == 0 ? null : GivenOf(dice);
        return new MatchingQuestion { Given = given, Surname = SurnameOf(dice), DateOfBirth = Day, Postcode = given is not null && dice.Next(3) == 0 ? null : Place(dice) };
    }

    // Doubled, run together, without a name, with several before and after, with and without a place, before and now.
    private static IndexedChild Child(int ordinal)
    {
        var dice = new Random(ordinal + 100_000);
        ImmutableArray<ChildVersion> versions = [Version(dice)];
        for (var more = dice.Next(4); more > 1; more--) versions = versions.Add(Version(dice));
        return new IndexedChild(ordinal, Day, versions) { Sexes = Sexes.Female };
    }

    private static ChildVersion Version(Random dice) =>
        new(dice.Next(15) == 0 ? null : GivenOf(dice), dice.Next(15) == 0 ? null : SurnameOf(dice), dice.Next(6) == 0 ? null : Place(dice));

    private static string GivenOf(Random dice) => string.Join(' ', Enumerable.Range(0, 1 + dice.Next(3)).Select(_ => Given[dice.Next(Given.Length)]));

    private static string SurnameOf(Random dice) => dice.Next(12) switch
    {
        > 3 => string.Concat(Enumerable.Range(0, 2 + dice.Next(3)).Select(_ => $"{"bcdfghklmnprstvwz"[dice.Next(17)]}{"aeiou"[dice.Next(5)]}")),
        0 => Surnames[dice.Next(Surnames.Length)] + "-" + Surnames[dice.Next(Surnames.Length)],
        1 => Surnames[dice.Next(Surnames.Length)] + (char)('a' + dice.Next(26)) + (char)('a' + dice.Next(26)),
        _ => Surnames[dice.Next(Surnames.Length)],
    };

    private static string Place(Random dice) => $"ZA{dice.Next(1, 90)} {dice.Next(3)}A{"ABDEF"[dice.Next(5)]}";
}
