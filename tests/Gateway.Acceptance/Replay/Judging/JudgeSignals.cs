using System.Text.Json;
using Gateway.Acceptance.Replay.Playing;
using Gateway.Acceptance.Replay.Reading;

namespace Gateway.Acceptance.Replay.Judging;

/// <summary>
/// Whether a council was told of a run of checks (ruling 25) and what it reads of it: how many, by which kinds of agency, when. It may read neither who asked nor what was asked.
/// </summary>
internal sealed class JudgeSignals(RunningTimeline running, JudgeNotices notices)
{
    public async Task<Verdict> OfAsync(Expectation expected)
    {
        if (notices.PersonOf(expected) is not { } who) return notices.CannotSignIn(expected);
        var told = await ToldAsync(who);
        // A front door that is closed is served by the emergency team, which has the notice first.
        if (told.Length == 0 && who.Role == "csc-front-door" && await ToldAsync(Person.Of(who.Agency, "csc-emergency-duty")) is { Length: > 0 } night) (who, told) = (Person.Of(who.Agency, "csc-emergency-duty"), night);
        if (expected.Key is ExpectKey.MayNotBeKnown or ExpectKey.ShouldBeRefused)
            return told.Length == 0 ? new Verdict.Met("no notice run-of-checks in the inbox") : new Verdict.Harm($"told of a run of checks at {Since(told[0])}, and may not know it");
        if (told.Length == 0) return new Verdict.NotMet($"no notice run-of-checks in the inbox; answered in the last 30 days: {string.Join(", ", Recent().Select(check => $"{check.Who.Agency} at {check.At.Id}"))}");
        var notice = told.MaxBy(one => one.GetProperty("since").GetDateTimeOffset());
        var seen = await running.GetAsync(who, $"v1/signals/{ReadAnswer.Text(notice.GetProperty("subject"), "id")}");
        return seen.Is(200) ? OfContent(who, seen, notice) : new Verdict.NotMet($"told at {Since(notice)}, and the signal is answered {seen.Status}");
    }

    private Verdict OfContent(Person who, Answered seen, JsonElement notice)
    {
        if (running.Places.Agencies.FirstOrDefault(agency => agency != who.Agency && seen.Text.Contains($"\"{agency}", StringComparison.Ordinal)) is { } named) return new Verdict.Harm($"the signal names {named}, and may only say which kind of agency asked");
        if (FormatWords.CheckItems.FirstOrDefault(item => seen.Text.Contains($"\"{item}\"", StringComparison.Ordinal)) is { } asked) return new Verdict.Harm($"the signal says that {asked} was asked");
        var kinds = seen.List("kinds").ToDictionary(kind => ReadAnswer.Text(kind, "kind"), kind => kind.GetProperty("at").EnumerateArray().Select(at => at.GetDateTimeOffset()).ToArray());
        string[] missing = [.. Recent().Select(check => running.Places.KindOfAgency(check.Who.Agency)!).Distinct().Where(kind => !kinds.ContainsKey(kind))];
        if (missing.Length > 0) return new Verdict.NotMet($"checks by {string.Join(", ", missing)} are not in the signal: {seen.Text}");
        return new Verdict.Met($"{who.Role} told at {Since(notice)}: {seen.Json.GetProperty("checks")} checks by {seen.Json.GetProperty("agencies")} agencies: {string.Join("; ", kinds.Select(kind => $"{kind.Key} at {string.Join(", ", kind.Value.Select(Offsets.Local))}"))}");
    }

    private async Task<JsonElement[]> ToldAsync(Person who) => [.. (await running.NoticesAsync(who)).Where(notice => ReadAnswer.Text(notice, "event") == "run-of-checks")];

    // Checks on the file's child that were answered in the time in which several are a run.
    private IEnumerable<CheckSeen> Recent() => running.Checks.Where(check =>
        check.About == running.People.Child && check.Plain.Is(200) && running.Timeline.When(check.At) is var at && at > running.Clock.GetUtcNow().AddDays(-30));

    private static string Since(JsonElement notice) => Offsets.Local(notice.GetProperty("since").GetDateTimeOffset());
}
