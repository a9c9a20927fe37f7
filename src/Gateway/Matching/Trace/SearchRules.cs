using System.Collections.Immutable;
using Gateway.Rules.Matching.Questions;
using Gateway.Rules.Matching.Reading;

namespace Gateway.Matching.Trace;

/// <summary>
/// By which searches a question is looked for, in their order. One of the first is always without a postcode: a child whose
/// whereabouts are protected is not given to whoever names a place, and that child is the last who may be missed.
/// </summary>
internal static class SearchRules
{
    // The recipe for whoever is given a unique match alone: enough of a name to bear another spelling, and of a place to bear a move.
    private const int LettersOfName = 3;
    private const int LettersOfArea = 2;

    /// <returns>Null where no such search can be made.</returns>
    public static SearchPlan? For(MatchingQuestion question, NameTables tables, DateOnly today)
    {
        var asked = new Typed(
            Given(question.Given, tables), Family(question.Surname, tables),
            question.DateOfBirth, PostcodeReading.Read(question.Postcode).IsBlank ? null : question.Postcode!.Trim().ToUpperInvariant(), question.Sex);
        return asked switch
        {
            { Given: { } given, Family: { } family, Born: { } born } => Full(asked, given, family, born, today),
            { Family: { } family, Born: { } born, Place: { } place } => WithoutGiven(asked, family, born, place),
            { Given: { } given, Family: { } family, Place: { } place } when question.AgeAbout is { } age => ByAge(given, family, place, today.AddYears(-age)),
            // Without the family name nobody is looked for but with a place, and one who is protected is not found so.
            _ => null,
        };
    }

    private static SearchPlan Full(Typed asked, string given, string family, DateOnly born, DateOnly today)
    {
        var without = new BuildSearch("without-postcode").Given(given, LettersOfName).Family(family).Born(born).History().Done();
        var then = ImmutableArray.CreateBuilder<PdsSearch>();
        then.Add(new BuildSearch(Exact).Given(given).Family(family).Born(born).Exact().Done());
        if (asked.Place is { } place)
        {
            then.Add(new BuildSearch("exact-postcode").Given(given).Family(family).Born(born).Place(place).History().Done());
            then.Add(new BuildSearch("without-given-name").Family(family).Born(born).Place(place, LettersOfArea).History().Done());
        }

        then.Add(new BuildSearch("fuzzy").Given(given).Family(family).Born(born).Fuzzy().Done());
        if (Swapped(born) is { } swapped && swapped <= today) then.Add(new BuildSearch("day-and-month-swapped").Given(given, LettersOfName).Family(family).Born(swapped).History().Done());
        return new SearchPlan(asked.Place is { } at ? [new BuildSearch("recipe").Given(given, LettersOfName).Family(family).Born(born).Place(at, LettersOfArea).History().Done(), without] : [without], then.ToImmutable());
    }

    private static SearchPlan WithoutGiven(Typed asked, string family, DateOnly born, string place) => new(
    [
        new BuildSearch("recipe").Family(family).Born(born).Place(place, LettersOfArea).History().Done(),
        new BuildSearch("without-postcode").Family(family).Born(born).History().Done(),
    ],
    [
        new BuildSearch("exact-postcode").Family(family).Born(born).Place(place).History().Done(),
        .. asked.Sex is Sexes.Female or Sexes.Male ? [new BuildSearch("fuzzy").Family(family).Born(born).Place(place).Sex(asked.Sex).Fuzzy().Done()] : (ReadOnlySpan<PdsSearch>)[],
    ]);

    // An age may be a year out either way.
    private static SearchPlan ByAge(string given, string family, string place, DateOnly birthday)
    {
        var (from, to) = (birthday.AddYears(-2).AddDays(1), birthday.AddYears(1));
        return new SearchPlan(
        [
            new BuildSearch("recipe").Given(given, LettersOfName).Family(family).BornWithin(from, to).Place(place, LettersOfArea).History().Done(),
            new BuildSearch("without-postcode").Given(given, LettersOfName).Family(family).BornWithin(from, to).History().Done(),
        ], [new BuildSearch("exact-postcode").Given(given).Family(family).BornWithin(from, to).Place(place).History().Done()]);
    }

    /// <summary>The rule that fits nobody but who is called exactly so, wherever they live.</summary>
    public const string Exact = "exact";

    // The first of several, as it was typed; titles and what stands for no name passed over.
    private static string? Given(string? text, NameTables tables) => PersonName.Read(text, tables) is { IsBlank: false, First: var first }
        ? text!.Split(' ', '-').FirstOrDefault(word => NameFold.Of(word) == first) ?? first
        : null;

    private static string? Family(string? text, NameTables tables) => PersonName.Read(text, tables, NamePart.Family).IsBlank ? null : text!.Trim();

    private static DateOnly? Swapped(DateOnly born) => born.Day <= 12 && born.Day != born.Month ? new DateOnly(born.Year, born.Day, born.Month) : null;

    private readonly record struct Typed(string? Given, string? Family, DateOnly? Born, string? Place, Sexes Sex)
    {
        public override string ToString() => "(typed)";
    }
}

/// <summary>The searches that are always made, and those after them while nobody is found with confidence.</summary>
internal sealed record SearchPlan(ImmutableArray<PdsSearch> Always, ImmutableArray<PdsSearch> Then);
