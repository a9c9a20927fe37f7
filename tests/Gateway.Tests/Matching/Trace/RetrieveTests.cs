using Gateway.Matching;
using Gateway.Simulator;
using Gateway.Tests.Hosting;

namespace Gateway.Tests.Matching.Trace;

/// <summary>By number and date of birth, from the national service.</summary>
public sealed class RetrieveTests
{
    private static readonly PdsPerson Ella = PdsBed.Person(400, "Ella", "Begum");

    [Fact]
    public async Task Number_and_birth_date_must_both_agree()
    {
        await using var bed = await PdsBed.WithAsync(Ella);

        Assert.Equal(["aldersham-council"], (await bed.HomeAsync(Ella)).Councils);
        Assert.IsType<ChildMatch.None>(await bed.MatchAsync(Ella with { DateOfBirth = PdsBed.Born.AddDays(1) }));
        Assert.IsType<ChildMatch.None>(await bed.MatchAsync(PdsBed.Person(401, "Ella", "Begum")));
    }

    [Fact]
    public async Task Each_request_says_who_asks_and_has_an_id_of_its_own()
    {
        await using var bed = await PdsBed.WithAsync(Ella);
        await bed.FindAsync(PdsBed.Described("Nora", "Khan", "ZA1 1AA"));

        var asked = bed.Agencies.PdsAsked;
        Assert.True(asked.Count > 2);
        Assert.Equal(asked.Count, asked.Select(one => Guid.Parse(one.RequestId)).Distinct().Count());
        Assert.Single(asked.Select(one => Guid.Parse(one.CorrelationId)).Distinct());
        Assert.All(asked, one => Assert.Equal("RXX01", one.Organisation));
    }

    [Fact]
    public async Task What_is_sent_again_is_sent_under_the_same_id()
    {
        await using var bed = await PdsBed.WithAsync(Ella);
        await bed.Agencies.SetAsync("pds", new Behaviour(Fault: Fault.Reset));

        Assert.IsType<ChildMatch.NotKnown>(await bed.MatchAsync(Ella));

        Assert.Equal(2, bed.Agencies.PdsAsked.Count);
        Assert.Single(bed.Agencies.PdsAsked.Select(one => one.RequestId).Distinct());
    }

    [Theory, InlineData("2025-11-22", true), InlineData("2025-11-21", false), InlineData("2026-11-21", true)]
    public async Task Home_of_twelve_months_ago_to_the_day_still_counts(string ended, bool counts)
    {
        var end = DateOnly.ParseExact(ended, "yyyy-MM-dd");
        var moved = Ella with { Homes = [new PdsHome("ZA1 1AA", PdsBed.Born), new PdsHome("ZB1 1AA", PdsBed.Born, end)] };
        await using var bed = await PdsBed.WithAsync(moved);

        var home = await bed.HomeAsync(moved);

        Assert.Equal(counts ? ["aldersham-council", "brackenford-council"] : ["aldersham-council"], home.Councils);
        Assert.False(home.Unplaced);
    }

    [Fact]
    public async Task Who_moved_within_the_year_lived_where_nobody_says_and_that_council_is_missing()
    {
        var moved = Ella with { Homes = [new PdsHome("ZA1 1AA", new DateOnly(2026, 6, 1))] };
        var baby = Ella with { DateOfBirth = new DateOnly(2026, 10, 1), Homes = [new PdsHome("ZA1 1AA", new DateOnly(2026, 10, 20))] };
        var letters = Ella with { Homes = [new PdsHome("ZA1 1AA", PdsBed.Born), new PdsHome("ZB1 1AA", PdsBed.Born, Use: "billing")] };
        foreach (var (person, unplaced) in ((PdsPerson, bool)[])[(moved, true), (baby, false), (letters, false)])
        {
            await using var bed = await PdsBed.WithAsync(person);
            var home = await bed.HomeAsync(person);
            Assert.Equal((unplaced, "aldersham-council"), (home.Unplaced, home.Councils.Single()));
        }
    }

    [Fact]
    public async Task Child_whose_whereabouts_are_protected_has_no_place_even_where_one_is_sent()
    {
        var hidden = Ella with { IsRestricted = true };
        await using var bed = await PdsBed.WithAsync(hidden, PdsBed.Person(402, "Amy", "Khan"));

        var home = await bed.HomeAsync(hidden);
        Assert.Equal((true, true, 0), (home.Protected, home.Unplaced, home.Councils.Length));

        // A word for how open the record is that nobody here knows hides more, not less.
        await bed.Agencies.SetAsync("pds", new Behaviour(Fault: Fault.UnknownState));
        home = await bed.HomeAsync(PdsBed.Person(402, "Amy", "Khan"));
        Assert.Equal((true, 0), (home.Protected, home.Councils.Length));
    }

    [Fact]
    public async Task Superseded_number_opens_nobody_without_the_names_and_is_noted()
    {
        var former = TestChild.NumberOf(403);
        await using var bed = await PdsBed.WithAsync(Ella with { FormerNumbers = [former] });

        Assert.Same(ChildMatch.Superseded.Instance, await bed.MatchAsync(Ella with { NhsNumber = former }));
        Assert.IsType<ChildMatch.Exact>(await bed.MatchAsync(Ella));

        Assert.Equal((former, Ella.NhsNumber), bed.Noted.Select(note => (note.Former.NhsNumber.Digits, note.Present.NhsNumber.Digits)).Single());
        // With another date it is nobody's, and nothing is noted of it.
        Assert.IsType<ChildMatch.None>(await bed.MatchAsync(Ella with { NhsNumber = former, DateOfBirth = PdsBed.Born.AddDays(1) }));
        Assert.Single(bed.Noted);
    }

    [Theory, InlineData("02"), InlineData("04"), InlineData("05")]
    public async Task Number_that_is_not_verified_opens_nobody(string status)
    {
        await using var bed = await PdsBed.WithAsync(Ella with { Status = status });
        Assert.IsType<ChildMatch.NotKnown>(await bed.MatchAsync(Ella));
    }
}
