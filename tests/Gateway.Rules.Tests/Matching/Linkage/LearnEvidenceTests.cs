using System.Globalization;
using System.Security.Cryptography;
using Gateway.Rules.Matching.Linkage.Learn;
using Gateway.Rules.Matching.Weights;

namespace Gateway.Rules.Tests.Matching.Linkage;

/// <summary>What learning may teach the look-up, and what no file may.</summary>
public sealed class LearnEvidenceTests
{
    private const int Enough = 4_000;

    private static readonly byte[] Published = File.ReadAllBytes(Held.In("weights-2026-11-22.json"));

    [Fact]
    public void Shares_that_went_into_the_files_are_found_without_a_label()
    {
        var learned = Learned(Twice(new Families(1), new Families(1).Children(Enough)));

        Assert.InRange(Share(learned, EvidenceField.Birth, "exact"), 0.945, 0.985);
        Assert.InRange(Share(learned, EvidenceField.Postcode, "unit"), 0.86, 0.93);
        Assert.InRange(Share(learned, EvidenceField.Given, "different"), 0, 0.03);
        Assert.InRange(Share(learned, EvidenceField.Sex, "same"), 0.99, 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void File_of_twins_does_not_teach_that_a_child_has_another_name(int seed)
    {
        var families = new Families(seed);
        var learned = Learned(Twice(families, AllTwins(families.Children(Enough))));

        Assert.InRange(Share(learned, EvidenceField.Given, "different"), 0, 0.04);
        Assert.True(Note(learned).Weights.Single(weight => weight.Member == "givenName.different").Value <= -3.8);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void Twins_of_whom_each_file_has_the_other_are_housemates_and_no_children_of_two_names(int seed)
    {
        var families = new Families(seed);
        var children = families.Children(Enough);
        var others = new Families(seed + 100).Children(2 * Enough).DistinctBy(child => (child.Family, child.Address)).Select((child, i) => child with { Postcode = Own(i) }).ToList();
        var (left, right) = Twice(families, children);

        var learned = Learned(([.. left, .. others], [.. right, .. others.Select((child, i) => child with { Given = others[(i + 7) % others.Count].Given, Sex = i % 2 == 0 ? "F" : "M" })]));

        Assert.InRange(Share(learned, EvidenceField.Given, "different"), 0, 0.05);
        Assert.True(learned.Sessions[0].Housemates > 0.7 * others.Count, $"{learned.Sessions[0].Housemates:F0} of {others.Count}");
    }

    [Fact]
    public void Children_of_the_same_families_who_are_not_the_same_children_teach_nothing()
    {
        var children = new Families(6).Children(4 * Enough);
        var why = Refused(([.. children.Where(child => child.Person % 2 == 0)], [.. children.Where(child => child.Person % 2 == 1)]));

        Assert.Contains("Hardly any child is in both files", why);
    }

    [Fact]
    public void Single_household_is_refused()
    {
        var one = new Families(7).Children(2_000).Select(child => child with { Family = "Okafor", Postcode = "ZA1 1AA" }).ToList();

        Assert.Contains("is of 1 households", Refused((one, one)));
    }

    [Fact]
    public void Tiny_file_is_refused()
    {
        var few = new Families(8).Children(900).Take(900).ToList();

        Assert.Contains("has 900 records; at least 1,000", Refused((few, few)));
    }

    [Fact]
    public void Without_the_sex_a_child_of_another_name_keeps_the_published_worth()
    {
        var (left, right) = Twice(new Families(9), new Families(9).Children(Enough));

        var learned = Learned(([.. left.Select(child => child with { Sex = "" })], [.. right.Select(child => child with { Sex = "" })]));

        Assert.Equal(0.035, Share(learned, EvidenceField.Given, "different"), 6);
    }

    [Fact]
    public async Task One_thread_and_many_write_the_same_bytes()
    {
        var files = Twice(new Families(10), new Families(10).Children(Enough));

        var many = Proposed(files);
        var one = await Task.Factory.StartNew(
            () => Proposed(files), TestContext.Current.CancellationToken, TaskCreationOptions.None, new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, 1).ConcurrentScheduler);

        Assert.Equal(Convert.ToHexString(SHA256.HashData(many)), Convert.ToHexString(SHA256.HashData(one)));
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void Caps_floors_and_limits_of_the_gates_are_never_learned_and_nothing_gets_bold(int seed)
    {
        var file = Proposed(Damaged(seed));
        var (was, now) = (Read(Published), Read(file));

        Assert.Equal(was.Limits, now.Limits);
        Assert.Equal((was.Population, was.ServedYears, was.Given.Floor), (now.Population, now.ServedYears, now.Given.Floor));
        Assert.Equal(
            (was.Other.HouseholdMost, was.Other.UnitMost, was.Other.Number, was.Other.Upn, was.Other.TemporaryUpn, was.Given.SimilarMost, was.Surname.SimilarMost),
            (now.Other.HouseholdMost, now.Other.UnitMost, now.Other.Number, now.Other.Upn, now.Other.TemporaryUpn, now.Given.SimilarMost, now.Surname.SimilarMost));
        Assert.True(now.Birth.Exact <= was.Birth.Exact);
        Assert.True(now.Birth.Exact >= now.Birth.Swapped && now.Birth.Swapped >= now.Birth.OneSlip && now.Birth.OneSlip >= now.Birth.TwoParts && now.Birth.TwoParts >= now.Birth.Different);
        Assert.True(now.Given.Different <= was.Given.Different + 1_000 && now.Surname.Different <= was.Surname.Different + 1_000 && now.Birth.Different <= was.Birth.Different + 1_000);
    }

    private static (List<Kept> Left, List<Kept> Right) Twice(Families families, List<Kept> children) => (children, [.. children.Select(families.Slipped)]);

    // What a careless export does: everybody twice, names of the family in place of the child's, one day for all.
    private static (List<Kept> Left, List<Kept> Right) Damaged(int seed)
    {
        var (left, right) = Twice(new Families(seed), new Families(seed).Children(Enough));
        return seed switch
        {
            11 => ([.. left, .. left.Take(Enough / 3)], [.. right]),
            12 => (left, [.. right.Select(child => child.Person % 3 == 0 ? child with { Given = child.Family } : child)]),
            _ => ([.. left.Select(child => child with { Born = "20150101" })], [.. right.Select(child => child with { Born = "20150101" })]),
        };
    }

    private static List<Kept> AllTwins(List<Kept> children)
    {
        var twins = new List<Kept>();
        foreach (var child in children)
            twins.Add(twins.Count > 0 && twins[^1] is var last && last.Address == child.Address && twins.Count % 2 == 1 ? child with { Born = last.Born } : child);
        return twins;
    }

    private static string Own(int at) => string.Create(CultureInfo.InvariantCulture, $"ZG{1 + at / 640 % 90} {at % 10}{"ABDEFGHJ"[at / 10 % 8]}{"LNPQRSTU"[at / 80 % 8]}");

    private static double Share(LearnedEvidence learned, EvidenceField field, string level) => learned.Of(field, level)!.Match;

    private static LearnedEvidence Learned((List<Kept> Left, List<Kept> Right) files) => Assert.IsType<LearningOutcome.Learned>(Of(files)).Evidence;

    private static string Refused((List<Kept> Left, List<Kept> Right) files) => Assert.IsType<LearningOutcome.Refused>(Of(files)).Why;

    private static LearningOutcome Of((List<Kept> Left, List<Kept> Right) files) => LearnEvidence.From(Families.Records(files.Left, files.Right, Families.Fields), Held.Tables, _ => { });

    private static TrainingNote Note(LearnedEvidence learned) => ProposeWeights.From(Published, learned, Held.Today, "test", ("00", 1, 1)).Note;

    private static byte[] Proposed((List<Kept> Left, List<Kept> Right) files) => ProposeWeights.From(Published, Learned(files), Held.Today, "test", ("00", 1, 1)).File.ToArray();

    private static MatchingParameters Read(byte[] file) => Assert.IsType<MatchingParametersReading.Valid>(ReadMatchingParameters.From(file, NameShares.None)).Parameters;
}
