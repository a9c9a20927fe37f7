using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Gateway.Acceptance.Replay.Judging;
using Gateway.Acceptance.Replay.Playing;
using Gateway.Acceptance.Replay.Reading;
using Gateway.Simulator;

namespace Gateway.Acceptance.Replay;

/// <summary>Plays one timeline from its first event to the last deadline of an expectation, and judges each expectation when its time has come.</summary>
internal sealed class PlayTimeline
{
    private static readonly TimeSpan UnlessSaid = TimeSpan.FromHours(24);

    private readonly RunningTimeline _running;
    private readonly AskChecks _ask;
    private readonly PlayReferrals _referrals;
    private readonly PlayVisits _visits;
    private readonly PlayIncidents _incidents;
    private readonly PlayOutages _outages;
    private readonly JudgeChecks _checks;
    private readonly JudgeNotices _notices;
    private readonly JudgeReferrals _states;
    private readonly JudgeRest _rest;
    private readonly WatchForHarm _watch;
    private readonly List<Judged> _judged = [];
    private readonly List<(DateTimeOffset At, int Order, Func<Task> Do)> _agenda = [];
    private Person? _before;

    private PlayTimeline(RunningTimeline running)
    {
        _running = running;
        (_ask, _referrals, _visits, _outages, _checks, _notices, _watch) =
            (new AskChecks(running), new PlayReferrals(running), new PlayVisits(running), new PlayOutages(running), new JudgeChecks(running), new JudgeNotices(running), new WatchForHarm(running));
        _incidents = new PlayIncidents(running, _referrals);
        (_states, _rest) = (new JudgeReferrals(running, _referrals, _notices), new JudgeRest(running, _notices, _visits));
    }

    private Timeline Timeline => _running.Timeline;

    /// <param name="damage">What a test spoils on purpose, once everything runs.</param>
    public static async Task<IReadOnlyList<Judged>> RunAsync(Timeline timeline, Func<RunningTimeline, Task>? damage = null)
    {
        await using var running = await RunningTimeline.StartAsync(timeline);
        if (damage is not null) await damage(running);
        var play = new PlayTimeline(running);
        await play.AllAsync();
        return [.. play._judged.OrderBy(one => one.Expected?.Number ?? int.MaxValue)];
    }

    private async Task AllAsync()
    {
        for (var n = 0; n < Timeline.Events.Length; n++)
        {
            var happening = Timeline.Events[n];
            // Who is away or back is so when the event happens.
            _agenda.AddRange(_outages.Of(happening).Select(one => (one.At, 2 * n, one.Do)));
            _agenda.Add((Timeline.When(happening), (2 * n) + 1, () => HappenAsync(happening)));
        }

        foreach (var expected in Timeline.Expect.Where(one => FormatWords.IsNotice(one.Item))) _agenda.Add(OfNotice(expected));
        while (_agenda.Count > 0)
        {
            var next = _agenda.MinBy(one => (one.At, one.Order));
            _agenda.Remove(next);
            await _running.Tend.MoveToAsync(next.At);
            await _outages.PullAsync();
            await next.Do();
            await _running.Tend.RoundAsync();
            Harm(_watch.ToldWrongly());
        }

        Harm(await _watch.ReadWronglyAsync(_referrals.Sent));
    }

    private void Harm(IEnumerable<string> found) => _judged.AddRange(found.Select(harm => new Judged(Timeline.Id, Timeline.Events.Last(one => Timeline.When(one) <= _running.Clock.GetUtcNow()).Id, "", null, new Verdict.Harm(harm))));

    private (DateTimeOffset, int, Func<Task>) OfNotice(Expectation expected)
    {
        var at = Timeline.Event(expected.AtEvent);
        var from = Timeline.When(at.Text("of") is { } of && at.Kind is "notice-due" or "notice" && Timeline.Events.Any(one => one.Id == at.Text("of")) ? Timeline.Event(at.Text("of")!) : at);
        // Who may not know is not told by this event; what a later one tells is another matter.
        var until = expected.Key == ExpectKey.ShouldBeTold ? from + (expected.Within ?? UnlessSaid) : Next(at)?.AddSeconds(-2) ?? from + UnlessSaid;
        return (until, int.MaxValue, async () => Add(expected, await _notices.OfAsync(expected, from, until)));
    }

    private DateTimeOffset? Next(Happening at) => Timeline.Events.SkipWhile(one => one != at).Skip(1).FirstOrDefault() is { } next ? Timeline.When(next) : null;

    private async Task HappenAsync(Happening happening)
    {
        await _running.KnowChildrenAsync();
        _running.World.Apply(happening, Timeline.When(happening), _running.Agencies);
        await _outages.PullAsync();
        var who = happening.Is("sameUserAsEventBefore") && _before is { } before ? Person.Of(happening.Agency, happening.Role) with { Subject = before.Subject } : Person.Of(happening.Agency, happening.Role);
        _before = who;
        var expected = Timeline.Expect.Where(one => one.AtEvent == happening.Id && !FormatWords.IsNotice(one.Item)).ToImmutableArray();
        if (!FormatWords.EventKinds.Contains(happening.Kind))
        {
            foreach (var one in expected) Add(one, new Verdict.NotYet(Features.Kind(happening.Kind), "nobody knows how to play it"));
            return;
        }

        if (_running.MaySignIn(happening.Agency, happening.Role)) await _visits.HappenAsync(happening);
        if (happening.Kind == "referral" && _running.MaySignIn(happening.Agency, happening.Role)) await _referrals.ReferAsync(happening);
        if (happening.Kind is "da-incident" or "police-incident" && _running.MaySignIn(happening.Agency, happening.Role)) await _incidents.SendAsync(happening);
        if (happening.Kind == "decision") await _referrals.DecideAsync(happening);
        if (happening.Kind == "feedback" && happening.Text("challenge") is not null) await _referrals.ChallengeAsync(happening);
        if (happening.Kind is "plan-start" or "plan-end" && _running.MaySignIn(happening.Agency, happening.Role)) await TellOfPlanAsync(happening, who);
        if (happening.Kind == "strategy-discussion") await _referrals.DiscussAsync(happening);
        var seen = await CheckAsync(happening, who, expected);
        await _visits.CheckedAsync(seen);
        foreach (var one in expected) Add(one, await JudgeAsync(one, happening, who, seen));
    }

    // Its council says so to whoever has the child, as far as it knows: the practice and the school.
    private async Task TellOfPlanAsync(Happening happening, Person who)
    {
        foreach (var child in _running.World.Meant(happening).Where(child => child.Born <= _running.Today))
        {
            string[] tell = [.. new[] { _running.World.PracticeOf(child), _running.World.SchoolOf(child) }.OfType<string>()];
            if (tell.Length == 0) continue;
            await _running.PostAsync(who, "v1/plan-changes", new JsonObject
            {
                ["child"] = new JsonObject { ["nhsNumber"] = child.Number, ["dateOfBirth"] = child.Born.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) },
                ["change"] = happening.Kind == "plan-start" ? "started" : "ended",
                ["tell"] = new JsonArray([.. tell.Select(agency => (JsonNode)agency)]),
            });
        }
    }

    private async Task<List<CheckSeen>> CheckAsync(Happening happening, Person who, ImmutableArray<Expectation> expected)
    {
        if (happening.Ask is not { Items.IsEmpty: false } ask || !FormatWords.Purposes.Contains(ask.Purpose) || !_running.MaySignIn(who.Agency, who.Role)) return [];
        return await SeenAsync(happening, who, ask, ask.Items, expected);
    }

    private async Task<List<CheckSeen>> SeenAsync(Happening happening, Person who, AskOfFile ask, ImmutableArray<string> items, ImmutableArray<Expectation> expected)
    {
        // A child of the home needs an involvement of their own where that is what is looked at.
        var own = ask.About is not null && Timeline.Expect.Any(one => one.AtEvent == happening.Id && one.Item == "relationship") ? ["no relationship"] : Array.Empty<string>();
        var changed = string.Join("; ", own.Concat(expected.Where(one => one.Agency == who.Agency && one.Role == who.Role).Select(one => one.ChangedBy).OfType<string>()));
        var seen = await _ask.AskAsync(happening, who, ask, items, expected.Any(one => FormatWords.CheckItems.Contains(one.Item)), changed);
        foreach (var one in seen)
            foreach (var harm in _watch.In(one)) _judged.Add(new Judged(Timeline.Id, happening.Id, $"{who.Agency}/{who.Role}", null, new Verdict.Harm(harm)));
        foreach (var one in seen.Where(one => one.About is not null && !one.Typed && ReadAnswer.Of(one.Plain, one.Items[0]) is ItemSeen.Refused { Status: 403, Code: "X2" })) await SameForNobodyAsync(one);
        return [.. seen];
    }

    // Whoever is not involved must not learn by the refusal whether the child is known.
    private async Task SameForNobodyAsync(CheckSeen seen)
    {
        var nobody = await _ask.AboutNobodyAsync(seen);
        if (Told(nobody) != Told(seen.Plain)) _judged.Add(new Judged(Timeline.Id, seen.At.Id, $"{seen.Who.Agency}/{seen.Who.Role}", null, new Verdict.Harm($"a refusal reads otherwise for a child whom nobody knows: {seen.Plain.Word("words")} | {nobody.Word("words")}")));

        static string Told(Answered answered) => $"{answered.Status} {answered.Word("words")} {string.Join(' ', answered.List("withheld").Select(one => one.ToString()))} {string.Join(' ', answered.List("ringNow").Select(one => one.ToString()))}";
    }

    private async Task<Verdict> JudgeAsync(Expectation expected, Happening happening, Person who, List<CheckSeen> seen) => expected.Item switch
    {
        "referral-state" => await _states.StateAsync(expected, happening),
        "feedback" => await _states.FeedbackAsync(expected, happening),
        var item when FormatWords.CheckItems.Contains(item) => await ItemAsync(expected, happening, who, seen),
        "handling-notice" => await _rest.OfAsync(expected, happening, await ToSeeAsync(expected, happening, seen)),
        _ => await _rest.OfAsync(expected, happening, seen),
    };

    // Whoever is to know reads it when they look: at what they asked here, else as they asked the last time.
    private async Task<List<CheckSeen>> ToSeeAsync(Expectation expected, Happening happening, List<CheckSeen> seen)
    {
        if (!_running.MaySignIn(expected.Agency, expected.Role)) return [];
        var who = Person.Of(expected.Agency, expected.Role);
        if (seen.Where(one => one.Who == who).ToList() is [_, ..] own) return own;
        var before = Timeline.Events.TakeWhile(one => one != happening).LastOrDefault(one => one.Ask is { Items.IsEmpty: false } && one.Agency == who.Agency && one.Role == who.Role)?.Ask;
        return before is null ? [] : await SeenAsync(happening, who, before, before.Items, [expected]);
    }

    private async Task<Verdict> ItemAsync(Expectation expected, Happening happening, Person who, List<CheckSeen> seen)
    {
        if (!_running.MaySignIn(expected.Agency, expected.Role)) return _notices.CannotSignIn(expected);
        if (who.Agency != expected.Agency || who.Role != expected.Role) who = Person.Of(expected.Agency, expected.Role);
        var answers = seen.Where(one => one.Who == who && one.Items.Contains(expected.Item)).ToList();
        if (answers.Count == 0)
        {
            if (Purpose(expected, happening, who) is not { } purpose) return new Verdict.NotYet("an item without a purpose", "the file says neither here nor in an earlier check what for it is asked");
            var ask = new AskOfFile(purpose, [expected.Item], happening.Ask?.Identity, happening.Ask?.About, happening.Ask?.Relationship);
            answers = await SeenAsync(happening, who, ask, ask.Items, [expected]);
            seen.AddRange(answers);
        }

        if (answers.Count == 0) return new Verdict.NotYet("a check about somebody who is no child", "the one whom it is about is an adult of the home");
        var meant = answers.Count > 1 && _running.People.Meant(expected.Text) is { Count: > 0 } named ? answers.Where(one => one.About is { } about && named.Contains(about)).ToList() : answers;
        var verdicts = (meant.Count == 0 ? answers : meant).Select(one => _checks.Of(expected, one)).ToArray();
        return verdicts.FirstOrDefault(one => one is Verdict.Harm) ?? verdicts.FirstOrDefault(one => one is Verdict.Met) ?? verdicts[0];
    }

    // What for: as the expectation says, else as this person asked here or the last time.
    private string? Purpose(Expectation expected, Happening happening, Person who) => expected.Purpose ?? happening.Ask?.Purpose
        ?? Timeline.Events.TakeWhile(one => one != happening).LastOrDefault(one => one.Ask is not null && one.Agency == who.Agency && one.Role == who.Role)?.Ask?.Purpose;

    private void Add(Expectation expected, Verdict verdict) => _judged.Add(new Judged(Timeline.Id, expected.AtEvent, expected.Who, expected, verdict));
}
