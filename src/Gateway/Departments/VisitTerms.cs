using System.Collections.Immutable;
using System.Globalization;
using Gateway.Agencies.Loading;
using Gateway.Referrals;
using Gateway.Rules.Departments;
using Gateway.Rules.Policy;

namespace Gateway.Departments;

/// <summary>What a role may do about a child in its department.</summary>
internal enum VisitPart
{
    Read,
    Write,
    Discharge,
    Meeting,
}

/// <param name="Words">As it is asked.</param>
/// <param name="Error">What is said where it has no answer.</param>
internal sealed record QuestionTerms(VisitQuestion Question, string Words, string Error);

/// <summary>The dated tables of <c>contracts/departments</c>.</summary>
internal sealed class VisitTerms
{
    private static readonly string[] Parts = ["read", "write", "discharge", "meeting"];
    private static readonly string[] Flags = ["strategy-first", "written-on-days-off", "consultant-examines"];
    private const string Anywhere = "any";
    private const string Repeat = "repeat-visits";
    private const string Unended = "unended-hours";
    private const string Meeting = "meeting-day";
    private static readonly string[] Numbers = [Repeat, Unended, Meeting];

    private readonly ImmutableArray<(Period On, string Role, string[] May)> _roles;
    private readonly ImmutableArray<(Period On, string Area, string Rule, string Value)> _rules;
    private readonly ImmutableArray<(Period On, QuestionTerms Terms)> _questions;

    private VisitTerms(
        ImmutableArray<(Period, string, string[])> roles, ImmutableArray<(Period, string, string, string)> rules, ImmutableArray<(Period, QuestionTerms)> questions) =>
        (_roles, _rules, _questions) = (roles, rules, questions);

    public bool May(string role, VisitPart part, DateOnly day) => _roles.Any(row => row.Role == role && row.On.Holds(day) && row.May.Contains(Parts[(int)part]));

    /// <summary>Of several areas the strictest counts.</summary>
    public LocalRules Rules(ImmutableArray<string> areas, DateOnly day) =>
        new(Is(areas, Flags[0], day), Is(areas, Flags[1], day), Is(areas, Flags[2], day));

    /// <summary>More than so many visits in six months.</summary>
    public int RepeatVisits(ImmutableArray<string> areas, DateOnly day) =>
        Least(areas, Repeat, day) ?? int.MaxValue;

    /// <summary>After how long the practice is told of a visit that nobody ended; none where it is not told.</summary>
    public TimeSpan? UnendedAfter(ImmutableArray<string> areas, DateOnly day) => Least(areas, Unended, day) is { } hours ? TimeSpan.FromHours(hours) : null;

    /// <summary>On which day of the week, 1 for Monday to 7, the list of the seven days before is ready for the meeting; none where it is told to nobody.</summary>
    public int? MeetingDay(ImmutableArray<string> areas, DateOnly day) => Least(areas, Meeting, day);

    /// <summary>Whose meeting it is.</summary>
    public IEnumerable<string> MeetingRoles(DateOnly day) => _roles.Where(row => row.On.Holds(day) && row.May.Contains(Parts[(int)VisitPart.Meeting])).Select(row => row.Role).Distinct(StringComparer.Ordinal);

    // Of several areas the strictest counts.
    private int? Least(ImmutableArray<string> areas, string rule, DateOnly day) =>
        areas.Select(area => Row(area, rule, day) ?? Row(Anywhere, rule, day)).OfType<string>().Select(value => (int?)int.Parse(value, CultureInfo.InvariantCulture)).Min();

    public ImmutableArray<QuestionTerms> Questions(DateOnly day) => [.. _questions.Where(row => row.On.Holds(day)).Select(row => row.Terms).OrderBy(terms => terms.Question)];

    public static Loaded<VisitTerms> Read(string roles, string rules, string questions)
    {
        var faults = new Faults("departments");
        var (may, local, asked) = (
            CsvRows.Of(roles, "role,may,from,to,source", faults).Select(RoleOf).OfType<(Period, string, string[])>().ToImmutableArray(),
            CsvRows.Of(rules, "area,rule,value,from,to,source", faults).Select(RuleOf).OfType<(Period, string, string, string)>().ToImmutableArray(),
            CsvRows.Of(questions, "question,words,error,from,to,source", faults).Select(QuestionOf).OfType<(Period On, QuestionTerms Terms)>().ToImmutableArray());
        if (may.IsEmpty) faults.Add("roles.csv lets nobody do anything");
        foreach (var question in VisitQuestionWords.All)
            if (asked.Count(row => row.Terms.Question == question && row.On.To == DateOnly.MaxValue) != 1) faults.Add($"questions.csv must ask {question.Word()} once without an end");
        return faults.Otherwise(() => new VisitTerms(may, local, asked));
    }

    private bool Is(ImmutableArray<string> areas, string rule, DateOnly day) => areas.Any(area => (Row(area, rule, day) ?? Row(Anywhere, rule, day)) == "yes");

    private string? Row(string area, string rule, DateOnly day) => _rules.FirstOrDefault(row => row.Area == area && row.Rule == rule && row.On.Holds(day)).Value;

    private static (Period, string, string[])? RoleOf(CsvRow line)
    {
        var may = line[1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (line[0].Length == 0) line.Fault("role is missing");
        if (may.Length == 0 || may.Except(Parts).Any()) line.Fault($"may must be some of {string.Join(", ", Parts)}");
        return DatedRows.PeriodOf(line, 2) is { } on ? (on, line[0], may) : null;
    }

    private static (Period, string, string, string)? RuleOf(CsvRow line)
    {
        if (line[0].Length == 0) line.Fault("area is missing");
        if (Numbers.Contains(line[1]) ? !int.TryParse(line[2], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > Most(line[1]) : line[2] is not ("yes" or "no")) line.Fault("value must be yes or no, or a whole number: of visits, of hours up to 72, or of a day from 1 to 7");
        if (!Numbers.Contains(line[1]) && !Flags.Contains(line[1])) line.Fault($"rule must be one of {string.Join(", ", Numbers)}, {string.Join(", ", Flags)}");
        return DatedRows.PeriodOf(line, 3) is { } on ? (on, line[0], line[1], line[2]) : null;
    }

    private static int Most(string rule) => rule switch
    {
        Unended => 72,
        Meeting => 7,
        _ => int.MaxValue,
    };

    private static (Period, QuestionTerms)? QuestionOf(CsvRow line)
    {
        var known = VisitQuestionWords.TryRead(line[0], out var question);
        if (!known) line.Fault("question is not one of the six");
        if (line[1].Length == 0 || line[2].Length == 0) line.Fault("words or error are missing");
        return DatedRows.PeriodOf(line, 3) is { } on && known ? (on, new QuestionTerms(question, line[1], line[2])) : null;
    }
}
