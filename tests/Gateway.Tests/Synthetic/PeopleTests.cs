using FsCheck;
using FsCheck.Fluent;
using Gateway.Tool.Synthetic;
using Gateway.Tool.Synthetic.Held;
using Gateway.Tool.Synthetic.People;

namespace Gateway.Tests.Synthetic;

public sealed class PeopleTests
{
    [Fact]
    public void Whatever_the_seed_size_and_day_the_children_are_sound() =>
        Prop.ForAll<ulong, byte, short>((seed, extra, day) =>
        {
            var people = People.Of(40 + extra, seed, new DateOnly(2026, 1, 1).AddDays(day));
            Assert.Equal(40 + extra, people.Children.Count);
            Assert.Equal(people.Children.Count, people.Children.Select(c => c.Number).Distinct().Count());
            foreach (var child in people.Children) Sound.Check(child, people.Request);
            foreach (var relationship in people.Relationships) Sound.Check(relationship, people.Request);
            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Leap_day_is_a_day_like_another() => Assert.Equal(80, People.Of(80, asOf: new DateOnly(2028, 2, 29)).Children.Count);

    [Fact]
    public void A_larger_generation_begins_with_the_smaller_one()
    {
        var (small, large) = (People.Of(2_000), People.Of(3_000));

        Assert.Equal(small.Children.Take(1_995).Select(Line), large.Children.Take(1_995).Select(Line));

        static string Line(Child child) => $"{child.Number.Digits} {child.Born:O} {child.GivenName} {child.FamilyName} {child.Held.Count}";
    }

    [Fact]
    public void A_demonstration_of_a_thousand_has_a_case_of_every_kind()
    {
        var people = People.Of(1_000);
        var (window, facts) = (people.Request.AsOf.WindowStart, people.Random.SelectMany(c => c.Held).Select(h => h.Fact).ToList());

        Assert.Equal(Enum.GetValues<LegalBasis>().Order(), facts.OfType<Fact.LookedAfter>().Select(f => f.Basis).Distinct().Order());
        Assert.Equal(15, (int)facts.OfType<Fact.Plan>().Select(f => f.Categories).Aggregate((a, b) => a | b));
        Assert.Contains(facts.OfType<Fact.Plan>(), f => f.Categories.Words().Count() > 1);
        Assert.Contains(facts.OfType<Fact.Plan>(), f => f.End >= window);
        Assert.Contains(facts.OfType<Fact.Plan>(), f => f.End < window);
        Assert.Contains(facts, f => f is Fact.SiblingOnPlan);
        Assert.Contains(facts, f => f is Fact.UnbornPlan);
        Assert.Contains(facts, f => f is Fact.Incident);
        Assert.Contains(facts.OfType<Fact.Attendance>(), f => f.Sensitive);
        Assert.Contains(facts.OfType<Fact.Attendance>(), f => f.LeftBeforeSeen);
        Assert.Contains(facts.OfType<Fact.Attendance>(), f => f.Injury);
        Assert.Contains(people.Random, c => c.Protected);
        Assert.Contains(people.Random, c => people.Request.AsOf.AgeOf(c.Born) >= 18);
        Assert.Contains(people.Random, c => Councils(c, window).Distinct().Count() == 2);
        Assert.Contains(people.Random, c => Departments(c) > 2);
    }

    [Fact]
    public void Rates_are_near_the_country_s()
    {
        var people = People.Of(60_000);
        var window = people.Request.AsOf.WindowStart;

        Share(0.003, 0.005, c => c.Held.Exists(h => h.Fact is Fact.Plan { End: null }));
        Share(0.005, 0.009, c => c.Held.Exists(h => h.Fact is Fact.LookedAfter { Until: null }));
        Share(0.34, 0.46, c => c.Held.Exists(h => h.Fact is Fact.Attendance seen && DateOnly.FromDateTime(seen.ArrivedAt.UtcDateTime) >= window));
        Share(0.05, 0.15, c => c.Addresses.Any(a => a.To >= window));

        void Share(double least, double most, Func<Child, bool> so) => Assert.InRange(people.Random.Count(so) / 60_000.0, least, most);
    }

    [Fact]
    public void Twins_share_birthday_home_and_family_name_and_some_names_sound_the_same()
    {
        var people = People.Of(40_000);
        var twins = people.Random.Zip(people.Random.Skip(1)).Where(pair =>
            pair.First.Born == pair.Second.Born && pair.First.Addresses[^1].Postcode == pair.Second.Addresses[^1].Postcode).ToList();

        Assert.InRange(twins.Count, 200, 800);
        Assert.All(twins, pair => Assert.Equal(pair.First.Addresses, pair.Second.Addresses));
        Assert.True(twins.Count(pair => pair.First.FamilyName == pair.Second.FamilyName) > twins.Count * 0.8);
        Assert.Contains(twins, pair => pair.First.GivenName != pair.Second.GivenName && pair.First.GivenName[..2] == pair.Second.GivenName[..2]);
    }

    [Fact]
    public void Awkward_names_occur()
    {
        var people = People.Of(40_000);
        var (given, family) = (people.Random.Select(c => c.GivenName).ToHashSet(), people.Random.Select(c => c.FamilyName).ToHashSet());

        Assert.Superset(new HashSet<string> { "Muhammad", "Mohammed", "Siân", "Baby Girl" }, given);
        Assert.Superset(new HashSet<string> { "O'Neill", "Smith", "Ng" }, family);
        Assert.Contains(family, name => name is "ONeill" or "O’Neill");
        Assert.Contains(family, name => name.Contains('-'));
    }

    [Fact]
    public void Every_child_in_a_department_since_yesterday_has_an_open_encounter()
    {
        var people = People.Of(1_000);
        var there = people.Random.SelectMany(c => c.Held.Select(h => (c.Number, h.Custodian, h.Fact)))
            .Where(h => h.Fact is Fact.Attendance seen && seen.ArrivedAt > people.Request.AsOf.Latest.AddDays(-1)).ToList();

        Assert.NotEmpty(there);
        Assert.All(there, h => Assert.Contains(people.Relationships, r =>
            r.Number == h.Number && r.Site == h.Custodian && r.Reference == ((Fact.Attendance)h.Fact).Reference && r.EndedAt is null && r.Practitioner == "*"));
    }

    [Fact]
    public void In_a_measurement_every_child_is_in_a_department_of_one_trust()
    {
        var people = People.Of(2_000, measurement: true);

        var there = people.Relationships.Where(r => r.Agency == "alder-valley-nhs-trust" && r.Practitioner == "*").Select(r => r.Number).ToHashSet();

        Assert.True(there.IsSupersetOf(people.Children.Select(c => c.Number)));
    }

    private static IEnumerable<string> Councils(Child child, DateOnly window) =>
        child.Addresses.Where(a => a.To is null || a.To > window).Select(a => a.Postcode[..2]);

    private static int Departments(Child child) =>
        child.Held.Where(h => h.Fact is Fact.Attendance).Select(h => h.Custodian).Distinct().Count();
}
