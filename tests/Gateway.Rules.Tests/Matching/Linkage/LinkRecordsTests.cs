using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Gateway.Rules.Matching.Linkage;
using Gateway.Rules.Tests.Matching.Reading;

namespace Gateway.Rules.Tests.Matching.Linkage;

public sealed class LinkRecordsTests
{
    [Fact]
    public void Brothers_sisters_and_twins_are_not_taken_for_one_child()
    {
        var (left, right) = TwoFiles(11, 4_000);
        var score = Score.Of(left, right, Link(left, right, Families.Fields));
        Assert.InRange(score.Precision, 0.995, 1);
        Assert.InRange(score.Recall, 0.97, 1);
    }

    [Fact]
    public void In_one_file_too_they_are_not()
    {
        var (left, right) = TwoFiles(12, 3_000);
        List<Kept> all = [.. left, .. right];
        var score = Score.Of(all, [], Link(all, [], Families.Fields));
        Assert.InRange(score.Precision, 0.99, 1);
        Assert.InRange(score.Recall, 0.93, 1);
    }

    [Fact]
    public void Without_being_told_what_a_household_shares_they_would_be()
    {
        var (left, right) = TwoFiles(12, 3_000);
        List<Kept> all = [.. left, .. right];
        ImmutableArray<LinkageField> untold = [.. Families.Fields.Select(field => field with { IsHousehold = false })];
        var (told, not) = (Score.Of(all, [], Link(all, [], Families.Fields)), Score.Of(all, [], Link(all, [], untold)));
        Assert.True(not.Wrong > 4 * told.Wrong, $"{not.Wrong} wrong when untold, {told.Wrong} when told");
    }

    [Fact]
    public void Up_to_five_copies_of_a_child_are_found_in_one_file()
    {
        var families = new Families(13);
        List<Kept> all = [.. families.Children(900).SelectMany(child => Enumerable.Range(0, 1 + child.Person % 5).Select(_ => families.Slipped(child)))];
        var score = Score.Of(all, [], Link(all, [], Families.Fields));
        Assert.InRange(score.Precision, 0.99, 1);
        Assert.InRange(score.Recall, 0.95, 1);
    }

    [Fact]
    public void Each_column_may_be_missing()
    {
        var (left, right) = TwoFiles(14, 600);
        foreach (var missing in Families.Fields)
        {
            var score = Score.Of(left, right, Link(left, right, Families.Fields.Remove(missing)));
            var bar = missing.Kind is FieldKind.Given or FieldKind.Date ? 0.94 : 0.98; // without either, siblings differ in one field that may be slipped
            Assert.True(score.Precision > bar && score.Recall > 0.75, $"without {missing.Name}: {score}");
        }
    }

    [Fact]
    public void One_column_alone_links_without_a_fault()
    {
        var (left, right) = TwoFiles(15, 300);
        foreach (var only in Families.Fields) Assert.All(Link(left, right, [only]).Pairs, pair => Assert.InRange(pair.Probability, 0, 1));
    }

    [Fact]
    public void Blank_records_are_linked_with_nothing()
    {
        var (left, right) = TwoFiles(16, 300);
        var blank = new Kept(-1, "", "", "", "", "", "");
        left.Add(blank);
        right.Add(blank);
        Assert.DoesNotContain(Link(left, right, Families.Fields).Pairs, pair => pair.Probability >= 0.5 && pair.Left == left.Count - 1);
    }

    [Fact]
    public void The_same_records_give_the_same_result()
    {
        var (left, right) = TwoFiles(17, 1_500);
        Assert.Equal(Link(left, right, Families.Fields).Pairs, Link(left, right, Families.Fields).Pairs);
    }

    [Fact]
    public void Which_file_is_the_left_one_changes_no_link() => Prop
        .ForAll(Gen.Choose(100, 10_000).ToArbitrary(), seed =>
        {
            var (left, right) = TwoFiles(seed, 190);
            var there = Link(left, right, Families.Fields).Pairs.ToDictionary(pair => (pair.Left, Right: pair.Right - left.Count), pair => pair.Probability);
            return Link(right, left, Families.Fields).Pairs.All(pair => Math.Abs(there.GetValueOrDefault((pair.Right - right.Count, pair.Left)) - pair.Probability) < 0.01);
        })
        .Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    [Fact]
    public void Every_pair_is_compared_of_small_files_and_likely_ones_of_large() => Assert.Multiple(
        () => Assert.Empty(Compared(18, 300).Keys),
        () => Assert.NotEmpty(Compared(18, 3_000).Keys),
        () => Assert.InRange(Compared(18, 3_000).Left.Length, 2_000, 300_000));

    private static CandidateList Compared(int seed, int count)
    {
        var (left, right) = TwoFiles(seed, count);
        return Link(left, right, Families.Fields).Candidates;
    }

    private static (List<Kept> Left, List<Kept> Right) TwoFiles(int seed, int count)
    {
        var families = new Families(seed);
        var children = families.Children(count);
        return ([.. children.Where(child => child.Person % 10 != 3).Select(families.Slipped)], [.. children.Where(child => child.Person % 10 != 7).Select(families.Slipped)]);
    }

    private static LinkageResult Link(List<Kept> left, List<Kept> right, ImmutableArray<LinkageField> fields) =>
        LinkRecords.Run(Families.Records(left, right, fields), Tables.Names, (_, _) => { });

    private sealed record Score(int Taken, int Wrong, int True)
    {
        public double Precision => 1 - (double)Wrong / Taken;

        public double Recall => (double)(Taken - Wrong) / True;

        public static Score Of(List<Kept> left, List<Kept> right, LinkageResult result)
        {
            List<Kept> all = [.. left, .. right];
            var taken = result.Pairs.Where(pair => pair.Probability >= 0.5).ToList();
            var wrong = taken.Count(pair => all[pair.Left].Person != all[pair.Right].Person);
            var sizes = all.CountBy(child => child.Person).Select(one => one.Value);
            return new(taken.Count, wrong, right.Count == 0
                ? sizes.Sum(size => size * (size - 1) / 2)
                : left.Select(child => child.Person).Intersect(right.Select(child => child.Person)).Count());
        }
    }
}
