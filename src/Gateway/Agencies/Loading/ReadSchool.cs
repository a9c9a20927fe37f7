using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Gateway.Rules.Calendars;
using Gateway.Rules.Policy;

namespace Gateway.Agencies.Loading;

/// <summary>Reads what the register says of a school, and who at a council is told of allegations.</summary>
internal static class ReadSchool
{
    private const int MostDays = 400;
    private static readonly string[] WeekDays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

    public static School? From(Entry agency, AgencyKind kind)
    {
        if (agency.ObjectOrNone("school", ["urn", "days", "head", "chair"]) is not { } school) return null;
        if (kind != AgencyKind.School) school.Fault("is for an agency of the kind school");
        var urn = school.Text("urn");
        if (urn.Length > 0 && (urn.Length > 10 || !urn.All(char.IsAsciiDigit))) school.Fault("urn", "must be at most 10 digits");
        return new School(urn, school.ObjectOrNone("days", ["terms", "closed", "begins", "week"]) is { } days ? Days(days) : null, Named(school, "head"), Named(school, "chair"));
    }

    public static NamedPerson? Officer(Entry agency, AgencyKind kind)
    {
        var named = Named(agency, "designatedOfficer");
        if (named is not null && kind != AgencyKind.LocalAuthority) agency.Fault("designatedOfficer", "is for an agency of the kind local-authority");
        return named;
    }

    private static NamedPerson? Named(Entry of, string name) =>
        of.ObjectOrNone(name, ["practitioner", "name"]) is { } person ? new NamedPerson(person.Text("practitioner"), person.Text("name")) : null;

    private static SchoolDays Days(Entry days)
    {
        var terms = days.Objects("terms", ["from", "to"]).Select(Term).ToImmutableArray();
        if (terms.IsEmpty && days.Has("terms")) days.Fault("terms", "must name at least one");
        foreach (var (one, n) in terms.Select((one, n) => (one, n)))
            if (terms.Take(n).Any(one.Meets)) days.Fault("terms", $"term {n + 1} has a day of another");
        var begins = days.Text("begins");
        if (!TimeOnly.TryParseExact(begins, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) && begins.Length > 0) days.Fault("begins", "must be a time such as 08:50");
        var read = new SchoolDays(terms, days.Has("closed") ? Closed(days) : [], time);
        return days.Has("week") ? read with { Week = Week(days) } : read;
    }

    private static Period Term(Entry term)
    {
        var (from, to) = (term.Date("from"), term.Date("to"));
        if (to >= from && to.DayNumber - from.DayNumber <= MostDays) return new Period(from, to);
        term.Fault("to", $"must not be before from, nor more than {MostDays} days after it");
        return new Period(from, from);
    }

    private static FrozenSet<DateOnly> Closed(Entry days)
    {
        var closed = new List<DateOnly>();
        foreach (var word in days.Words("closed"))
            if (DateOnly.TryParseExact(word, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) closed.Add(day);
            else days.Fault("closed", "must be days such as 2026-10-26");
        return closed.ToFrozenSet();
    }

    private static ImmutableArray<DayOfWeek> Week(Entry days)
    {
        var week = ImmutableArray.CreateBuilder<DayOfWeek>();
        foreach (var word in days.Words("week"))
            if (Array.IndexOf(WeekDays, word) is >= 0 and var day) week.Add((DayOfWeek)day);
            else days.Fault("week", $"'{word}' is not a day of the week");
        return week.ToImmutable();
    }
}
