using Gateway.Tool.Synthetic.Matching.Families;
using FsCheck;
using FsCheck.Fluent;
using Gateway.Tool.Synthetic.Matching;
using Gateway.Tool.Synthetic.People;

namespace Gateway.Tests.Synthetic.Families;

public sealed class FamilyTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly FamilyBook Book = FamilyBook.Embedded();

    [Fact]
    public void The_same_seed_gives_the_same_children_on_any_number_of_threads() =>
        Prop.ForAll<ulong>(seed => Figure(seed, 40_000, 1) == Figure(seed, 40_000, 3) && Figure(seed, 40_000, 2) != Figure(seed + 1, 40_000, 2))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3));

    [Fact]
    public void No_two_children_share_a_number_and_none_is_older_than_seventeen()
    {
        var children = Made(7, 200_000);

        Assert.Equal(200_000, children.Count);
        Assert.Equal(children.Count, children.Select(c => c.Key).Distinct().Count());
        var numbers = children.Where(c => !c.Number.IsEmpty).SelectMany(c => new[] { c.Number, c.SealedNumber }).Where(n => !n.IsEmpty).ToList();
        Assert.Equal(numbers.Count, numbers.Distinct().Count());
        Assert.All(children, c => Assert.InRange(c.Born, Today.AddYears(-18).AddDays(1), Today));
    }

    [Fact]
    public void One_maternity_in_sixty_is_of_twins_and_their_numbers_are_neighbours()
    {
        var children = Made(11, 300_000);
        var twins = children.GroupBy(c => c.Household).SelectMany(Pairs).ToList();

        Assert.InRange((double)twins.Count / (children.Count - twins.Count), 1 / 66.0, 1 / 54.0);
        Assert.All(twins, pair => Assert.Equal(pair.First.BornDay, pair.Second.BornDay));
        Assert.All(twins.Where(p => !p.First.Number.IsEmpty && !p.Second.Number.IsEmpty),
            pair => Assert.InRange(pair.Second.Number.Value / 10 - pair.First.Number.Value / 10, 1, 2));
        Assert.Contains(twins, pair => pair.Second.Is(FamilyMarks.NearTwin));

        static IEnumerable<(FamilyChild First, FamilyChild Second)> Pairs(IEnumerable<FamilyChild> family)
        {
            FamilyChild[] all = [.. family];
            for (var i = 1; i < all.Length; i++)
                if (all[i].Is(FamilyMarks.SecondTwin) && all[i - 1].Is(FamilyMarks.Twin) && all[i].Place == all[i - 1].Place + 1) yield return (all[i - 1], all[i]);
        }
    }

    [Fact]
    public void Given_names_are_as_frequent_as_the_births_of_their_years()
    {
        var boys = Made(3, 400_000).Where(c => c.Sex == Sex.Male && c.Born.Year is >= 2016 and <= 2020).ToList();

        // Oliver: 1.9 % of the boys of those years in the published list, of which coined names leave 92 %.
        Assert.InRange(boys.Count(c => Book.Given[c.Given] == "Oliver") / (double)boys.Count, 0.014, 0.021);
    }

    [Fact]
    public void What_makes_children_hard_to_find_is_among_them()
    {
        var children = Made(5, 200_000);

        foreach (var mark in (FamilyMarks[])[FamilyMarks.Restricted, FamilyMarks.Adopted, FamilyMarks.Placeholder, FamilyMarks.AtSchool])
            Assert.Contains(children, c => c.Is(mark));
        Assert.DoesNotContain(children, c => c.Is(FamilyMarks.HeldBack));
        Assert.Contains(children, c => c.Postcode.IsEmpty);
        Assert.Contains(children, c => c.FormerSurname != FamilyChild.None);
        Assert.Contains(children.GroupBy(c => c.Household), family => family.Select(c => c.Surname).Distinct().Count() > 1);
        Assert.True(Heaped(children) > 1.2 * children.Count / 365.25);
    }

    private static int Heaped(List<FamilyChild> children) => children.Count(c => c.Born is { Month: 1, Day: 1 });

    private static ulong Figure(ulong seed, int children, int threads)
    {
        var census = new FamilyCensus(Book);
        Population(seed, children).HandOver(threads, census.Add, TestContext.Current.CancellationToken);
        return census.Figure;
    }

    private static List<FamilyChild> Made(ulong seed, int children)
    {
        var made = new List<FamilyChild>(children);
        Population(seed, children).HandOver(2, some => made.AddRange(some), TestContext.Current.CancellationToken);
        return made;
    }

    private static Population Population(ulong seed, int children) => new(new FamilyDraw(Book, new FamilyRates(), seed, Today), children);
}
