using FsCheck;
using FsCheck.Fluent;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Matching.Decide;
using Gateway.Rules.Matching.Index;
using Gateway.Rules.Matching.Questions;

namespace Gateway.Rules.Tests.Matching;

/// <summary>Nobody is opened in place of a namesake or a twin who is not held.</summary>
public sealed class NamesakeTests
{
    private static readonly DateOnly Born = new(2016, 3, 9);
    private static readonly Lazy<ChildrenIndex> Everybody = new(Held.Index);

    [Fact]
    public void Where_neither_the_very_place_nor_a_number_agrees_one_is_opened_only_on_more_evidence_than_chance_brings_among_all_who_are_held()
    {
        var whole = Held.Parameters with { Population = (int)Everybody.Value.Children };
        Prop.ForAll<int>(seed =>
        {
            var asked = Asking.Any(seed);
            return new[] { null, asked.Postcode?[..^2] + "ZZ" }.All(postcode =>
            {
                var outcome = FindChild.In(Everybody.Value, whole, asked with { Postcode = postcode }, Held.Today);
                return outcome.Answer is not MatchingAnswer.Single || outcome.Trail.Considered[0].Total >= whole.Limits.TotalUnplaced;
            });
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Twin_whose_name_a_slip_would_make_of_the_others_is_listed_beside_the_one_who_was_named()
    {
        NhsNumber.TryFromFirstNine(999_000_002, out var number);
        var held = Index(Child(0, "Inga"), Child(1, "Inna", number), Child(2, "Ingrid") with { DateOfBirth = Born.AddYears(-2) });

        var answer = Assert.IsType<MatchingAnswer.Possible>(held.For(Asked("Inna")).Answer);

        Assert.Equal([Held.Population, Held.Population + 1], answer.Children.Select(child => child.Ordinal).Order());
        Assert.IsType<MatchingAnswer.Single>(held.For(Asked("Inna") with { NhsNumber = number.Digits }).Answer);
        Assert.IsType<MatchingAnswer.Single>(held.For(Asked("Ingrid") with { DateOfBirth = Born.AddYears(-2) }).Answer);
    }

    [Fact]
    public void Number_opens_nobody_whose_given_name_is_merely_near_and_whose_surname_differs()
    {
        NhsNumber.TryFromFirstNine(999_000_003, out var number);
        var held = Index(Child(0, "Lacie-Mae", number));

        Assert.IsType<MatchingAnswer.Possible>(held.For(Asked("Lacie-Mai") with { NhsNumber = number.Digits, Surname = "Dorendale" }).Answer);
        Assert.IsType<MatchingAnswer.Single>(held.For(Asked("Lacie-Mai") with { NhsNumber = number.Digits }).Answer);
    }

    [Theory]
    [InlineData("Zoya Aria", "Aria")]
    [InlineData("Saoirse Kitty", "Kitty")]
    [InlineData("Khalil Muhammed", "Muhammad Mohammed")]
    [InlineData("Lily Arianna", "Lilly")]
    [InlineData("Sofia", "Matilda Sophia")]
    [InlineData("Jayden-Lee", "Jaiden-Lee")]
    public void Name_that_is_a_brothers_or_sisters_as_well_as_a_slip_opens_nobody(string asked, string held) =>
        Assert.IsNotType<MatchingAnswer.Single>(Index(Child(0, held)).For(Asked(asked)).Answer);

    [Theory]
    [InlineData("James", "Peter James")]
    [InlineData("James Peter", "Peter James")]
    [InlineData("Peter", "Peter James")]
    [InlineData("Ollie James", "Oliver James")]
    public void Known_by_a_further_name_or_a_short_form_is_found(string asked, string held) =>
        Assert.IsType<MatchingAnswer.Single>(Index(Child(0, held)).For(Asked(asked)).Answer);

    [Fact]
    public void Twins_number_and_the_other_twins_name_open_nobody_and_a_slip_beside_the_right_number_opens_the_child()
    {
        NhsNumber.TryFromFirstNine(999_000_001, out var number);
        var held = Index(Child(0, "Amma", number), Child(1, "Amna", surname: "Threlkeldson") with { DateOfBirth = Born.AddYears(-3) });

        Assert.IsType<MatchingAnswer.Possible>(held.For(Asked("Amna") with { NhsNumber = number.Digits }).Answer);
        Assert.IsType<MatchingAnswer.Single>(held.For(Asked("Ammxa") with { NhsNumber = number.Digits }).Answer);
    }

    private static ChildrenIndex Index(params IndexedChild[] children) => Held.Index([.. Held.Children, .. children]);

    private static MatchingQuestion Asked(string given) => new() { Given = given, Surname = "Quennellow", DateOfBirth = Born, Postcode = "TR1 2AB" };

    private static IndexedChild Child(int ordinal, string given, NhsNumber number = default, string surname = "Quennellow") =>
        new(Held.Population + ordinal, Born, [new ChildVersion(given, surname, "TR1 2AB")]) { Numbers = number.IsEmpty ? [] : [PersonalNumber.Nhs(number)] };
}
