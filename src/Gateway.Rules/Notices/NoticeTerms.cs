using System.Collections.Immutable;
using Gateway.Rules.Calendars;
using Gateway.Rules.Notices.Reading;
using Gateway.Rules.Policy;
using Gateway.Rules.Referrals.Clocks;
using Gateway.Rules.Referrals.Reading;

namespace Gateway.Rules.Notices;

/// <summary>
/// Who is told of what, how soon, and who has it next while nobody says that they have it (<c>contracts/notices</c>, workflows section 4).
/// A notice is held to the rows of the day on which it was posted.
/// </summary>
public sealed class NoticeTerms
{
    private readonly NoticeTables _tables;

    internal NoticeTerms(NoticeTables tables) => _tables = tables;

    /// <summary>The row for an event and a part on the day of an instant; none where nobody is told so.</summary>
    public NoticeRow? Row(NoticeEvent happened, NoticeRecipient recipient, DateTimeOffset posted) =>
        Find(_tables.Matrix, posted, row => row.Event == happened && row.Recipient == recipient);

    /// <summary>Every part that is told of an event on the day of an instant.</summary>
    public IEnumerable<NoticeRow> Rows(NoticeEvent happened, DateTimeOffset posted) =>
        _tables.Matrix.Where(row => row.Period.Holds(LondonTime.Day(posted)) && row.Value.Event == happened).Select(row => row.Value);

    /// <summary>Who plays a part at an agency of this kind; none where nobody does.</summary>
    public NoticePart? Part(NoticeRecipient recipient, string kind, DateTimeOffset posted) =>
        Find(_tables.Parts, posted, part => part.Recipient == recipient && (part.Kind == kind || part.Kind == NoticePart.AnyKind));

    /// <summary>For which purpose one role is told in a part: where several roles play it, each for the purpose of the part that is its alone.</summary>
    public Purpose? Purpose(NoticeRecipient recipient, string kind, string role, DateTimeOffset posted) => Part(recipient, kind, posted) is not { Purpose: { } purpose } part ? null
        : part.Roles is not [_, _, ..] ? purpose
        : Find(_tables.Parts, posted, one => one.Purpose is not null && one.Kind == kind && one.Roles is [var alone] && alone == role)?.Purpose ?? purpose;

    /// <summary>What people call an event, and what a recipient does about it.</summary>
    public NoticeEventTerms Event(NoticeEvent happened, NoticeRecipient recipient) =>
        _tables.Events.TryGetValue((happened, recipient), out var theirs) ? theirs : _tables.Events[(happened, null)];

    /// <summary>The sentence of a word.</summary>
    public string Sentence(NoticeWord word) => _tables.Words[word];

    /// <summary>Who has it first: by night and on days off whoever the row names instead, except where it is routine.</summary>
    public static NoticeRecipient First(NoticeRow row, bool red, bool closed) =>
        closed && row.OutOfHours is { } night && row.UrgencyOf(red) != NoticeUrgency.Routine ? night : row.Recipient;

    /// <summary>How urgent it is at an instant: one that rises is to be had now from then on.</summary>
    public static NoticeUrgency UrgencyAt(NoticeRow row, bool red, DateTimeOffset posted, DateTimeOffset at) =>
        red && row.Rises is { } hours && at >= posted.AddHours(hours) ? NoticeUrgency.Now : row.UrgencyOf(red);

    /// <summary>When the next one has it, counted from when the one before had it or read it: where nobody comes next it is then known that nobody took it.
    /// Never, where it is routine, nobody comes next and nobody said that it is not theirs.</summary>
    /// <param name="holder">Who has it: the emergency duty team is there while the front door is not, and is not waited for until that opens.</param>
    /// <param name="passed">Somebody said that it is not theirs: it waits for somebody, however routine it is.</param>
    public DateTimeOffset? NextAt(NoticeRow row, NoticeRecipient holder, bool red, DateTimeOffset posted, DateTimeOffset from, AreaCalendars calendars, bool passed = false)
    {
        var urgency = UrgencyAt(row, red, posted, from);
        if (row.Next.IsEmpty && urgency == NoticeUrgency.Routine && !passed) return null;
        var waits = Wait(urgency, holder, posted, from, calendars);
        if (!red || row.Rises is not { } hours || urgency == NoticeUrgency.Now) return waits;
        var risen = Wait(NoticeUrgency.Now, holder, posted, posted.AddHours(hours), calendars);
        return risen < waits ? risen : waits;
    }

    /// <summary>Who has it when, one after the other, where nobody ever reads it or says that they have it; empty where nobody is told so.</summary>
    public ImmutableArray<NoticeStep> Course(NoticeEvent happened, NoticeRecipient recipient, bool red, DateTimeOffset posted, AreaCalendars calendars)
    {
        if (Row(happened, recipient, posted) is not { } row) return [];
        var steps = ImmutableArray.CreateBuilder<NoticeStep>();
        steps.Add(new NoticeStep(First(row, red, calendars.Hours.Opening(posted) > posted), posted, row.UrgencyOf(red)));
        foreach (var next in row.Next)
        {
            if (next == steps[^1].Recipient || NextAt(row, steps[^1].Recipient, red, posted, steps[^1].At, calendars) is not { } at) continue;
            steps.Add(new NoticeStep(next, at, UrgencyAt(row, red, posted, at)));
        }

        return steps.ToImmutable();
    }

    private DateTimeOffset Wait(NoticeUrgency urgency, NoticeRecipient holder, DateTimeOffset posted, DateTimeOffset from, AreaCalendars calendars)
    {
        var wait = Find(_tables.Times, posted, one => one.Urgency == urgency);
        return wait.Unit switch
        {
            TimeUnit.Minutes => from.AddMinutes(wait.Amount),
            TimeUnit.Hours => from.AddHours(wait.Amount),
            TimeUnit.WorkingHours when holder == NoticeRecipient.EmergencyDuty => from.AddHours(wait.Amount),
            TimeUnit.WorkingHours => calendars.Hours.Add(from, TimeSpan.FromHours(wait.Amount)),
            _ => calendars.Hours.Opening(LondonTime.End(calendars.Days.After(LondonTime.Day(from), wait.Amount))),
        };
    }

    private static T? Find<T>(ImmutableArray<Dated<T>> rows, DateTimeOffset posted, Func<T, bool> holds)
    {
        var day = LondonTime.Day(posted);
        foreach (var row in rows)
            if (row.Period.Holds(day) && holds(row.Value)) return row.Value;
        return default;
    }
}

/// <summary>One who has a notice, from when on, and how urgent it is by then.</summary>
public readonly record struct NoticeStep(NoticeRecipient Recipient, DateTimeOffset At, NoticeUrgency Urgency);
