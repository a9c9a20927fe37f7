using System.Collections.Immutable;
using Gateway.Rules.Referrals;
using Gateway.Rules.Referrals.Clocks;
using static Gateway.Rules.Tests.Referrals.Published;

namespace Gateway.Rules.Tests.Referrals;

/// <summary>Each kind of damage to each table is refused, with the file and the line; all of it at once.</summary>
public sealed class DamageTests
{
    private static readonly ReferralFiles Sound = Files();

    [Theory]
    [InlineData("states.csv", "received,S2,", "recieved,S2,", "states.csv line 5: 'recieved' is not a state")]
    [InlineData("states.csv", "received,S2,front-door,", "received,S2,nobody,", "states.csv line 5: 'nobody' is not an actor")]
    [InlineData("states.csv", "received,S2,", "sent,S2,", "states.csv line 5: 'sent' stands twice on the same day")]
    [InlineData("states.csv", "received,S2,", "received,S1,", "states.csv line 5: code 'S1' is another state's")]
    [InlineData("states.csv", "received,S2,front-door,Received,2024-01-01,", "received,S2,front-door,Received,2024-01-01,2026-12-31", "states.csv: 'received' is missing on 2027-01-01")]
    [InlineData("states.csv", "received,S2,front-door,Received,2024-01-01,", "received,S2,front-door,Received,2024-01-01,2023-12-31", "states.csv line 5: the period ends before it begins")]
    [InlineData("states.csv", "plan-ended,PL2,,", "plan-ended,PL2,manager,", "states.csv line 22: no clock that cannot be paused runs from the entry into 'plan-ended'")]
    [InlineData("states.csv", "deleted,Deleted,,", "deleted,Deleted,manager,", "states.csv line 3: nothing leads out of 'deleted' on 2024-01-01")]
    [InlineData("moves.csv", "draft,referral.sent,", "draft,referral.posted,", "moves.csv line 2: 'referral.posted' is not an event")]
    [InlineData("moves.csv", "draft,referral.sent,", "drafts,referral.sent,", "moves.csv line 2: 'drafts' is not a state")]
    [InlineData("moves.csv", "draft,referral.sent,", ",referral.sent,", "moves.csv line 2: states is empty")]
    [InlineData("moves.csv", "draft,referral.sent,,referrer,sent,", "draft,referral.sent,,anyone,sent,", "moves.csv line 2: 'anyone' is not an actor")]
    [InlineData("moves.csv", "draft,referral.sent,,referrer,sent,", "draft,referral.sent,,referrer,gone,", "moves.csv line 2: 'gone' is not a state")]
    [InlineData("moves.csv", "draft,referral.sent,,referrer,sent,", "draft,referral.sent,,referrer,over,", "moves.csv line 2: a referral itself is never over")]
    [InlineData("moves.csv", "draft,referral.sent,,referrer,sent,", "draft referrer-told,referral.sent,,referrer,sent,", "moves.csv line 2: its states are not of one track")]
    [InlineData("moves.csv", "draft,referral.sent,,referrer,sent,,", "draft,referral.sent,,referrer,sent,closed,", "moves.csv line 2: 'closed' says nothing of feedback")]
    [InlineData("moves.csv", "draft,referral.sent,,referrer,sent,,,", "draft,referral.sent,,referrer,sent,,poem,", "moves.csv line 2: 'poem' is not a text")]
    [InlineData("moves.csv", "draft,referral.sent,,referrer,sent,,,,", "draft,referral.sent,,referrer,sent,,,sober,", "moves.csv line 2: 'sober' is not a guard")]
    [InlineData("moves.csv", "draft,draft.deleted,,referrer,", "draft,referral.sent,,referrer,", "moves.csv line 3: says where to go from a state that line 2 speaks of")]
    [InlineData("moves.csv", "draft,clock.breached,draft-kept,", "draft,clock.breached,egg-timer,", "moves.csv line 4: 'egg-timer' is not a clock")]
    [InlineData("moves.csv", "decision.made,advice,social-worker manager,advice,referrer-told,why message advice", "decision.made,advice,social-worker manager,advice,referrer-told,why advice", "decides without telling the referrer")]
    [InlineData("moves.csv", "decision.made,advice,social-worker manager,advice,referrer-told,", "decision.made,advice,social-worker manager,advice,,", "decides without telling the referrer")]
    [InlineData("moves.csv", "referral.reclassified,,front-door social-worker manager emergency-duty,contact,referrer-told,why message", "referral.reclassified,,front-door social-worker manager emergency-duty,contact,,", "decides without telling the referrer")]
    [InlineData("moves.csv", "looked-at,record.corrected,,front-door emergency-duty social-worker manager,received,,reason", "looked-at,record.corrected,,front-door emergency-duty social-worker manager,received,,", "takes a step back without a reason")]
    [InlineData("moves.csv", "plan,plan.ended,,conference-service,plan-ended,", "plan,plan.ended,,conference-service,same,", "moves.csv: nothing leads to 'plan-ended' on 2024-01-01")]
    [InlineData("clocks.csv", "decision,T2,", "decisive,T2,", "clocks.csv line 4: 'decisive' is not a clock")]
    [InlineData("clocks.csv", "decision,T2,,received looked-at waiting-for-agencies withdrawn merged,", "decision,T2,,received looked-at withdrawn merged,", "states.csv line 7: no clock that cannot be paused runs from the entry into 'waiting-for-agencies'")]
    [InlineData("clocks.csv", "decision,T2,,received", "decision,T2,,recieved", "clocks.csv line 4: 'recieved' is not an event or a state")]
    [InlineData("clocks.csv", "decision,T2,,", "decision,T2,sometimes,", "clocks.csv line 4: only is empty or danger")]
    [InlineData("clocks.csv", "conference-held,T12,,strategy-held section-47,strategy-held section-47,conference,no", "conference-held,T12,,strategy-held section-47,strategy-held section-47,conference,yes", "clocks.csv line 15: 'conference-held' never pauses")]
    [InlineData("clocks.csv", "core-group,T13,,conference,conference plan,core_group.held,no", "core-group,T13,,conference,conference plan,core_group.held,perhaps", "pausable is yes or no")]
    [InlineData("clocks.csv", "first-review,T14,,conference plan,conference plan,plan.reviewed,no", "first-review,T14,,conference plan,conference plan,plan.reviewed,yes", "may be paused and counts in what cannot stand still")]
    [InlineData("times.csv", "decision,,1,working-days,", "decision,,1,fortnights,", "times.csv line 4: 'fortnights' is not a unit")]
    [InlineData("times.csv", "decision,,1,working-days,", "decision,,one,working-days,", "times.csv line 4: amount 'one' is not a whole number from 0 to 1000")]
    [InlineData("times.csv", "received,,1,minutes,", "received,,0,minutes,", "times.csv line 3: amount '0' is not a whole number from 1 to 1000")]
    [InlineData("times.csv", "decision,,1,working-days,4,working-hours-before,", "decision,,1,working-days,4,,", "times.csv line 4: warn and warnUnit do not go together")]
    [InlineData("times.csv", "decision,,1,working-days,4,working-hours-before,", "decision,,1,working-days,4,moons-before,", "times.csv line 4: 'moons-before' is not a unit of warning")]
    [InlineData("times.csv", "rated,red,", "rated,blue,", "times.csv line 6: 'blue' is not a case")]
    [InlineData("times.csv", "rated,amber,", "rated,red,", "times.csv line 7: 'rated' has another time for the same on the same day")]
    [InlineData("times.csv", ",rated,amber,", "Alder sham,rated,amber,", "times.csv line 7: 'Alder sham' is not an area")]
    [InlineData("times.csv", ",decision,,1,", "aldersham,decision,,1,", "times.csv: 'decision' has no time on 2024-01-01")]
    [InlineData("times.csv", "08:30 08:45,on-the-day", "08:30 8.45,on-the-day", "'8.45' is not a time such as 08:30")]
    [InlineData("times.csv", "10 20 35", "10 twenty 35", "points 'twenty' is not a whole number from 1 to 1000")]
    [InlineData("times.csv", "referrer-told,,1,working-days,,,,2024-01-01,", "referrer-told,,1,working-days,,,,2024-06-01,", "times.csv: 'referrer-told' has no time on 2024-01-01")]
    [InlineData("texts.csv", "message,50,", "message,0,", "texts.csv line 2: least '0' is not a whole number from 1 to 4000")]
    [InlineData("texts.csv", "message,50,", "massage,50,", "texts.csv line 2: 'massage' is not a text")]
    [InlineData("texts.csv", "why,50,", "message,50,", "texts.csv line 3: 'message' stands twice on the same day")]
    [InlineData("refusals.csv", "not-told,", "untold,", "refusals.csv: 'not-told' is missing")]
    [InlineData("refusals.csv", "not-told,", "untold,", "'untold' is not a refusal")]
    [InlineData("refusals.csv", "not-told,", "disputed,", "'disputed' stands twice")]
    public void Damage_is_named(string file, string sound, string damaged, string fault)
    {
        Assert.Contains(sound, Sound.Text(file), StringComparison.Ordinal);
        Assert.Contains(Faults(Sound.With(file, Replaced(file, sound, damaged))), found => found.Contains(fault, StringComparison.Ordinal));
    }

    public static TheoryData<string> Names => [.. ReferralFiles.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void File_that_is_cut_or_is_no_text_is_refused(string file)
    {
        var text = Sound.Text(file);
        foreach (var spoilt in (string[])["", text[..^1], text.Replace(',', ';'), text + "\"open\n", text + "\n", text + "\u0007\n"])
            Assert.Contains(Faults(Sound.With(file, spoilt)), fault => fault.StartsWith(file, StringComparison.Ordinal));
        Assert.Equal([file + ": is not UTF-8 text"], Faults(Sound.With(file, [.. Sound[file].Span, 0xFF, (byte)'\n'])).Take(1));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Row_that_stands_twice_is_refused(string file)
    {
        var lines = Sound.Text(file).TrimEnd('\n').Split('\n');
        for (var at = 1; at < lines.Length; at++)
            Assert.Contains(Faults(Sound.With(file, string.Join('\n', [.. lines[..at], lines[at], .. lines[at..], ""]))), fault => fault.StartsWith($"{file} line {at + 2}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("states.csv")]
    [InlineData("clocks.csv")]
    [InlineData("texts.csv")]
    [InlineData("refusals.csv")]
    public void Row_that_is_dropped_is_refused(string file)
    {
        var lines = Sound.Text(file).TrimEnd('\n').Split('\n');
        for (var at = 1; at < lines.Length; at++) Assert.NotEmpty(Faults(Sound.With(file, string.Join('\n', [.. lines[..at], .. lines[(at + 1)..], ""]))));
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once()
    {
        var faults = Faults(Sound.With("states.csv", Replaced("states.csv", "received,S2,front-door", "recieved,S2,nobody"))
            .With("moves.csv", Replaced("moves.csv", "draft,referral.sent,", "draft,referral.posted,"))
            .With("times.csv", Replaced("times.csv", "decision,,1,working-days", "decision,,1,fortnights")));
        Assert.Equal(
            ["states.csv line 5: 'recieved' is not a state", "states.csv line 5: 'nobody' is not an actor", "moves.csv line 2: 'referral.posted' is not an event", "times.csv line 4: 'fortnights' is not a unit"], faults);
    }

    [Fact]
    public void Time_that_changes_holds_for_what_starts_from_that_day_on()
    {
        const string now = "feedback-read,,2,working-days,,,,2024-01-01,";
        var changed = Sound.With("times.csv", Replaced("times.csv", now, now + "2026-12-31,Workflows 2.2 T7\n,feedback-read,,1,working-days,,,,2027-01-01,"));
        var terms = Assert.IsType<ReferralReading.Valid>(ReferralReader.Read(changed)).Terms;
        Assert.Equal([new DateOnly(2024, 1, 1), new DateOnly(2027, 1, 1)], terms.Changes);
        DateOnly Due(string start) => terms.Read(ReferralClock.FeedbackRead, new ClockRun(Wall(start)), Area)!.Due!.Value.Day;
        Assert.Equal((new DateOnly(2027, 1, 5), new DateOnly(2027, 1, 4)), (Due("2026-12-31 23:59"), Due("2027-01-01 00:00")));
    }

    private static ImmutableArray<string> Faults(ReferralFiles files) => ReferralReader.Read(files) is ReferralReading.Faulty(var faults) ? faults : [];

    private static string Replaced(string file, string sound, string damaged)
    {
        var text = Sound.Text(file);
        var at = text.IndexOf(sound, StringComparison.Ordinal);
        return text[..at] + damaged + text[(at + sound.Length)..];
    }
}
