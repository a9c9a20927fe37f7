using System.Collections.Immutable;
using Gateway.Rules.Notices;
using static Gateway.Rules.Tests.Notices.PublishedNotices;

namespace Gateway.Rules.Tests.Notices;

/// <summary>Each kind of damage to each table is refused, with the file and the line; all of it at once.</summary>
public sealed class NoticeDamageTests
{
    [Theory]
    [InlineData("matrix.csv", "known-child-attended,social-worker", "known-child-came,social-worker", "matrix.csv line 2: 'known-child-came' is not an event")]
    [InlineData("matrix.csv", "known-child-attended,social-worker", "known-child-attended,neighbour", "matrix.csv line 2: 'neighbour' is not a recipient")]
    [InlineData("matrix.csv", "social-worker,U2,U1", "social-worker,U4,U1", "matrix.csv line 2: 'U4' is not an urgency")]
    [InlineData("matrix.csv", "social-worker,U2,U1", "social-worker,U2,U3", "matrix.csv line 2: red is less urgent than it is otherwise")]
    [InlineData("matrix.csv", "social-worker,U2,U1,", "social-worker,U2,U1,4", "matrix.csv line 2: rises without being U2 when red")]
    [InlineData("matrix.csv", "U3,U2,4,", "U3,U2,0,", "is not a whole number from 1 to 72")]
    [InlineData("matrix.csv", "social-worker,U2,U1,,screen email", "social-worker,U2,U1,,screen pigeon", "matrix.csv line 2: 'pigeon' is not a channel")]
    [InlineData("matrix.csv", "social-worker,U2,U1,,screen email", "social-worker,U2,U1,,email", "matrix.csv line 2: channels lack screen")]
    [InlineData("matrix.csv", "emergency-duty,front-door lead,concern", "nobody,front-door lead,concern", "matrix.csv line 2: 'nobody' is not a recipient")]
    [InlineData("matrix.csv", "emergency-duty,front-door lead,concern", "deputy,front-door lead,concern", "matrix.csv line 2: a deputy is next, never first")]
    [InlineData("matrix.csv", "emergency-duty,front-door lead,concern", "emergency-duty,front-door gp,concern", "matrix.csv line 2: ends with nobody who is always there")]
    [InlineData("matrix.csv", "emergency-duty,front-door lead,concern", "emergency-duty,front-door lead lead,concern", "matrix.csv line 2: next names something twice")]
    [InlineData("matrix.csv", "concern no-concern ring-back,plan-flag", "concern gossip ring-back,plan-flag", "matrix.csv line 2: 'gossip' is not a word of a notice")]
    [InlineData("matrix.csv", "ring-back,plan-flag attendance-dates", "ring-back,plan-flags attendance-dates", "matrix.csv line 2: 'plan-flags' is not an item")]
    [InlineData("matrix.csv", "sent received,,2024", "sent received,plan-flag,2024", "tells of the child to 'referrer', who has no purpose")]
    [InlineData("matrix.csv", "known-child-attended,front-door", "known-child-attended,social-worker", "matrix.csv line 3: tells the same as line 2 of the same event on the same day")]
    [InlineData("matrix.csv", "silent,,2024-01-01,", "silent,,2024-01-01,2026-12-31", "matrix.csv: nobody is told of 'source-silent' on 2027-01-01")]
    [InlineData("recipients.csv", "gp,gp-practice,gp", "gp,vets,gp", "'vets' is not a kind of agency")]
    [InlineData("recipients.csv", "gp,gp-practice,gp", "gp,gp-practice,surgeon", "'surgeon' is not a role")]
    [InlineData("recipients.csv", "gp,gp-practice,gp,clinical-concern", "gp,gp-practice,gp,curiosity", "'curiosity' is not a purpose")]
    [InlineData("recipients.csv", "midwife,nhs-trust", "health-visitor,nhs-trust", "'health-visitor' is played by somebody else there on the same day")]
    [InlineData("recipients.csv", "midwife,nhs-trust,midwife,clinical-concern,the midwife,2024-01-01,", "midwife,nhs-trust,midwife,clinical-concern,the midwife,2024-01-01,2026-12-31", "nobody plays 'midwife' on 2027-01-01")]
    [InlineData("recipients.csv", "\nlead,school,dsl", "\nlead,school,", "recipients.csv: nobody is the lead at a school on 2024-01-01")]
    [InlineData("times.csv", "U1,15,minutes", "U1,15,fortnights", "times.csv line 2: 'fortnights' is not a unit")]
    [InlineData("times.csv", "U1,15,minutes", "U1,15,months", "times.csv line 2: 'months' is not what notices wait in")]
    [InlineData("times.csv", "U1,15,minutes", "U1,2,working-hours", "times.csv line 2: U1 waits at any hour")]
    [InlineData("times.csv", "U1,15,minutes", "U1,0,minutes", "times.csv line 2: amount '0' is not a whole number")]
    [InlineData("times.csv", "U2,2,", "U1,2,", "times.csv line 3: U1 waits at any hour")]
    [InlineData("events.csv", "late-answer,E14", "late-answer,E15", "events.csv line 17: 'late-answer' is E14")]
    [InlineData("events.csv", "late-answer,E14", "later-answer,E14", "events.csv: 'late-answer' is missing")]
    [InlineData("events.csv", "referral-sent,E11,front-door", "referral-sent,E11,neighbour", "events.csv line 14: 'neighbour' is not a recipient")]
    [InlineData("events.csv", "referral-sent,E11,front-door", "referral-sent,E11,", "events.csv line 14: 'referral-sent' stands twice for the same recipient")]
    [InlineData("words.csv", "concern,", "worry,", "words.csv: 'concern' is missing")]
    [InlineData("words.csv", "no-concern,", "concern,", "words.csv line 3: 'concern' stands twice")]
    public void Damage_is_named(string file, string sound, string damaged, string fault)
    {
        var text = Files.Text(file);
        var at = text.IndexOf(sound, StringComparison.Ordinal);
        Assert.True(at >= 0, sound);
        Assert.Contains(Faults(Files.With(file, text[..at] + damaged + text[(at + sound.Length)..])), found => found.Contains(fault, StringComparison.Ordinal));
    }

    public static TheoryData<string> Names => [.. NoticeFiles.Names];

    [Theory, MemberData(nameof(Names))]
    public void File_that_is_cut_or_is_no_text_is_refused(string file)
    {
        var text = Files.Text(file);
        foreach (var spoilt in (string[])["", text[..^1], text.Replace(',', ';'), text + "\"open\n", text + "\n", text + "\u0007\n"])
            Assert.Contains(Faults(Files.With(file, spoilt)), fault => fault.StartsWith(file, StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Names))]
    public void Row_that_stands_twice_is_refused(string file)
    {
        var lines = Files.Text(file).TrimEnd('\n').Split('\n');
        for (var at = 1; at < lines.Length; at++)
            Assert.Contains(Faults(Files.With(file, string.Join('\n', [.. lines[..at], lines[at], .. lines[at..], ""]))), fault => fault.StartsWith($"{file} line {at + 2}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("matrix.csv", "feedback-unread,lead,U2", "information-added,colleague,U2", "matrix.csv: 'lead' is not told of 'feedback-unread' on 2024-01-01, and the service posts it")]
    [InlineData("matrix.csv", "front-door,unread,,2024-01-01,", "front-door,unread,,2024-01-01,2026-12-31", "matrix.csv: 'lead' is not told of 'feedback-unread' on 2027-01-01, and the service posts it")]
    [InlineData("matrix.csv", "deputy front-door,unread", "deputy front-door,raised", "may not say 'unread' on 2024-01-01, and the service says it")]
    [InlineData("recipients.csv", "\nlead,school,dsl,school-concern,the designated safeguarding lead,2024-01-01,", "\nlead,school,dsl,school-concern,the designated safeguarding lead,2024-01-01,2026-12-31", "recipients.csv: nobody plays 'lead' at a school on 2027-01-01, who is told of 'feedback-unread'")]
    public void Tables_that_cannot_carry_what_is_posted_are_refused_on_whichever_day(string file, string sound, string damaged, string fault)
    {
        var posted = new NoticePosted(NoticeEvent.FeedbackUnread, NoticeRecipient.Lead, [NoticeWord.Unread], ["school", "nhs-trust"]);
        Assert.IsType<NoticeReading.Valid>(Read(Files, posted));
        Assert.Contains(sound, Files.Text(file), StringComparison.Ordinal);
        var (text, at) = (Files.Text(file), Files.Text(file).LastIndexOf(sound, StringComparison.Ordinal));
        Assert.Contains(Assert.IsType<NoticeReading.Faulty>(Read(Files.With(file, text[..at] + damaged + text[(at + sound.Length)..]), posted)).Faults, found => found.Contains(fault, StringComparison.Ordinal));
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once() => Assert.Equal(
        ["matrix.csv line 2: 'neighbour' is not a recipient", "recipients.csv line 14: 'vets' is not a kind of agency", "times.csv line 2: 'fortnights' is not a unit"],
        Faults(Files.With("matrix.csv", Files.Text("matrix.csv").Replace("known-child-attended,social-worker", "known-child-attended,neighbour", StringComparison.Ordinal))
            .With("recipients.csv", Files.Text("recipients.csv").Replace("gp,gp-practice,gp,clinical", "gp,vets,gp,clinical", StringComparison.Ordinal).Replace("lead,vets", "lead,gp-practice", StringComparison.Ordinal))
            .With("times.csv", Files.Text("times.csv").Replace("15,minutes", "15,fortnights", StringComparison.Ordinal))));

    [Fact]
    public void Time_that_changes_holds_for_what_is_posted_from_that_day_on()
    {
        var changed = Files.With("times.csv", Files.Text("times.csv").Replace("U1,15,minutes,2024-01-01,,", "U1,15,minutes,2024-01-01,2026-11-22,As was\nU1,10,minutes,2026-11-23,,", StringComparison.Ordinal));
        var terms = Assert.IsType<NoticeReading.Valid>(Read(changed)).Terms;
        string Next(string at) => Referrals.Published.Shown(terms.Course(NoticeEvent.LateAnswer, NoticeRecipient.Asker, false, Referrals.Published.Wall(at), Referrals.Published.Area)[1].At);
        Assert.Equal(("2026-11-23 00:14", "2026-11-23 00:10"), (Next("2026-11-22 23:59"), Next("2026-11-23 00:00")));
    }

    private static ImmutableArray<string> Faults(NoticeFiles files) => Read(files) is NoticeReading.Faulty(var faults) ? faults : [];
}
