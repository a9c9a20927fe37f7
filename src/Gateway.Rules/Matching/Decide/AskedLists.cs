using Gateway.Rules.Matching.Index;
using Gateway.Rules.Matching.Reading;

namespace Gateway.Rules.Matching.Decide;

/// <summary>Under which keys a question looks in a segment (matching, section 4, "Block", 4 to 9).</summary>
internal readonly struct AskedLists(Asked asked, Scope scope)
{
    public List<(KeyFamily Family, ListKey Key)> Keys(int firstYear)
    {
        var keys = new List<(KeyFamily, ListKey)>();
        if (asked.Born is { } born) ByBirth(keys, born, firstYear);
        foreach (var year in Years()) Names(keys, year, firstYear);
        if (!asked.Place.IsBlank) ByPlace(keys, firstYear);
        return keys;
    }

    private void ByBirth(List<(KeyFamily, ListKey)> keys, DateOnly born, int firstYear)
    {
        foreach (var sound in asked.Surname.Sounds)
            foreach (var one in Both(sound))
            {
                keys.Add((KeyFamily.MonthSurname, ListKeys.MonthSurname(born, one, firstYear)));
                keys.Add((KeyFamily.DaySurname, ListKeys.DaySurname(born, one)));
            }
    }

    private void Names(List<(KeyFamily, ListKey)> keys, int year, int firstYear)
    {
        foreach (var given in asked.Given.Sounds)
            foreach (var surname in asked.Surname.Sounds)
            {
                keys.Add((KeyFamily.YearNames, ListKeys.YearNames(year, given.Primary, surname.Primary, firstYear)));
                if (given.Alternate != given.Primary) keys.Add((KeyFamily.YearNames, ListKeys.YearNames(year, given.Alternate, surname.Primary, firstYear)));
                if (surname.Alternate != surname.Primary) keys.Add((KeyFamily.YearNames, ListKeys.YearNames(year, given.Primary, surname.Alternate, firstYear)));
            }
    }

    private void ByPlace(List<(KeyFamily, ListKey)> keys, int firstYear)
    {
        foreach (var sound in asked.Surname.Sounds)
            foreach (var one in Both(sound)) keys.Add((KeyFamily.UnitSurname, ListKeys.Unit(asked.Place.Unit, one)));
        foreach (var sound in asked.Given.Sounds)
            foreach (var one in Both(sound)) keys.Add((KeyFamily.UnitGiven, ListKeys.Unit(asked.Place.Unit, one)));
        foreach (var year in Years())
        {
            foreach (var token in asked.Given.Tokens) InDistrict(keys, year, token, firstYear);
            foreach (var variant in scope.Memo.Variants) InDistrict(keys, year, scope.Segment.Names.Tokens[variant], firstYear);
        }
    }

    private void InDistrict(List<(KeyFamily, ListKey)> keys, int year, ReadOnlySpan<char> token, int firstYear) =>
        keys.Add((KeyFamily.YearDistrictGiven, ListKeys.YearDistrictGiven(year, asked.Place.District, ListKeys.Token(token), firstYear)));

    // A year either side; an age leaves two years open, and one either side.
    private IEnumerable<int> Years()
    {
        var (from, to) = asked.Born is { } born ? (born.Year - 1, born.Year + 1) : (asked.Today.Year - asked.Age.GetValueOrDefault() - 2, asked.Today.Year - asked.Age.GetValueOrDefault() + 1);
        for (var year = from; year <= to; year++) yield return year;
    }

    private static ReadOnlySpan<uint> Both(SoundCode sound) => sound.Alternate == sound.Primary ? new[] { sound.Primary } : new[] { sound.Primary, sound.Alternate };
}
