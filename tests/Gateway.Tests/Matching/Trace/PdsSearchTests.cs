using FsCheck;
using FsCheck.Fluent;
using Gateway.Matching;
using Gateway.Matching.Trace;
using Gateway.Rules.Matching.Decide;
using Gateway.Rules.Matching.Questions;
using Gateway.Rules.Matching.Reading;
using Gateway.Simulator;

namespace Gateway.Tests.Matching.Trace;

/// <summary>By what is known of a child, from the national service: its searches, and our own gates.</summary>
public sealed class PdsSearchTests
{
    private static readonly PdsPerson Ella = PdsBed.Person(420, "Ella", "Begum");
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Fact]
    public async Task Name_date_and_place_find_one_child()
    {
        await using var bed = await PdsBed.WithAsync(Ella, PdsBed.Person(421, "Zahra", "Begum"));

        var found = await bed.FindAsync(PdsBed.Described("Ella", "Begum", "ZA1 1AA"));

        var single = Assert.IsType<MatchingAnswer.Single>(found.Outcome.Answer);
        Assert.Equal((Ella.NhsNumber, "Ella"), (found.At(single.Child.Ordinal).Number.Digits, found.At(single.Child.Ordinal).GivenName));
        // What the other side made of it is kept.
        Assert.Equal(["recipe one 0.98", "without-postcode one 0.98"], found.Searches!.Made.Select(one => $"{one.Search.Rule} {one.Came} {one.Score}"));
    }

    [Fact]
    public async Task Name_and_date_alone_must_be_rare_among_all_and_not_among_the_few_in_hand()
    {
        await using var bed = await PdsBed.WithAsync(PdsBed.Person(422, "Olivia", "Smith"));
        Assert.IsType<MatchingAnswer.Possible>((await bed.FindAsync(PdsBed.Described("Olivia", "Smith"))).Outcome.Answer);
    }

    [Fact]
    public async Task Protected_child_is_found_though_a_postcode_was_typed_and_no_place_is_told()
    {
        await using var bed = await PdsBed.WithAsync(Ella with { IsRestricted = true });

        var found = await bed.FindAsync(PdsBed.Described("Ella", "Begum", "ZA1 1AA"));

        var possible = Assert.IsType<MatchingAnswer.Possible>(found.Outcome.Answer);
        Assert.Null(possible.Children.Single().District);
        var home = found.At(possible.Children.Single().Ordinal).Home!;
        Assert.Equal((true, 0), (home.Protected, home.Councils.Length));
        Assert.Equal(["recipe nobody", "without-postcode one"], found.Searches!.Made.Take(2).Select(one => $"{one.Search.Rule} {one.Came}"));
    }

    [Fact]
    public async Task Too_many_comes_with_200_and_shows_nobody()
    {
        await using var bed = await PdsBed.WithAsync(Ella, PdsBed.Person(423, "Ella", "Begum", "ZB1 1AA"));
        var found = await bed.FindAsync(PdsBed.Described("Ella", "Begum"));
        Assert.IsType<MatchingAnswer.TooMany>(found.Outcome.Answer);
        Assert.Empty(found.Outcome.Trail.Considered);
    }

    [Fact]
    public async Task Twins_of_nearly_one_name_are_not_taken_for_each_other()
    {
        var (ann, anna) = (PdsBed.Person(424, "Anna", "Okoro"), PdsBed.Person(425, "Annabel", "Okoro"));
        await using var bed = await PdsBed.WithAsync(ann, anna);

        var exact = await bed.FindAsync(PdsBed.Described("Anna", "Okoro", "ZA1 1AA"));
        if (exact.Outcome.Answer is MatchingAnswer.Single single) Assert.Equal(ann.NhsNumber, exact.At(single.Child.Ordinal).Number.Digits);
        Assert.IsNotType<MatchingAnswer.Single>((await bed.FindAsync(PdsBed.Described("Annie", "Okoro", "ZA1 1AA"))).Outcome.Answer);
    }

    [Fact]
    public async Task Sounding_alike_is_tried_last_and_opens_nobody_alone()
    {
        await using var bed = await PdsBed.WithAsync(PdsBed.Person(426, "Catherine", "Smythe"));

        var found = await bed.FindAsync(PdsBed.Described("Katherine", "Smith"));

        Assert.IsNotType<MatchingAnswer.Single>(found.Outcome.Answer);
        Assert.DoesNotContain(bed.Agencies.PdsAsked.SkipLast(2), one => one.Target.Contains("_fuzzy-match", StringComparison.Ordinal));
        Assert.Contains(bed.Agencies.PdsAsked, one => one.Target.Contains("_fuzzy-match=true", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Day_and_month_swapped_and_a_former_name_are_found()
    {
        var swapped = PdsBed.Person(427, "Bronwen", "Quartermaine") with { DateOfBirth = new DateOnly(2018, 4, 3), Homes = [new PdsHome("ZA1 1AA", new DateOnly(2018, 4, 3))] };
        var renamed = PdsBed.Person(428, "Ottilie", "Newname") with { Before = [("Ottilie", "Vandermeer")] };
        await using var bed = await PdsBed.WithAsync(swapped, renamed);

        var found = await bed.FindAsync(PdsBed.Described("Bronwen", "Quartermaine", "ZA1 1AA") with { DateOfBirth = new DateOnly(2018, 3, 4) });
        Assert.Contains(found.Outcome.Trail.Considered, one => found.At(one.Ordinal).Number.Digits == swapped.NhsNumber);
        found = await bed.FindAsync(PdsBed.Described("Ottilie", "Vandermeer", "ZA1 1AA"));
        Assert.Contains(found.Outcome.Trail.Considered, one => found.At(one.Ordinal).Number.Digits == renamed.NhsNumber);
    }

    [Fact]
    public async Task Former_number_beside_the_name_finds_the_child_of_now_and_is_noted()
    {
        var former = Gateway.Tests.Hosting.TestChild.NumberOf(430);
        await using var bed = await PdsBed.WithAsync(Ella with { FormerNumbers = [former] });

        var found = await bed.FindAsync(PdsBed.Described("Ella", "Begum", "ZA1 1AA") with { NhsNumber = former });

        Assert.Equal(Ella.NhsNumber, found.At(Assert.IsType<MatchingAnswer.Single>(found.Outcome.Answer).Child.Ordinal).Number.Digits);
        Assert.Equal((former, Ella.NhsNumber), bed.Noted.Select(note => (note.Former.NhsNumber.Digits, note.Present.NhsNumber.Digits)).Single());
    }

    [Fact]
    public async Task Former_number_beside_another_name_or_none_opens_nobody()
    {
        var former = Gateway.Tests.Hosting.TestChild.NumberOf(430);
        await using var bed = await PdsBed.WithAsync(Ella with { FormerNumbers = [former] });
        MatchingQuestion[] questions = [PdsBed.Described("Zahra", "Khan", "ZA1 1AA"), new() { DateOfBirth = PdsBed.Born }, new() { DateOfBirth = PdsBed.Born, Surname = "Begum" }];
        foreach (var question in questions) Assert.IsNotType<MatchingAnswer.Single>((await bed.FindAsync(question with { NhsNumber = former })).Outcome.Answer);
    }

    [Fact]
    public async Task A_look_ends_in_time_however_slow_each_search_is()
    {
        await using var bed = await PdsBed.WithAsync(Ella);
        await bed.Agencies.SetAsync("pds", new Behaviour(DelayMilliseconds: 400));
        var hurried = bed.Otherwise(PdsBed.Settings(bed.Agencies.Pds) with { Patience = TimeSpan.FromMilliseconds(500) });
        Assert.Equal(new Sought.NotKnown(LookFault.TimedOut), await hurried.Trace.FindAsync(PdsBed.Described("Nora", "Khan", "ZA1 1AA"), PdsBed.Cancellation));
    }

    [Fact]
    public async Task Number_of_another_child_opens_nobody()
    {
        await using var bed = await PdsBed.WithAsync(Ella, PdsBed.Person(429, "Grace", "Mensah") with { Gender = "male" });
        var question = PdsBed.Described("Ella", "Begum", "ZA1 1AA") with { NhsNumber = PdsBed.Person(429, "", "").NhsNumber, Sex = Sexes.Female };
        Assert.IsNotType<MatchingAnswer.Single>((await bed.FindAsync(question)).Outcome.Answer);
    }

    [Fact]
    public async Task What_cannot_be_asked_there_is_said_and_not_taken_for_nobody()
    {
        await using var bed = await PdsBed.WithAsync(Ella);
        MatchingQuestion[] questions =
        [
            new() { Upn = "B801200005001", DateOfBirth = PdsBed.Born },
            new() { Given = "Ella", DateOfBirth = PdsBed.Born, Postcode = "ZA1 1AA", Sex = Sexes.Female },
            new() { MotherNhsNumber = Ella.NhsNumber, MotherDateOfBirth = new DateOnly(1990, 1, 1) },
        ];
        foreach (var question in questions) Assert.Equal(new Sought.NotKnown(LookFault.CannotAsk), await bed.Trace.FindAsync(question, PdsBed.Cancellation));
        Assert.Empty(bed.Agencies.PdsAsked);
    }

    [Fact]
    public void Whatever_is_asked_one_search_names_no_place_and_each_asks_for_one_alone()
    {
        var names = Gen.Elements("Ella", "Zoë", "O'Brien", "Jo", "Anna-Maria", "Baby", "Łukasz & x=1", "");
        var places = Gen.Elements("ZA1 1AA", "za11aa", "ZZ99 3VZ", "nowhere", "");
        var questions = from given in names
                        from family in names
                        from place in places
                        from day in Gen.Choose(0, 3000)
                        from age in Gen.Choose(-1, 17)
                        select new MatchingQuestion { Given = given, Surname = family, Postcode = place, DateOfBirth = age < 0 ? Today.AddDays(-day) : null, AgeAbout = age < 0 ? null : age };
        Prop.ForAll(questions.ToArbitrary(), question =>
        {
            if (SearchRules.For(question, NameTables.Empty, Today) is not { } plan) return true;
            return plan.Always.Any(search => !search.Question.Contains("address-postalcode", StringComparison.Ordinal))
                && plan.Always.Concat(plan.Then).All(search => search.Question.StartsWith("?_max-results=1&", StringComparison.Ordinal)
                    && search.Question.Contains("&family=", StringComparison.Ordinal) && search.Question.Contains("&birthdate=", StringComparison.Ordinal)
                    && Uri.IsWellFormedUriString(search.Question, UriKind.Relative) && !search.ToString().Contains('='));
        }).QuickCheckThrowOnFailure();
    }
}
