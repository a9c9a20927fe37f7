using System.Text.Json;
using Gateway.Acceptance.Replay.Playing;
using Gateway.Acceptance.Replay.Reading;

namespace Gateway.Acceptance.Replay.Judging;

/// <summary>Whether somebody was told: by a notice in their own or their role's inbox, or, of an attendance (E1), by the notice to their council's system.</summary>
internal sealed class JudgeNotices(RunningTimeline running)
{
    public async Task<Verdict> OfAsync(Expectation expected, DateTimeOffset from, DateTimeOffset until)
    {
        var number = FormatWords.NoticeNumber(expected.Item);
        if (number == 9 && running.Timeline.Event(expected.AtEvent).Is("schoolHoliday")) return new Verdict.NotYet(Features.Holiday, "the register has no terms for this school");
        if (number == 1) return OfAttendance(expected, from, until, await AskedOnAsync(true));
        if (PersonOf(expected) is not { } who) return Features.OfNotice(number) is { } missing ? new Verdict.NotYet(missing, "nobody signs in who could have it") : CannotSignIn(expected);
        var word = PolicyTables.NoticeEvents[number];
        var all = (await running.NoticesAsync(who)).Where(notice => Between(notice.GetProperty("since").GetDateTimeOffset(), from, until)).ToArray();
        var found = all.Where(notice => ReadAnswer.Text(notice, "event") == word).OrderBy(notice => notice.GetProperty("since").GetDateTimeOffset()).ToArray();
        // Without a confirmed involvement it says only to ring, and not why.
        var ring = all.FirstOrDefault(notice => !notice.GetProperty("told").GetBoolean()) is { ValueKind: JsonValueKind.Object } bare ? $"; since {When(bare)} there is one that says only to ring: {ReadAnswer.Text(bare, "title")}" : "";
        return expected.Key switch
        {
            ExpectKey.MayNotBeKnown or ExpectKey.ShouldBeRefused when found.Length > 0 => new Verdict.Harm($"told of {word} at {When(found[0])}, and may not know it"),
            ExpectKey.MayNotBeKnown or ExpectKey.ShouldBeRefused => new Verdict.Met($"no notice {word} in the inbox until {Offsets.Local(until)}"),
            _ when found.Length > 0 => new Verdict.Met($"{ReadAnswer.Text(found[0], "urgency")} since {When(found[0])}: {ReadAnswer.Text(found[0], "title")} {string.Join(" ", Words(found[0]))}"),
            _ when Features.OfNotice(number) is { } feature => new Verdict.NotYet(feature, $"no notice {word} in the inbox"),
            _ => new Verdict.NotMet($"no notice {word} in the inbox by {Offsets.Local(until)}{await AskedOnAsync(number == 14)}{(number == 26 ? NobodyAsked(until) : "")}{ring}"),
        };
    }

    /// <summary>Whoever an expectation names, in the role that their part has; null where nobody can sign in so.</summary>
    public Person? PersonOf(Expectation expected)
    {
        var role = running.MaySignIn(expected.Agency, expected.Role) ? expected.Role : PolicyTables.Parts.GetValueOrDefault(expected.Role);
        return role is not null && running.MaySignIn(expected.Agency, role) ? Person.Of(expected.Agency, role) : null;
    }

    public Verdict CannotSignIn(Expectation expected) => running.Places.KindOfAgency(expected.Agency) is null
        ? new Verdict.NotYet(Features.Agency(KindOf(expected.Agency)), $"{expected.Agency} is no agency of the register")
        : new Verdict.NotYet(Features.Role(expected.Role), $"nobody signs in as {expected.Role}");

    private string KindOf(string agency) => running.Timeline.Agencies.First(one => one.Id == agency).Kind;

    // It goes to the council's own system, which serves the front door and the emergency team alike.
    private Verdict OfAttendance(Expectation expected, DateTimeOffset from, DateTimeOffset until, string askedOn)
    {
        var received = running.Agencies.Notices.Where(notice => notice.Recipient == expected.Agency && notice.Kind == "attendance" && Between(notice.Received, from, until)).ToArray();
        if (expected.Key is not ExpectKey.ShouldBeTold)
            return received.Length == 0 ? new Verdict.Met($"{expected.Agency} was told of no attendance until {Offsets.Local(until)}") : new Verdict.Harm($"{expected.Agency} was told of an attendance at {Offsets.Local(received[0].Received)}, and may not know it");
        return received.Length switch
        {
            1 => new Verdict.Met($"the system of {expected.Agency} was told once, at {Offsets.Local(received[0].Received)}: {received[0].Where}"),
            0 => new Verdict.NotMet($"the system of {expected.Agency} was told of no attendance by {Offsets.Local(until)}{askedOn}"),
            _ => new Verdict.NotMet($"the system of {expected.Agency} was told {received.Length} times"),
        };
    }

    // Until when the silent sources of the last incomplete check were asked on, as its asker reads it.
    private async Task<string> AskedOnAsync(bool wanted)
    {
        if (!wanted || running.Checks.FindLast(one => one.Plain.Json.TryGetProperty("late", out _)) is not { } check) return "";
        var late = await running.GetAsync(check.Who, $"v1/checks/{check.Plain.Word("check")}/late");
        var silent = string.Join(", ", late.List("silent").Select(one => ReadAnswer.Text(one, "custodian")));
        return late.Is(200) ? $"; of the check at {check.At.Id} {silent} was asked on until {Offsets.Local(late.Json.GetProperty("until").GetDateTimeOffset())}: {late.Word("words")}" : "";
    }

    // What is silent shows itself to whoever asks it; in a timeline of one child that may be nobody for hours.
    private string NobodyAsked(DateTimeOffset until) =>
        running.Away.Count > 0 && running.Checks.FindLast(check => ReadAnswer.Silent(check.Plain).Any()) is null ? $"; {string.Join(", ", running.Away)} was away, and no check of the file asked it until {Offsets.Local(until)}" : "";

    // The clock goes on while something happens: what came at the moment itself came with it.
    private static bool Between(DateTimeOffset at, DateTimeOffset from, DateTimeOffset until) => at >= from.AddSeconds(-1) && at <= until;

    private static string When(JsonElement notice) => Offsets.Local(notice.GetProperty("since").GetDateTimeOffset());

    private static IEnumerable<string> Words(JsonElement notice) => notice.TryGetProperty("words", out var words) ? words.EnumerateArray().Select(word => word.GetString()!) : [];
}
