using System.Collections.Immutable;
using Gateway.Tool.Synthetic.People;
using Gateway.Tool.Synthetic.Places;

namespace Gateway.Tool.Synthetic.Held;

/// <summary>Draws what is held without any concern, and what the police hold: registration, roll, domestic abuse incidents.</summary>
internal sealed class EverydayDraw(AsOf asOf, Rates rates, References references)
{
    public void Add(Household household, Dice dice)
    {
        var home = household.Residence.Home;
        var practice = Some(home.Practices, rates.Registered, dice);
        foreach (var child in household.Children)
        {
            if (practice is not null) child.Holds(practice, new Fact.Registered());
            if (School(home.Schools, asOf.AgeOf(child.Born), dice) is { } school) child.Holds(school, new Fact.OnRoll());
        }

        if (dice.Chance(rates.AbuseInHousehold) && !home.Forces.IsEmpty) Incidents(household, dice.Pick(home.Forces), dice);
    }

    private void Incidents(Household household, Place force, Dice dice)
    {
        do
        {
            var incident = new Fact.Incident(references.Next("INC"), AsOf.At(asOf.DaysAgo(2 + dice.Below(600)), dice.Below(24), dice.Below(60)));
            foreach (var child in household.Children)
            {
                if (child.Born < DateOnly.FromDateTime(incident.At.UtcDateTime)) child.Holds(force, incident);
            }
        }
        while (dice.Chance(0.35));
    }

    private Place? School(ImmutableArray<Place> schools, int age, Dice dice) =>
        Some([.. schools.Where(school => Takes(school, age))], rates.OnRoll, dice);

    /// <summary>The register does not say whom a school takes; its name does.</summary>
    private static bool Takes(Place school, int age) =>
        school.AgencyName.Contains("Primary", StringComparison.OrdinalIgnoreCase) ? age is >= 5 and <= 10
        : school.AgencyName.Contains("College", StringComparison.OrdinalIgnoreCase) ? age is 16 or 17
        : age is >= 11 and <= 17;

    private static Place? Some(ImmutableArray<Place> places, double probability, Dice dice) =>
        !places.IsEmpty && dice.Chance(probability) ? dice.Pick(places) : null;
}
