using System.Globalization;
using System.Text.Json.Nodes;
using Gateway.Acceptance.Replay.Playing;
using Gateway.Simulator;

namespace Gateway.Acceptance.Replay.Judging;

/// <summary>
/// Whether a council has everything that came to it about the child on one line of time: each referral, each notice of its inbox that says which child it is about, the oldest first. A line of a referral
/// that neither came to it nor went from it is harm.
/// </summary>
internal sealed class JudgeChronology(RunningTimeline running, PlayReferrals referrals)
{
    private const string Purpose = "front-door";

    public async Task<Verdict> OfAsync(Person who)
    {
        var child = running.People.Child;
        Involve(who, child);
        var drawn = await running.PostAsync(who, "v1/chronologies", new JsonObject { ["child"] = new JsonObject { ["nhsNumber"] = child.Number, ["dateOfBirth"] = Day(child.Born) }, ["purpose"] = Purpose });
        if (!drawn.Is(200) || drawn.Word("identity") != "exact") return new Verdict.NotMet($"no chronology: {drawn.Status} {drawn.Word("words") ?? drawn.Word("headline") ?? drawn.Word("detail")}");
        var lines = drawn.List("lines").ToArray();
        var ids = lines.Select(line => ReadAnswer.Text(line, "id")).ToArray();
        if (referrals.Sent.FirstOrDefault(one => one.Fault is null && one.Council != who.Agency && one.Sender.Agency != who.Agency && ids.Contains(IdOf(one))) is { } foreign) return new Verdict.Harm($"a line of a referral of {foreign.Sender.Agency} to {foreign.Council}");
        var received = referrals.Sent.Where(one => one.Fault is null && one.Council == who.Agency && one.Of.Contains(child)).ToArray();
        if (received.FirstOrDefault(one => !ids.Contains(IdOf(one))) is { } missing) return new Verdict.NotMet($"the referral of {missing.Sender.Agency} at {missing.At.Id} is not among its {lines.Length} lines");
        if (await UntoldAsync(who, child, ids) is { } untold) return new Verdict.NotMet($"the notice {untold} is not among its {lines.Length} lines");
        string[] days = [.. lines.Select(line => ReadAnswer.Text(line, "day"))];
        if (!days.SequenceEqual(days.Order(StringComparer.Ordinal))) return new Verdict.NotMet("its lines are not in order of time");
        if (drawn.List("missing").FirstOrDefault().GetString()?.Contains("no proof that nothing else happened", StringComparison.Ordinal) != true) return new Verdict.NotMet("it does not say first what it lacks");
        foreach (var one in received)
            if (await running.GetAsync(one.Sender, $"v1/referrals/{one.Id}") is var own && !own.Is(200)) return new Verdict.NotMet($"{one.Sender.Agency}, who referred at {one.At.Id}, cannot read what became of it: {own.Status}");
        return new Verdict.Met($"{lines.Length} lines from {days[0]} to {days[^1]}, with {received.Length} referrals of {received.Select(one => one.Sender.Agency).Distinct().Count()} agencies, each of whom reads what became of their own");
    }

    // Notices of referrals stand in the referral's own lines; one that says only to ring tells nobody of whom.
    private async Task<string?> UntoldAsync(Person who, Subject child, string[] ids)
    {
        foreach (var notice in await running.NoticesAsync(who))
        {
            var id = ReadAnswer.Text(notice, "id");
            if (!notice.TryGetProperty("subject", out var subject) || ReadAnswer.Text(subject, "kind") is not ("visit" or "school-notice") || ids.Contains($"notice-{Guid.Parse(id):N}")) continue;
            var read = await running.GetAsync(who, $"v1/notices/{id}");
            if (read.Json.TryGetProperty("child", out var about) && ReadAnswer.Text(about, "nhsNumber") == child.Number) return ReadAnswer.Text(notice, "event");
        }

        return null;
    }

    // As is usual in the role: what came to the council is in its own system.
    private void Involve(Person who, Subject child) => running.Agencies.AddRelationship(new RelationshipRecord(
        who.Agency, who.Subject, child.Number, child.Born, PolicyTables.Published.Involved(who.Role)[0], $"chronology-{child.Number[^4..]}", running.Clock.GetUtcNow().AddHours(-1), null, null, false));

    private static string IdOf(ReferralSeen one) => $"referral-{one.Id:N}";

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
