using Gateway.Rules.Identifiers;

namespace Gateway.Tool.Synthetic.People;

/// <summary>Children who live together.</summary>
internal sealed record Household(Residence Residence, IReadOnlyList<Child> Children);

/// <summary>Makes a household: where it lives, who was born into it, what they are called.</summary>
internal sealed class HouseholdDraw(NameBook names, ResidenceDraw residences, BirthDraw births, Rates rates, AsOf asOf)
{
    public Household Draw(Dice dice, int room, Func<NhsNumber> number)
    {
        var residence = residences.Draw(dice);
        var isProtected = dice.Chance(rates.Protected);
        var family = new FamilyNames(names, dice, rates);
        var children = new List<Child>(4);
        foreach (var birth in births.Draw(dice, room))
        {
            children.Add(new Child
            {
                Number = number(),
                Born = birth.Day,
                GivenName = family.Given(birth, asOf, dice),
                FamilyName = family.Surname(dice),
                Sex = birth.Sex,
                Addresses = residence.Since(birth.Day),
                Protected = isProtected,
            });
        }

        return new Household(residence, children);
    }
}
