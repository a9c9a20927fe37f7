using System.Collections.Immutable;

namespace Gateway.Tool.Synthetic.Places;

/// <summary>A council's area as a child lives in it: its postcode districts and who serves it.</summary>
internal sealed record Neighbourhood(
    Place Council,
    ImmutableArray<string> Districts,
    ImmutableArray<Place> Departments,
    ImmutableArray<Place> Forces,
    ImmutableArray<Place> Practices,
    ImmutableArray<Place> Schools)
{
    private const string InwardLetters = "ABDEFGHJLNPQRSTUWXYZ";

    public string Postcode(Dice dice) =>
        $"{dice.Pick(Districts)} {(char)('0' + dice.Below(10))}{Letter(dice)}{Letter(dice)}";

    private static char Letter(Dice dice) => InwardLetters[dice.Below(InwardLetters.Length)];
}
