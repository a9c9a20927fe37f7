using FsCheck;
using FsCheck.Fluent;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Matching.Decide;
using Gateway.Rules.Matching.Index;
using Gateway.Rules.Matching.Questions;

namespace Gateway.Rules.Tests.Matching;

/// <summary>What holds of every answer, and the rulings beyond the cases of the design.</summary>
public sealed class AnswerTests
{
    private static readonly Lazy<ChildrenIndex> Everybody = new(Held.Index);
    private static readonly DateOnly Born = new(2016, 3, 9);
    private static readonly NhsNumber Number = Nhs(999_000_001);
    private static readonly NhsNumber OldNumber = Nhs(999_000_060);

    [Fact]
    public void Nobody_is_opened_alone_who_fails_a_gate() => Ask(outcome =>
    {
        if (outcome.Answer is not MatchingAnswer.Single single) return;
        var first = outcome.Trail.Considered[0];
        Assert.Equal((single.Child.Ordinal, Gates.None), (first.Ordinal, first.Failed));
        Assert.True(single.Child.Given is GivenAgreement.Same || single.Fields.Number == FieldAgreement.Agreed);
    });

    [Fact]
    public void No_more_than_five_are_shown_and_nobody_twice() => Ask(outcome =>
    {
        if (outcome.Answer is not MatchingAnswer.Possible possible) return;
        Assert.InRange(possible.Children.Length, 1, 5);
        Assert.Distinct(possible.Children.Select(child => child.Ordinal));
    });

    [Fact]
    public void A_child_asked_for_as_registered_is_found() => Prop.ForAll(Gen.Choose(0, Held.Population - 1).ToArbitrary(), ordinal =>
    {
        var outcome = Everybody.Value.For(Asking.About(Held.Children[ordinal]));
        Assert.Contains(ordinal, outcome.Trail.Considered.Select(child => child.Ordinal));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Where_a_restricted_child_is_asked_for_changes_nothing() => Prop.ForAll(Gen.Elements(Held.Children.Where(child => child.IsRestricted)).ToArbitrary(), child =>
    {
        var alone = Held.Index([child]);
        var without = alone.For(Asking.About(child) with { Postcode = null }).Told();
        Assert.Equal(without, alone.For(Asking.About(child)).Told());
        Assert.Equal(without, alone.For(Asking.About(child) with { Postcode = "ZE3 9ZZ" }).Told());
        Assert.DoesNotContain(child.Versions[0].Postcode!.Split(' ')[0], without, StringComparison.Ordinal);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_sealed_identity_reads_as_nobody_and_the_desk_is_told()
    {
        var child = Rare() with { Sealed = [new SealedIdentity("Bronwyth", "Hartlebury", [PersonalNumber.Nhs(OldNumber)])] };
        var index = Held.Index([.. Held.Children, child]);
        var old = index.For(new MatchingQuestion { Given = "Bronwyth", Surname = "Hartlebury", DateOfBirth = Born, NhsNumber = OldNumber.Digits });
        Assert.Same(MatchingAnswer.NotFound.Instance, old.Answer);
        Assert.Equal([child.Ordinal], old.Trail.Sealed);
        Assert.Empty(old.Trail.Considered);
        var present = index.For(Asking.About(child));
        Assert.IsType<MatchingAnswer.Single>(present.Answer);
        Assert.Empty(present.Trail.Sealed);
    }

    [Fact]
    public void A_sealed_identity_with_the_same_first_name_is_not_found_by_where_the_child_lives_now()
    {
        var child = Rare() with { Sealed = [new SealedIdentity(Rare().Versions[0].Given, "Smith", [PersonalNumber.Nhs(OldNumber)])] };
        var index = Held.Index([.. Held.Children, child]);

        var old = index.For(new MatchingQuestion { Given = child.Versions[0].Given, Surname = "Smith", DateOfBirth = child.DateOfBirth, Postcode = child.Versions[0].Postcode });

        Assert.Same(MatchingAnswer.NotFound.Instance, old.Answer);
        Assert.Equal([child.Ordinal], old.Trail.Sealed);
    }

    [Fact]
    public void Twin_whose_double_first_name_shares_one_half_is_never_opened_for_the_other()
    {
        var twin = Rare() with { Versions = [Rare().Versions[0] with { Given = "Jaiden-Lee" }] };
        var index = Held.Index([.. Held.Children, twin]);

        var asked = index.For(Asking.About(twin) with { Given = "Jayden-Lee" });

        Assert.IsNotType<MatchingAnswer.Single>(asked.Answer);
        Assert.IsType<MatchingAnswer.Single>(index.For(Asking.About(twin)).Answer);
    }

    [Fact]
    public void A_number_and_the_date_of_birth_open_the_child_whom_they_are_of()
    {
        var answer = With(Rare()).For(new MatchingQuestion { NhsNumber = Number.Digits, DateOfBirth = Born }).Answer;
        Assert.Equal(Held.Population, Assert.IsType<MatchingAnswer.Single>(answer).Child.Ordinal);
    }

    [Fact]
    public void Without_a_given_name_a_number_opens_no_twin()
    {
        var twin = Rare() with { Ordinal = Held.Population + 1, Versions = [new("Tamsin", "Quennellow", "ZA1 1AA")], Numbers = [] };
        var answer = With(Rare(), twin).For(new MatchingQuestion { NhsNumber = Number.Digits, DateOfBirth = Born }).Answer;
        Assert.Equal([Held.Population, Held.Population + 1], Assert.IsType<MatchingAnswer.Possible>(answer).Children.Select(child => child.Ordinal));
    }

    [Fact]
    public void A_number_that_was_replaced_opens_the_child_beside_the_name_and_not_without()
    {
        var index = With(Rare() with { Numbers = [PersonalNumber.Nhs(Number), PersonalNumber.Nhs(OldNumber, isFormer: true)] });
        var question = new MatchingQuestion { NhsNumber = OldNumber.Digits, DateOfBirth = Born };
        Assert.IsType<MatchingAnswer.Single>(index.For(question with { Given = "Bronwyth", Surname = "Quennellow" }).Answer);
        Assert.IsType<MatchingAnswer.Possible>(index.For(question).Answer);
    }

    [Fact]
    public void A_near_name_opens_nobody_unless_a_number_agrees()
    {
        var question = Asking.About(Rare()) with { Given = "Bronwith" };
        Assert.IsType<MatchingAnswer.Possible>(With(Rare()).For(question).Answer);
        Assert.IsType<MatchingAnswer.Single>(With(Rare()).For(question with { NhsNumber = Number.Digits }).Answer);
    }

    [Fact]
    public void A_twin_who_is_not_held_opens_nobody()
    {
        var aisha = Rare() with { Versions = [new("Aisha", "Begum", "ZA1 1AA")] };
        foreach (var other in new[] { "Aiysha", "Aishah", "Zahra" })
            Assert.IsNotType<MatchingAnswer.Single>(With(aisha).For(Asking.About(aisha) with { Given = other }).Answer);
    }

    [Fact]
    public void A_twins_number_beside_the_name_of_one_who_is_not_held_is_a_conflict() => Assert.Same(
        MatchingAnswer.Conflict.Instance,
        With(Rare()).For(new MatchingQuestion { NhsNumber = Number.Digits, Given = "Tamsin", Surname = "Quennellow", DateOfBirth = Born }).Answer);

    [Fact]
    public void A_number_that_two_children_have_finds_neither()
    {
        var other = Rare() with { Ordinal = Held.Population + 1, Versions = [new("Oswald", "Vane", "ZB1 1AA")] };
        Assert.Same(MatchingAnswer.NotFound.Instance, With(Rare(), other).For(new MatchingQuestion { NhsNumber = Number.Digits, DateOfBirth = Born }).Answer);
    }

    [Fact]
    public void A_former_surname_and_a_former_postcode_find_the_child_together_or_apart()
    {
        var child = Rare() with { Versions = [new("Bronwyth", "Quennellow", "ZA1 1AA"), new("Bronwyth", "Pellew", null), new("Bronwyth", "Quennellow", "ZC7 2BB")] };
        foreach (var (surname, postcode) in new[] { ("Quennellow", "ZC7 2BB"), ("Pellew", "ZA1 1AA"), ("Pellew", "ZC7 2BB") })
        {
            var single = Assert.IsType<MatchingAnswer.Single>(With(child).For(Asking.About(child) with { Surname = surname, Postcode = postcode }).Answer);
            Assert.Equal(("ZA1", FieldAgreement.Agreed), (single.Child.District, single.Fields.Postcode));
        }
    }

    [Fact]
    public void Unborn_children_are_found_by_the_mother_alone()
    {
        var index = Held.Index();
        index.Update([], [new UnbornChild(Held.Population, new DateOnly(2027, 2, 10), Number, new DateOnly(1999, 4, 4))], [], Held.AsOf);
        var question = new MatchingQuestion { MotherNhsNumber = Number.Digits, MotherDateOfBirth = new DateOnly(1999, 4, 4) };
        var possible = Assert.IsType<MatchingAnswer.Possible>(index.For(question).Answer);
        Assert.True(Assert.Single(possible.Children).IsUnborn);
        Assert.Same(MatchingAnswer.NotFound.Instance, index.For(question with { MotherDateOfBirth = new DateOnly(1998, 4, 4) }).Answer);
        Assert.IsType<MatchingAnswer.Rejected>(index.For(question with { MotherDateOfBirth = null }).Answer);
    }

    [Theory]
    [InlineData(null, null, "9990000018", false, Rejection.NumberWithoutBirth)]
    [InlineData("Ivy", "Marsh", "1111111111", true, Rejection.NumberNotValid)]
    [InlineData("Ivy", "Marsh", "9990000019", true, Rejection.NumberNotValid)]
    [InlineData("I*y", "Marsh", null, true, Rejection.Wildcard)]
    [InlineData("I", "Marsh", null, true, Rejection.OneLetterName)]
    [InlineData("Ivy", null, null, true, Rejection.TooLittle)]
    [InlineData("Baby", "Marsh", null, true, Rejection.TooLittle)]
    [InlineData("Ivy", "Marsh", null, false, Rejection.TooLittle)]
    public void What_is_too_little_or_not_to_be_asked_is_rejected(string? given, string? surname, string? number, bool born, Rejection why)
    {
        var question = new MatchingQuestion { Given = given, Surname = surname, NhsNumber = number, DateOfBirth = born ? Born : null };
        Assert.Equal(new MatchingAnswer.Rejected(why), Everybody.Value.For(question).Answer);
    }

    private static void Ask(Action<MatchingOutcome> holds) =>
        Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed => holds(Everybody.Value.For(Asking.Any(seed)))).Check(Config.QuickThrowOnFailure.WithMaxTest(1_500));

    private static IndexedChild Rare() => new(Held.Population, Born, [new("Bronwyth", "Quennellow", "ZA1 1AA")]) { Numbers = [PersonalNumber.Nhs(Number)] };

    private static ChildrenIndex With(params IndexedChild[] children)
    {
        var index = Held.Index();
        index.Update(children, [], [], Held.AsOf);
        return index;
    }

    private static NhsNumber Nhs(long first)
    {
        NhsNumber number;
        while (!NhsNumber.TryFromFirstNine(first, out number)) first++;
        return number;
    }
}
