using Gateway.Tool.Synthetic;
using Gateway.Tool.Synthetic.Cast;
using Gateway.Tool.Synthetic.Held;
using Gateway.Tool.Synthetic.People;

namespace Gateway.Tests.Synthetic;

public sealed class CastTests
{
    private static readonly People Everyone = People.Of(60);

    [Fact]
    public void The_cast_is_sound() => Assert.All(Everyone.Cast.Children, child => Sound.Check(child, Everyone.Request));

    [Fact]
    public void The_three_first_users_come_first() =>
        Assert.Equal(["nurse-okafor", "officer-reid", "dsl-hartley"], Everyone.Cast.Journeys.Take(3).Select(j => j.Practitioner));

    [Fact]
    public void The_first_child_is_the_one_of_the_readme()
    {
        var toddler = Everyone.Children[0];

        Assert.Equal(("999 000 0018", new DateOnly(2023, 3, 4)), (toddler.Number.Spaced, toddler.Born));
        Assert.Contains(toddler.Held, h => h is ("castlebridge-csc", Fact.Plan { Categories: Categories.Neglect | Categories.Emotional, End: null }));
        Assert.Equal(3, toddler.Held.Where(h => h.Fact is Fact.Attendance).Select(h => h.Custodian).Distinct().Count());
    }

    [Fact]
    public void Journeys_have_names_of_their_own_and_practitioners_who_exist()
    {
        var journeys = Everyone.Cast.Journeys;

        Assert.Equal(journeys.Count, journeys.Select(j => j.Name).Distinct().Count());
        Assert.All(journeys, j => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", j.Name));
        Assert.All(journeys, j => Assert.Contains(Practitioner.All, p => p.Subject == j.Practitioner));
        Assert.All(Practitioner.All, p => Assert.Matches("^[a-z]+(-[a-z]+)+$", p.Subject));
        Assert.True(journeys.Count >= 30);
    }

    [Fact]
    public void Every_journey_has_its_relationship_except_those_that_are_refused_for_want_of_one()
    {
        var without = Everyone.Cast.Journeys.Where(j => !Everyone.Relationships.Any(r =>
            r.Practitioner == j.Practitioner && r.Number == j.Number && r.Born == j.Born && r.EndedAt is null)).Select(j => j.Name);

        Assert.Equal(["encounter-ended-three-days-ago", "no-relationship", "not-registered-here"], without.Order());
    }

    [Fact]
    public void Only_two_journeys_name_nobody_in_the_index()
    {
        var without = Everyone.Cast.Journeys.Where(j => !Everyone.Children.Any(c => c.Number == j.Number && c.Born == j.Born)).Select(j => j.Name);

        Assert.Equal(["not-in-the-index", "number-and-date-disagree"], without.Order());
    }

    [Theory]
    [InlineData("2026-11-22", "2025-11-22")]
    [InlineData("2027-06-30", "2026-06-30")]
    [InlineData("2028-02-29", "2027-02-28")]
    [InlineData("2027-01-01", "2026-01-01")]
    public void Twelve_months_are_exact_on_any_day(string day, string firstOfWindow)
    {
        var people = People.Of(60, asOf: DateOnly.Parse(day));
        var window = DateOnly.Parse(firstOfWindow);

        Assert.Equal([window.AddDays(-1), window], Arrivals(people, "attended-at-the-edge-of-twelve-months").Order());
        Assert.Equal([window], Ends(people, "plan-ended-on-first-day-of-window"));
        Assert.Equal([window.AddDays(-1)], Ends(people, "plan-ended-a-day-too-early"));
        Assert.All(people.Cast.Children, child => Sound.Check(child, people.Request));
    }

    [Fact]
    public void Ages_at_the_edge_are_exact()
    {
        var asOf = Everyone.Request.AsOf;

        Assert.Equal(18, asOf.AgeOf(About(Everyone, "eighteen-today").Born));
        Assert.Equal(17, asOf.AgeOf(About(Everyone, "last-day-of-seventeen").Born));
        Assert.Equal(17, asOf.AgeOf(About(Everyone, "unborn-plan-of-a-mother-of-17").Born));
    }

    [Fact]
    public void A_register_without_the_demonstration_has_no_cast()
    {
        var geography = Everyone.Request.Geography with { Custodians = System.Collections.Frozen.FrozenSet<string>.Empty };

        var cast = DemonstrationCast.For(geography, Everyone.Request.AsOf);

        Assert.Empty(cast.Children);
        Assert.Empty(cast.Journeys);
        Assert.Equal(Practitioner.All, cast.Practitioners);
    }

    private static Child About(People people, string journey)
    {
        var number = people.Cast.Journeys.Single(j => j.Name == journey).Number;
        return people.Children.Single(c => c.Number == number);
    }

    private static IEnumerable<DateOnly> Arrivals(People people, string journey) =>
        About(people, journey).Held.Select(h => h.Fact).OfType<Fact.Attendance>().Select(f => DateOnly.FromDateTime(f.ArrivedAt.UtcDateTime));

    private static IEnumerable<DateOnly> Ends(People people, string journey) =>
        About(people, journey).Held.Select(h => h.Fact).OfType<Fact.Plan>().Select(f => f.End!.Value);
}
