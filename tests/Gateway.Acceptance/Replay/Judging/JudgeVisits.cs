using Gateway.Acceptance.Replay.Playing;
using Gateway.Acceptance.Replay.Reading;

namespace Gateway.Acceptance.Replay.Judging;

/// <summary>Whether a child could go: by what was answered to the attempt, and by what the department reads of the visit after it.</summary>
internal sealed class JudgeVisits(PlayVisits visits, RunningTimeline running, JudgeNotices notices)
{
    public async Task<Verdict> OfAsync(Expectation expected, Happening at)
    {
        if (notices.PersonOf(expected) is not { } who) return notices.CannotSignIn(expected);
        if (visits.Of(at) is not { } visit) return new Verdict.NotMet($"there is no visit in the department of {at.Agency}. {string.Join("; ", visits.Faults)}");
        var tried = visits.Tried.LastOrDefault(one => one.At.Id == at.Id);
        var after = await visits.ReadAsync(who, visit);
        if (!after.Is(200)) return new Verdict.NotMet($"{expected.Who} reads of the visit: {after.Status}");
        return (tried, expected.Key) switch
        {
            (null, ExpectKey.ShouldKnow or ExpectKey.ShouldBeTold) => await ListedAsync(who, visit, after),
            (null, _) => new Verdict.NotMet("nobody tried to let the child go"),
            (_, ExpectKey.ShouldBeRefused) => Kept(tried, after),
            _ => Went(tried, after),
        };
    }

    private async Task<Verdict> ListedAsync(Person who, VisitPlayed visit, Answered after)
    {
        var list = await running.GetAsync(who, "v1/visits");
        if (list.List("visits").All(row => row.GetProperty("visit").GetGuid() != visit.Id)) return new Verdict.NotMet("the child is not on the department's list of those who have not gone");
        return Open(after) is { Length: > 0 } open ? new Verdict.Met($"on the department's list, and open: {open}") : new Verdict.NotMet("on the department's list, and nothing is open");
    }

    private static Verdict Kept(DischargeTried tried, Answered after)
    {
        if (after.Word("state") != "in-department") return new Verdict.Harm($"the child was let go ({after.Word("state")}) with something open");
        return tried.Answered.Status switch
        {
            409 => new Verdict.Met($"409 {tried.Answered.Word("type")}: {Open(tried.Answered)}"),
            400 => new Verdict.Met($"400: {Faults(tried.Answered)}. Open: {Open(after)}"),
            _ => new Verdict.NotMet($"{tried.Answered.Status} {tried.Answered.Word("type")}"),
        };
    }

    private static Verdict Went(DischargeTried tried, Answered after)
    {
        if (tried.WithoutSenior is { Status: 200 }) return new Verdict.Harm("the child was let go, and no senior doctor was named");
        if (after.Word("state") != "discharged") return new Verdict.NotMet($"{tried.Answered.Status} {tried.Answered.Word("type")} {Faults(tried.Answered)}. Open: {Open(after)}");
        var senior = tried.WithoutSenior is { } refused ? $"; without a senior doctor it was refused with {refused.Status}: {Faults(refused)}" : "";
        return new Verdict.Met($"{after.Word("state")}, nothing open{senior}");
    }

    private static string Open(Answered answered) => string.Join(' ', answered.List("open").Select(thing => ReadAnswer.Text(thing, "words")));

    private static string Faults(Answered answered) => string.Join("; ", answered.List("fields").Select(fault => ReadAnswer.Text(fault, "words")));
}
