using System.Collections.Immutable;
using Gateway.Federation;
using Gateway.Rules.Federation;
using Gateway.Rules.Policy;

namespace Gateway.Disclosure;

/// <summary>
/// Attendances across departments. Two with the same custodian and reference are one. A total is never shown without its
/// coverage, and each member is there only where its item was let go.
/// </summary>
internal static class AnswerAttendances
{
    private const int MostRows = 25;
    private const string Footnote = "Some confidential services are never listed here.";

    private static readonly Item[] Parts =
        [Item.AttendanceCount, Item.AttendanceDates, Item.AttendanceSite, Item.AttendanceComplaint, Item.AttendanceOutcome];

    public static AttendancesAnswer? From(Findings findings)
    {
        var shown = Parts.Where(findings.MayShow).ToArray();
        if (shown.Length == 0) return null;
        var coverage = shown.Select(findings.Combine).Select(CoverageOf).MinBy(c => c.Answered);
        var known = Merged(findings);
        var rows = Rows(findings, known);
        return new AttendancesAnswer(
            CountOf(findings, known.Count, coverage), rows,
            MonthOf(findings, known),
            YesOrNot(findings, Item.AttendanceSite, known.Any(k => k.Custodian != findings.Site), coverage.IsWhole),
            YesOrNot(findings, Item.AttendanceComplaint, known.Any(k => k.Attendance.Injury == true), coverage.IsWhole && known.All(k => k.Attendance.Injury is not null)),
            YesOrNot(findings, Item.AttendanceOutcome, known.Any(k => k.Attendance.LeftBeforeSeen == true), coverage.IsWhole && known.All(k => k.Attendance.LeftBeforeSeen is not null)),
            coverage.Answered, coverage.Asked, Words(findings, known.Count, !rows.IsEmpty, coverage, known.Any(visit => IsNow(findings, visit))), Footnote);
    }

    private static Coverage CoverageOf(Combined combined) => combined switch
    {
        Combined.Yes yes => yes.Coverage,
        Combined.NothingHeld nothing => nothing.Coverage,
        Combined.NotKnown unknown => unknown.Coverage,
        _ => new Coverage(0, 0),
    };

    private static List<(string Custodian, Attendance Attendance)> Merged(Findings findings)
    {
        var merged = new Dictionary<(string, string), Attendance>();
        foreach (var part in Parts.Where(findings.MayShow))
            foreach (var (answer, said) in findings.About(part))
            {
                if (said.Value is not ItemValue.Attendances list) continue;
                foreach (var row in list.Rows)
                {
                    var key = (answer.Question.Custodian.Id, row.Reference);
                    merged[key] = merged.TryGetValue(key, out var before) ? before.With(row) : row;
                }
            }

        if (merged.Count == 0) return [];
        return [.. merged.Select(pair => (pair.Key.Item1, pair.Value)).OrderByDescending(pair => pair.Value.Day).ThenByDescending(pair => pair.Value.ArrivedAt)];
    }

    private static string? CountOf(Findings findings, int count, Coverage coverage)
    {
        if (!findings.MayShow(Item.AttendanceCount) || (coverage.Answered == 0 && count == 0)) return null;
        if (findings.Shares(Item.AttendanceCount)) return count.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return count switch { 0 => coverage.IsWhole ? "0 known" : null, 1 => "1", <= 3 => "2-3", _ => "4+" };
    }

    // What was released whole is shown, also where the count waits for somebody: a released fact must not read as silence. Without
    // the count no visit has a row of which nothing was released.
    private static ImmutableArray<AttendanceAnswer> Rows(Findings findings, List<(string Custodian, Attendance Attendance)> known)
    {
        if (!Parts.Skip(1).Any(findings.Shares)) return [];
        var rows = known.Select(pair => Row(findings, pair.Attendance));
        return [.. (findings.Shares(Item.AttendanceCount) ? rows : rows.Where(HoldsAnything)).Take(MostRows)];
    }

    private static bool HoldsAnything(AttendanceAnswer row) => row.ArrivedAt is not null || row.Site is not null || row.Complaint is not null || row.Outcome is not null;

    private static AttendanceAnswer Row(Findings findings, Attendance attendance) => new(
        findings.Shares(Item.AttendanceDates) ? attendance.ArrivedAt : null,
        findings.Shares(Item.AttendanceSite) ? attendance.Site : null,
        findings.Shares(Item.AttendanceComplaint) ? attendance.Complaint : null,
        findings.MayShow(Item.AttendanceComplaint) ? attendance.Injury : null,
        findings.Shares(Item.AttendanceOutcome) ? attendance.Outcome : null,
        findings.MayShow(Item.AttendanceOutcome) ? attendance.LeftBeforeSeen : null);

    // A visit of which nobody said when it was may be the latest.
    private static string? MonthOf(Findings findings, List<(string Custodian, Attendance Attendance)> known) =>
        findings.MayShow(Item.AttendanceDates) && !findings.Shares(Item.AttendanceDates) && known is [{ Attendance.Day: { } latest }, ..] && known.TrueForAll(one => one.Attendance.Day is not null)
            ? Clock.Month(latest)
            : null;

    // A visit of which nobody said whether it was an injury is no "none known".
    private static string? YesOrNot(Findings findings, Item item, bool any, bool allSaid)
    {
        if (!findings.MayShow(item) || findings.Shares(item)) return null;
        return any ? "yes" : allSaid ? "none known" : "not known";
    }

    // A department lists a child who is there now, and a first visit must not be read as an earlier one.
    private static bool IsNow(Findings findings, (string Custodian, Attendance Attendance) visit) => findings.Visit is { } now && visit.Custodian == findings.Site && visit.Attendance.Reference == now;

    private static string Words(Findings findings, int count, bool listed, Coverage coverage, bool now)
    {
        var departments = $"{coverage.Answered} of {coverage.Asked} departments answered.";
        if (coverage.Answered == 0 && count == 0) return $"Urgent care visits are not known: no department answered, of {coverage.Asked} asked.";
        if (!findings.Shares(Item.AttendanceCount)) return listed && !coverage.IsWhole ? $"{departments} There may be more visits than are listed." : departments;
        var found = $"Urgent care visits found in the last 12 months: {count}.{(now ? count == 1 ? " It is the visit now." : " One of them is the visit now." : "")}";
        if (!coverage.IsWhole) return $"{departments} {found} There may be more.";
        return count == 0 ? $"{departments} No urgent care visit found in the last 12 months. This does not mean it is the first." : $"{departments} {found}";
    }
}
