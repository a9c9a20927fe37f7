using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Gateway.Acceptance.Replay.Reading;

namespace Gateway.Acceptance.Replay.Playing;

/// <summary>A referral that a timeline's event sent, and what came of it.</summary>
/// <param name="Refused">What was said where it could not be sent as the event has it; null where it went at once.</param>
/// <param name="Fault">Why it could not be sent at all.</param>
internal sealed record ReferralSeen(Happening At, Person Sender, string Council, Guid Id, ImmutableArray<Guid> Children, ImmutableArray<Subject> Of, Answered? Refused, string? Fault);

/// <summary>A step of a referral: what was answered, and what to one that lacked its reason.</summary>
internal sealed record StepSeen(Happening At, ReferralSeen Of, string Event, Answered Answered, Answered? WithoutWhy);

/// <summary>Sends referrals and takes their steps as the people of a timeline do, over HTTP.</summary>
internal sealed class PlayReferrals(RunningTimeline running)
{
    private static readonly string[] Tasks = ["adults", "worries", "family", "history", "referrer"];

    private readonly List<ReferralSeen> _sent = [];
    private readonly List<StepSeen> _steps = [];

    public IReadOnlyList<ReferralSeen> Sent => _sent;

    public IReadOnlyList<StepSeen> Steps => _steps;

    /// <summary>What became a referral on another way.</summary>
    public void Add(ReferralSeen sent) => _sent.Add(sent);

    public async Task ReferAsync(Happening happening)
    {
        var who = Person.Of(happening.Agency, happening.Role);
        var council = happening.Text("to");
        Subject[] children = [.. happening.Texts("children").SelectMany(running.People.Meant).DefaultIfEmpty(running.People.Child).Distinct()];
        var begun = await running.PostAsync(who, "v1/referrals", ReferralForms.Wanted(happening));
        if (!begun.Is(201))
        {
            _sent.Add(new ReferralSeen(happening, who, council ?? "", default, [], [.. children], null, Said(begun)));
            return;
        }

        var id = Guid.Parse(begun.Word("referral")!);
        // What the event says that the sender wrote of the child is sent as it is first, also where that is nothing.
        var refused = happening.Facts.TryGetProperty("assessment", out _) ? await ChildrenAsync(who, id, children, happening.Text("assessment") ?? "", council) : null;
        if (refused?.Is(200) == true) refused = null;
        var saved = await ChildrenAsync(who, id, children, null, council);
        var fault = saved.Is(200) ? await FillAsync(who, id, happening) : Said(saved);
        if (fault is null && await running.PostAsync(who, $"v1/referrals/{id}/send", null) is var sent && !sent.Is(200) && !sent.Is(201)) fault = Said(sent);
        _sent.Add(new ReferralSeen(happening, who, council ?? children[0].Addresses[^1].Council, id, IdsOf(saved), [.. children], refused, fault));
        await running.Tend.RoundAsync();
    }

    /// <summary>The referral that an event is about: the one it names, else the last that was sent to its council, or by its agency.</summary>
    public ReferralSeen? Of(Happening happening) =>
        happening.Text("of") is { } named && _sent.LastOrDefault(one => one.At.Id == named && one.Fault is null) is { } known ? known
        : _sent.LastOrDefault(one => one.Fault is null && (one.Council == happening.Agency || one.Sender.Agency == happening.Agency));

    /// <summary>A decision of a council, in the words of the states: S4a to S4h. False where the event decides about no referral.</summary>
    public async Task<bool> DecideAsync(Happening happening)
    {
        if (happening.Text("outcome") is not { } outcome || Of(happening) is not { } referral) return false;
        await TakenAsync(referral, happening);
        var manager = Person.Of(referral.Council, "csc-front-door") with { Subject = Places.Manager(referral.Council) };
        var body = outcome.Split(' ')[0] switch
        {
            "S4a" => Decision("no-further-action"),
            "S4b" => Decision("advice"),
            "S4c" => Decision("early-help"),
            "S4d" => Decision("assessment"),
            "S4e" => Decision("strategy"),
            "S4f" => Decision("open-case"),
            "S4g" => Contact(),
            "S4h" => OtherArea(outcome),
            _ => null,
        };
        if (body is null) return false;
        var empty = happening.Text("why") is { Length: 0 } ? await StepAsync(referral, manager, Without(body)) : null;
        await TakeAsync(happening, referral, manager, body, empty);
        return true;
    }

    /// <summary>The referrer says that a referral was meant, or that they disagree.</summary>
    public async Task<bool> ChallengeAsync(Happening happening)
    {
        if (Of(happening) is not { } referral) return false;
        var who = Person.Of(happening.Agency, happening.Role);
        if (_steps.LastOrDefault(step => step.Of == referral) is { Event: "referral.reclassified" }) await TakeAsync(happening, referral, who, new JsonObject { ["event"] = "referral.reclassified" }, null);
        else await TakeAsync(happening, referral, who, new JsonObject
        {
            ["event"] = "disagreement.raised",
            ["safeTonight"] = true,
            ["what"] = "The decision leaves the child where it was hurt.",
            ["evidence"] = "What was seen, as it stands in the referral.",
            ["wanted"] = "An assessment.",
        }, null);
        return true;
    }

    /// <summary>A strategy discussion about the last referral, with the section 47 enquiries that follow from it.</summary>
    public async Task<bool> DiscussAsync(Happening happening)
    {
        if (Of(happening) is not { } referral) return false;
        await TakenAsync(referral, happening);
        var worker = Person.Of(referral.Council, "csc-social-worker");
        await TakeAsync(happening, referral, worker, Decision("strategy"), null);
        await TakeAsync(happening, referral, worker, new JsonObject { ["event"] = "strategy.held", ["on"] = running.Today.ToString("yyyy-MM-dd") }, null);
        if (happening.Is("section47")) await TakeAsync(happening, referral, worker, new JsonObject { ["event"] = "s47.started" }, null);
        return true;
    }

    private async Task TakenAsync(ReferralSeen referral, Happening happening) =>
        await TakeAsync(happening, referral, Person.Of(referral.Council, "csc-social-worker"), new JsonObject { ["event"] = "referral.taken" }, null);

    private async Task TakeAsync(Happening happening, ReferralSeen referral, Person who, JsonObject body, Answered? withoutWhy)
    {
        var answered = await StepAsync(referral, who, body);
        _steps.Add(new StepSeen(happening, referral, (string)body["event"]!, answered, withoutWhy));
        await running.Tend.RoundAsync();
    }

    public Task<Answered> StepAsync(ReferralSeen referral, Person who, JsonObject body)
    {
        var step = (JsonObject)body.DeepClone();
        step["children"] = new JsonArray([.. referral.Children.Select(child => new JsonObject { ["child"] = child.ToString() })]);
        return running.PostAsync(who, $"v1/referrals/{referral.Id}/steps", step);
    }

    private async Task<Answered> ChildrenAsync(Person who, Guid id, Subject[] children, string? assessment, string? council) => await running.SendAsync(
        who, HttpMethod.Put, $"v1/referrals/{id}/tasks/children",
        new JsonObject { ["children"] = new JsonArray([.. children.Select(child => ReferralForms.Child(child, running.Today, assessment, council, running.World.SchoolOf(child)))]) });

    private async Task<string?> FillAsync(Person who, Guid id, Happening happening)
    {
        var handling = running.Timeline.Expect.Any(one => one.AtEvent == happening.Id && one.Why.Contains("NO_FAMILY_CONTACT", StringComparison.Ordinal)) ? ["checks-first"] : Array.Empty<string>();
        foreach (var task in Tasks)
            if (await running.SendAsync(who, HttpMethod.Put, $"v1/referrals/{id}/tasks/{task}", ReferralForms.Task(task, happening, running.Today, handling)) is var saved && !saved.Is(200)) return $"{task}: {Said(saved)}";
        return null;
    }

    private static ImmutableArray<Guid> IdsOf(Answered saved) => [.. saved.List("receivers").Select(one => one.GetProperty("child").GetGuid())];

    public static string Said(Answered answered) => $"{answered.Status} {answered.Word("type")} {string.Join("; ", answered.List("fields").Select(fault => fault.GetProperty("field").GetString() + ": " + fault.GetProperty("words").GetString()))} {answered.Word("detail")}".Trim();

    private static JsonObject Decision(string outcome)
    {
        var body = new JsonObject
        {
            ["event"] = "decision.made",
            ["outcome"] = outcome,
            ["why"] = "The referral was read with what the other agencies said, and weighed for this child.",
            ["message"] = Message(outcome),
        };
        if (outcome is "no-further-action" or "advice") body["advice"] = "Speak with the family's health visitor and write down what is seen.";
        return body;
    }

    private static JsonObject Contact() => new() { ["event"] = "referral.reclassified", ["why"] = "No history is known here, and it was taken as information about this child.", ["message"] = Message("recorded as a contact") };

    private JsonObject OtherArea(string outcome)
    {
        var body = Decision("other-area");
        body["council"] = outcome.Split(' ', ':', ';', ',').FirstOrDefault(running.Places.Agencies.Contains) ?? running.People.Child.Addresses[^1].Council;
        return body;
    }

    private static JsonObject Without(JsonObject body)
    {
        var empty = (JsonObject)body.DeepClone();
        empty["why"] = "";
        empty["message"]!["because"] = "";
        return empty;
    }

    private static JsonObject Message(string decided) => new()
    {
        ["decided"] = $"What we decided about this child: {decided}.",
        ["because"] = "What was written of this child was weighed with what is known here.",
        ["next"] = "Nothing changes before Friday, when it is looked at again.",
        ["asked"] = "Write down what you see.",
        ["contact"] = "Ring 01632 960996. If you disagree, say so here.",
    };
}
