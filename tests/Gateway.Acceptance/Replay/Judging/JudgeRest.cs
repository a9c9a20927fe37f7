using Gateway.Acceptance.Replay.Playing;
using Gateway.Acceptance.Replay.Reading;
using System.Text.Json.Nodes;

namespace Gateway.Acceptance.Replay.Judging;

/// <summary>What is no item of the wire: who the child is, the involvement, what is missing, and what was shown and when.</summary>
internal sealed class JudgeRest(RunningTimeline running, JudgeNotices notices, PlayVisits visits)
{
    private readonly JudgeVisits _visits = new(visits, running, notices);
    private readonly JudgeSignals _signals = new(running, notices);

    public async Task<Verdict> OfAsync(Expectation expected, Happening at, IReadOnlyList<CheckSeen> seen) => expected.Item switch
    {
        "discharge-check" => await _visits.OfAsync(expected, at),
        "signal-run-of-checks" => await _signals.OfAsync(expected),
        "late-answer" => await LateAsync(expected),
        "handling-notice" when seen.Count > 0 => Handling(expected, seen),
        "identity" when seen.Count > 0 => expected.Key == ExpectKey.ShouldKnow ? Found(seen) : Identity(seen),
        "relationship" when seen.Count > 0 => Relationship(seen),
        "coverage" when seen.Count > 0 => Coverage(seen),
        "identity" or "relationship" or "coverage" or "handling-notice" => new Verdict.NotYet(Features.Kind(at.Kind + " without a check"), "there is no answer to look in"),
        _ => new Verdict.NotYet(Features.Item(expected.Item), "it is no item of the format"),
    };

    // Shown first, and with what the file wants said; to whoever may not know it there is no sign of it.
    private static Verdict Handling(Expectation expected, IReadOnlyList<CheckSeen> seen)
    {
        string[] shown = [.. seen.SelectMany(one => one.Plain.List("handling").Concat(one.Reasoned?.List("handling") ?? [])).Select(one => one.GetString()!).Distinct()];
        if (expected.Key == ExpectKey.MayNotBeKnown) return shown.Length > 0 ? new Verdict.Harm($"shown to {expected.Who}: {string.Join(' ', shown)}") : new Verdict.Met($"{seen[0].Plain.Status}, and no sign of it");
        if (shown.Length == 0) return new Verdict.NotMet("no answer says how it is to be handled");
        var first = seen.Where(one => one.Plain.Is(200) && one.Plain.List("handling").Any()).All(one => one.Plain.Text.StartsWith("{\"handling\"", StringComparison.Ordinal));
        var wanted = ((string, string)[])[("named doctor", "named doctor"), ("inform the parents", "inform the parents"), ("tell the family", "tell the family")];
        var missing = wanted.Where(one => expected.Text.Contains(one.Item1, StringComparison.OrdinalIgnoreCase) && !shown.Any(line => line.Contains(one.Item2, StringComparison.OrdinalIgnoreCase))).Select(one => one.Item2).ToArray();
        return !first ? new Verdict.NotMet("it is not shown first") : missing.Length > 0 ? new Verdict.NotMet($"it does not say: {string.Join(", ", missing)}. {string.Join(' ', shown)}") : new Verdict.Met(string.Join(' ', shown));
    }

    // Somebody who was not found, or of whom there may be two, is nobody; and nobody else is named.
    private static Verdict Identity(IReadOnlyList<CheckSeen> seen)
    {
        var one = seen[0].Plain;
        if (one.List("items").Any(item => ReadAnswer.Text(item, "answer") == "nothing-held")) return new Verdict.Harm("the child was not found, and the answer reads as nothing held");
        if (one.Is(200) && one.Word("identity") == "exact") return new Verdict.NotMet("the child was found");
        if (one.Is(400)) return new Verdict.NotMet($"what was typed was not taken: {Fields(one)}");
        return new Verdict.Met($"{one.Status} {one.Word("type") ?? one.Word("identity")}: {one.Word("headline") ?? one.Word("detail")}");
    }

    private static Verdict Found(IReadOnlyList<CheckSeen> seen)
    {
        var one = seen[0].Plain;
        return one.Is(200) && one.Word("identity") == "exact" ? new Verdict.Met($"found: {one.Word("headline")}") : new Verdict.NotMet($"{one.Status} {one.Word("type") ?? one.Word("identity")}: {one.Word("headline") ?? one.Word("detail")} {Fields(one)}");
    }

    private static string Fields(Answered answered) => string.Join("; ", answered.List("fields").Select(fault => $"{ReadAnswer.Text(fault, "field")} {ReadAnswer.Text(fault, "words")}"));

    private static Verdict Relationship(IReadOnlyList<CheckSeen> seen)
    {
        var one = seen[0].Plain;
        return one.Is(403) && one.Json.TryGetProperty("reason", out var reason) && ReadAnswer.Text(reason, "code") == "X2"
            ? new Verdict.Met($"403 X2: {one.Word("words")}")
            : new Verdict.NotMet($"{one.Status}: a relationship of the asker to this child was not asked for");
    }

    private Verdict Coverage(IReadOnlyList<CheckSeen> seen)
    {
        var one = seen[0].Plain;
        string[] missing = [.. one.List("incomplete").Select(line => line.GetString()!)];
        string[] silent = [.. ReadAnswer.Silent(one)];
        if (running.Away.Count > 0 && missing.Length == 0) return new Verdict.Harm($"{string.Join(", ", running.Away)} was silent, and the answer does not say that anything is missing");
        if (missing.Length > 0) return new Verdict.Met($"first: {missing[0]} Silent: {string.Join(", ", silent)}; then: {one.Word("headline")}");
        return one.Json.TryGetProperty("completeness", out var whole) ? new Verdict.Met($"{ReadAnswer.Text(whole, "state")}, {whole}") : new Verdict.NotMet("the answer does not say who answered");
    }

    // Whoever asked reads what came late of their own check.
    private async Task<Verdict> LateOfOwnAsync(Person who)
    {
        if (running.Checks.FindLast(check => check.Who.Agency == who.Agency && check.Plain.Json.TryGetProperty("late", out _)) is not { } check) return new Verdict.NotMet($"no answer to {who.Agency} lacked anybody");
        var late = await running.GetAsync(check.Who, $"v1/checks/{check.Plain.Word("check")}/late");
        return late.List("answers").Any(answer => answer.GetProperty("isNews").GetBoolean()) ? new Verdict.Met($"of the check at {check.At.Id}: {string.Join(' ', late.List("answers").Select(answer => ReadAnswer.Text(answer, "words")))}") : new Verdict.NotMet($"of the check at {check.At.Id}: {late.Word("words") ?? "nothing came yet"}");
    }

    // As the holder's officer finds it in the ledger.
    private async Task<Verdict> LateAsync(Expectation expected)
    {
        if (notices.PersonOf(expected) is not { } who) return notices.CannotSignIn(expected);
        if (who.Role != "information-governance") return await LateOfOwnAsync(who);
        var child = running.People.Child;
        var found = await running.PostAsync(who, "ledger/v1/search", new JsonObject
        {
            ["child"] = new JsonObject { ["nhsNumber"] = child.Number, ["dateOfBirth"] = child.Born.ToString("yyyy-MM-dd") },
            ["reason"] = "A review of what was shown in that night.",
        });
        if (!found.Is(200)) return new Verdict.NotMet($"{found.Status}: {found.Word("detail")}");
        if (!found.List("entries").Any() && running.Checks.All(check => check.Who.Agency != expected.Agency)) return new Verdict.NotYet(Features.OfAnother, "an officer reads what their own agency asked, and it asked nothing");
        return found.Text.Contains("late-answer", StringComparison.Ordinal) && found.Text.Contains("disclosure", StringComparison.Ordinal)
            ? new Verdict.Met("the ledger has what was disclosed, to whom, and the late answer with its time")
            : new Verdict.NotMet("the ledger's history has no late answer for this officer");
    }
}
