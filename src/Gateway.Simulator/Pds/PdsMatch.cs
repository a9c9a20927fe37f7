using System.Globalization;
using System.Text;

namespace Gateway.Simulator;

/// <summary>Whether a record fits a search, and how well: 1 for exactly and now, less for a wildcard, for what was before, and for what only sounds alike.</summary>
internal static class PdsMatch
{
    public static decimal? Score(PdsPerson person, PdsQuery query)
    {
        if (person.IsWithdrawn || (person.IsRestricted && query.NamesPlace)) return null;
        if (person.DateOfBirth < query.From || person.DateOfBirth > query.To) return null;
        if (query.Gender is { } gender && gender != person.Gender) return null;
        if (Name(person, query) is not { } name || Place(person, query) is not { } place) return null;
        var score = Math.Min(name, place);
        return query.IsExact && score < 1m ? null : score;
    }

    private static decimal? Name(PdsPerson person, PdsQuery query)
    {
        var now = Name((person.Given, person.Family), query);
        if (!query.InHistory) return now;
        return ((decimal?[])[now, .. person.Before.Select(before => Name(before, query) * 0.95m)]).Max();
    }

    private static decimal? Name((string Given, string Family) name, PdsQuery query)
    {
        if (Begins(name.Family, query.Family) is { } family && Given(name.Given, query.Given) is { } given) return Math.Min(family, given);
        if (!query.IsFuzzy) return null;
        return Sounds(name.Given, query.Given) && Sounds(name.Family, query.Family) || Sounds(name.Given, query.Family) && Sounds(name.Family, query.Given) ? 0.85m : null;
    }

    private static decimal? Given(string held, string? asked) => ((decimal?[])[Begins(held, asked), .. held.Split(' ').Select(one => Begins(one, asked))]).Max();

    private static decimal? Place(PdsPerson person, PdsQuery query)
    {
        if (query.Postcode is not { } asked) return 1m;
        var homes = query.InHistory ? person.Homes : [.. person.Homes.Take(1)];
        return homes.Max(home => Begins(home.Postcode.Replace(" ", ""), asked.Replace(" ", "")));
    }

    private static decimal? Begins(string held, string? asked)
    {
        if (asked is null) return 1m;
        if (asked.EndsWith('*')) return held.StartsWith(asked[..^1], StringComparison.OrdinalIgnoreCase) ? 0.98m : null;
        return string.Equals(held, asked, StringComparison.OrdinalIgnoreCase) ? 1m : null;
    }

    private static bool Sounds(string held, string? asked) => asked is null || Soundex(held) == Soundex(asked);

    private static string Soundex(string name)
    {
        var (code, last) = (new StringBuilder(), '0');
        foreach (var letter in name.Normalize(NormalizationForm.FormD).ToUpper(CultureInfo.InvariantCulture).Where(char.IsAsciiLetterUpper))
        {
            var digit = "01230120022455012623010202"[letter - 'A'];
            if (code.Length == 0) code.Append(letter);
            else if (digit != '0' && digit != last) code.Append(digit);
            if (letter is not ('H' or 'W')) last = digit;
            if (code.Length == 4) break;
        }

        return code.ToString().PadRight(4, '0');
    }
}
