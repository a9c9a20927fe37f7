using System.Text.Json;
using Gateway.Acceptance.Replay.Playing;
using Gateway.Acceptance.Replay.Reading;

namespace Gateway.Acceptance.Replay.Judging;

/// <summary>Where a referral stands for whoever was to know, and what its referrer was told; read as they would read it.</summary>
internal sealed class JudgeReferrals(RunningTimeline running, PlayReferrals referrals, JudgeNotices notices)
{
    private static readonly TimeSpan AtOnce = TimeSpan.FromMinutes(1);

    public async Task<Verdict> StateAsync(Expectation expected, Happening at)
    {
        if (at.Kind is "missing-episode" or "found" || at.Text("notice")?.Contains("missing", StringComparison.OrdinalIgnoreCase) == true) return new Verdict.NotYet(Features.Missing, "only a referral would carry it");
        if (notices.PersonOf(expected) is not { } who) return notices.CannotSignIn(expected);
        if (expected.Key == ExpectKey.MayNotBeKnown || (expected.Key == ExpectKey.ShouldBeRefused && at.Kind != "referral")) return await HiddenAsync(who);
        if (referrals.Sent.LastOrDefault(one => one.At.Id == at.Id) is { } sent) return expected.Key == ExpectKey.ShouldBeRefused ? Refused(sent) : await SentAsync(expected, who, sent);
        if (referrals.Of(at) is not { } about) return new Verdict.NotMet("no referral was sent that this could be about");
        if (referrals.Steps.LastOrDefault(step => step.At.Id == at.Id) is { } last && !last.Answered.Is(200)) return new Verdict.NotMet($"the step {last.Event} was answered {last.Answered.Status}: {last.Answered.Word("words") ?? last.Answered.Word("detail")}");
        return await StandsAsync(expected, who, about, at);
    }

    public async Task<Verdict> FeedbackAsync(Expectation expected, Happening at)
    {
        if (notices.PersonOf(expected) is not { } who) return notices.CannotSignIn(expected);
        if (expected.Key is ExpectKey.MayNotBeKnown or ExpectKey.ShouldBeRefused) return await HiddenAsync(who);
        if (referrals.Sent.LastOrDefault(one => one.Fault is null && one.Sender.Agency == expected.Agency) is not { } about) return new Verdict.NotMet($"nobody of {expected.Agency} has a referral to be told about");
        if (referrals.Steps.LastOrDefault(step => step.At.Id == at.Id && step.Of == about) is not { } decided) return new Verdict.NotYet(Features.Kind(at.Kind + " that decides about no referral"), "nothing was decided that the referrer could be told");
        if (!decided.Answered.Is(200)) return new Verdict.NotMet($"{decided.Event} was answered {decided.Answered.Status}: {decided.Answered.Word("words") ?? decided.Answered.Word("detail")}");
        if (decided.WithoutWhy is { Status: 200 }) return new Verdict.NotMet("a decision without a reason was saved");
        var told = (await running.GetAsync(who, $"v1/referrals/{about.Id}/feedback")).List("feedback").FirstOrDefault();
        if (told.ValueKind != JsonValueKind.Object) return new Verdict.NotMet("there is no feedback for the referrer");
        var after = told.GetProperty("at").GetDateTimeOffset() - running.Timeline.When(at);
        if (after > (expected.Within ?? AtOnce)) return new Verdict.NotMet($"told {after} after it");
        string[] missing = [.. ((string[])["decided", "because", "next", "asked", "contact"]).Where(part => ReadAnswer.Text(told.GetProperty("message"), part).Length == 0)];
        if (missing.Length > 0) return new Verdict.NotMet($"the referrer is not told: {string.Join(", ", missing)}");
        var empty = decided.WithoutWhy is { } refused ? $"; without a reason it was refused with {refused.Status}" : "";
        return new Verdict.Met($"{ReadAnswer.Text(told, "event")} {ReadAnswer.Text(told, "outcome")}, told in five parts at once: {await ShownAsync(who, about)}{empty}");
    }

    private static Verdict Refused(ReferralSeen sent) => sent switch
    {
        { Refused: { } refused } => new Verdict.Met($"{refused.Status}: {string.Join("; ", refused.List("fields").Select(fault => ReadAnswer.Text(fault, "words")))}"),
        { Fault: { } fault } => new Verdict.Met(fault),
        _ => new Verdict.NotMet("it was sent"),
    };

    private async Task<Verdict> SentAsync(Expectation expected, Person who, ReferralSeen sent)
    {
        if (sent.Fault is { } fault) return new Verdict.NotMet($"it could not be sent: {fault}");
        if (expected.Why.Contains("NO_FAMILY_CONTACT", StringComparison.Ordinal) && !(await running.GetAsync(who, $"v1/referrals/{sent.Id}")).List("handling").Any(one => ReadAnswer.Text(one, "word") == "checks-first"))
            return new Verdict.NotMet("the sender asks that the family is not contacted before checks, and the council does not read it");
        var rows = await RowsAsync(who, sent);
        if (rows.Length < sent.Children.Length) return new Verdict.NotMet($"{rows.Length} of {sent.Children.Length} children stand in the inbox of {who.Agency}");
        var at = running.Timeline.When(sent.At);
        if (rows.Max(row => row.GetProperty("since").GetDateTimeOffset()) - at > (expected.Within ?? AtOnce)) return new Verdict.NotMet("it was received later than in time");
        if (expected.Text.Contains("line of time", StringComparison.OrdinalIgnoreCase)) return await new JudgeChronology(running, referrals).OfAsync(who);
        if (expected.Why.Contains("T4", StringComparison.Ordinal) && sent.At.Text("rag") is { } rag)
        {
            if (await RateAsync(who, sent, rag) is { } refused) return refused;
            rows = await RowsAsync(who, sent);
        }

        if (Linked(expected, sent) && await LinkAsync(who, sent) is { } unlinked) return unlinked;
        var told = await ToldAsync(who, sent);
        var stands = string.Join("; ", rows.Select(Stands));
        return expected.Key == ExpectKey.ShouldBeTold && told is null ? new Verdict.NotMet($"it stands in the inbox ({stands}), and nobody there has a notice") : new Verdict.Met($"{stands}{told}");
    }

    // The clock by the rating begins when the council has rated.
    private async Task<Verdict?> RateAsync(Person who, ReferralSeen sent, string rag)
    {
        var rated = await referrals.StepAsync(sent, who, new System.Text.Json.Nodes.JsonObject { ["event"] = "referral.rag_set", ["rating"] = rag });
        return rated.Is(200) ? null : new Verdict.NotMet($"the council could not rate it: {rated.Status} {rated.Word("words") ?? rated.Word("detail")}");
    }

    private async Task<Verdict> StandsAsync(Expectation expected, Person who, ReferralSeen about, Happening at)
    {
        var rows = await RowsAsync(who, about);
        if (rows.Length == 0) return new Verdict.NotMet($"it does not stand in the inbox of {who.Agency}");
        if (expected.Key == ExpectKey.ShouldBeTold && rows.All(row => row.GetProperty("since").GetDateTimeOffset() is var since && (since < running.Timeline.When(at).AddSeconds(-1) || since - running.Timeline.When(at) > (expected.Within ?? AtOnce))))
            return new Verdict.NotMet($"nothing moved there in time: {string.Join("; ", rows.Select(Stands))}");
        var told = at.Kind == "decision" ? await ToldAsync(who, about) : "";
        return new Verdict.Met(string.Join("; ", rows.Select(Stands)) + told);
    }

    // Of a referral that is not theirs nobody learns anything, not even that it is there.
    private async Task<Verdict> HiddenAsync(Person who)
    {
        var others = referrals.Sent.Where(one => one.Fault is null && one.Sender.Agency != who.Agency && one.Council != who.Agency).ToArray();
        foreach (var other in others)
            foreach (var path in (string[])[$"v1/referrals/{other.Id}", $"v1/referrals/{other.Id}/steps", $"v1/referrals/{other.Id}/feedback"])
                if (await running.GetAsync(who, path) is var seen && !seen.Is(404)) return new Verdict.Harm($"a referral of {other.Sender.Agency} is answered {seen.Status} to {who.Agency}");
        if (others.Length == 0) return new Verdict.NotMet("no referral was there that somebody else had sent or received, so that nothing was kept from anybody");
        return new Verdict.Met($"of {others.Length} referrals of others each is answered as if there were none");
    }

    private static bool Linked(Expectation expected, ReferralSeen sent) =>
        sent.At.Text("kind")?.Contains("re-referral", StringComparison.OrdinalIgnoreCase) == true || expected.Text.Contains("linked", StringComparison.OrdinalIgnoreCase);

    private async Task<Verdict?> LinkAsync(Person who, ReferralSeen sent)
    {
        var before = referrals.Sent.Where(one => one != sent && one.Fault is null && one.Of.Intersect(sent.Of).Any()).Select(one => one.Id.ToString()).ToHashSet();
        var found = (await running.GetAsync(who, $"v1/referrals/{sent.Id}/earlier")).List("earlier").Select(one => ReadAnswer.Text(one.GetProperty("other"), "referral")).ToArray();
        if (sent.Sender.Agency != sent.Council && await running.GetAsync(sent.Sender, $"v1/referrals/{sent.Id}/earlier") is var own && !own.Is(404)) return new Verdict.Harm($"whoever sent it is answered {own.Status} about earlier referrals");
        return found.Any(before.Contains) ? null : new Verdict.NotMet(before.Count == 0 ? "no earlier referral was sent" : "it is received, and nothing says that there was an earlier one");
    }

    // A council's in its inbox; one's own in the list of what one sent.
    private async Task<JsonElement[]> RowsAsync(Person who, ReferralSeen sent) =>
        [.. (await running.GetAsync(who, who.Agency == sent.Sender.Agency && who.Agency != sent.Council ? "v1/referrals" : "v1/referrals/inbox")).List("referrals").Where(one => ReadAnswer.Text(one, "referral") == sent.Id.ToString()).SelectMany(one => one.GetProperty("children").EnumerateArray())];

    // By night it is with the emergency team until the front door opens.
    private async Task<string?> ToldAsync(Person who, ReferralSeen sent)
    {
        foreach (var role in (string[])[who.Role, "csc-front-door", "csc-emergency-duty"])
            if ((await running.NoticesAsync(Person.Of(who.Agency, role))).FirstOrDefault(one => one.TryGetProperty("subject", out var subject) && ReadAnswer.Text(subject, "id") == sent.Id.ToString()) is { ValueKind: JsonValueKind.Object } notice)
                return $"; {ReadAnswer.Text(notice, "event")} {ReadAnswer.Text(notice, "urgency")} with {role} since {Offsets.Local(notice.GetProperty("since").GetDateTimeOffset())}";
        return null;
    }

    private async Task<string> ShownAsync(Person who, ReferralSeen about) => (await running.GetAsync(who, "v1/referrals")).List("referrals")
        .Where(one => ReadAnswer.Text(one, "referral") == about.Id.ToString()).SelectMany(one => one.GetProperty("children").EnumerateArray()).Select(child => $"'{ReadAnswer.Text(child, "shown")}'").FirstOrDefault() ?? "";

    private static string Stands(JsonElement row) =>
        $"{ReadAnswer.Text(row, "state")}{(ReadAnswer.Text(row, "rating") is { Length: > 0 } rating ? " " + rating : "")} since {Offsets.Local(row.GetProperty("since").GetDateTimeOffset())}{(row.TryGetProperty("due", out var due) ? $", {ReadAnswer.Text(due, "clock")} due {ReadAnswer.Text(due, "words")}" : "")}";
}
