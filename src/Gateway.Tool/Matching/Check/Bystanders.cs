using System.Collections.Immutable;
using Gateway.Rules.Matching.Cases;
using Gateway.Rules.Matching.Reading;
using Gateway.Tool.Synthetic.Matching.Families;

namespace Gateway.Tool.Matching.Check;

/// <summary>
/// Keeps those out of the padding who would be who a case asks for: a case that says that nobody of that name and date of birth is held means
/// it, and among twelve million somebody else would be. Near-namesakes stay.
/// </summary>
internal sealed class Bystanders
{
    private readonly Dictionary<int, List<(string Given, string Surname)>> _asked = [];
    private readonly NameTables _tables;

    public Bystanders(IEnumerable<MatchingCase> cases, NameTables tables)
    {
        _tables = tables;
        foreach (var question in cases.Select(one => one.Question))
            if (question.DateOfBirth is { } born) Add(born.DayNumber, question.Given, question.Surname);
    }

    public bool IsAskedFor(FamilyBook book, in FamilyChild child)
    {
        if (!_asked.TryGetValue(child.BornDay, out var names)) return false;
        var (given, surname) = (Tokens(book.GivenOf(child), NamePart.Given), Tokens(book.SurnameOf(child), NamePart.Family));
        return names.Any(name => given.Contains(name.Given) && surname.Contains(name.Surname));
    }

    private void Add(int day, string? given, string? surname)
    {
        if (!_asked.TryGetValue(day, out var names)) _asked[day] = names = [];
        foreach (var one in Tokens(given, NamePart.Given))
            foreach (var other in Tokens(surname, NamePart.Family)) names.Add((one, other));
    }

    private ImmutableArray<string> Tokens(string? text, NamePart part) => PersonName.Read(text, _tables, part).Tokens;
}
