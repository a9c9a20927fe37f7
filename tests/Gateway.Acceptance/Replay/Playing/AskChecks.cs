using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Gateway.Acceptance.Replay.Reading;
using Gateway.Simulator;

namespace Gateway.Acceptance.Replay.Playing;

/// <summary>A check that was put, and what came of it.</summary>
/// <param name="About">Null where nobody known here was asked about.</param>
/// <param name="Reasoned">The same again with a written reason; null where none was needed.</param>
internal sealed record CheckSeen(Happening At, Person Who, string Purpose, Subject? About, ImmutableArray<string> Items, bool Typed, Answered Plain, Answered? Reasoned)
{
    /// <summary>The visit for which it was asked, where the asker's own department has it.</summary>
    public string? Visit { get; init; }
}

/// <summary>Puts checks as the people of a timeline would: involved as is usual in their role, unless the file says otherwise.</summary>
internal sealed class AskChecks(RunningTimeline running)
{
    private static readonly string[] Reasons =
    [
        "The account that was given at {0} does not explain what was seen, and whether to act today turns on it.",
        "Two explanations were heard at {0}; who is told next depends on which services know this family.",
        "Nobody at {0} can reach whoever usually cares for this child, so that somebody has to be rung tonight.",
        "A decision about where this child sleeps is being taken at {0} by a senior who asked for exactly this.",
        "What was written at {0} a month ago speaks against letting the matter rest until the morning meeting.",
        "At {0} a colleague saw the child leave with an adult whom no record names, and the next call hangs on it.",
    ];

    private static readonly string[] Waits = ["The child may go back tonight to the person who did it.", "Whoever is looking would look in the wrong place.", "The adult may be gone with the child by the morning.", "Pain that can be treated would go on."];

    // The first answers of a process compile themselves: what is silent here is silent on purpose.
    private const int Deadline = 8000;

    private int _reason;

    public async Task<IReadOnlyList<CheckSeen>> AskAsync(Happening at, Person who, AskOfFile ask, ImmutableArray<string> items, bool reasoned, string? changedBy)
    {
        var seen = new List<CheckSeen>();
        foreach (var about in await WhomAsync(at, ask))
        {
            if (about is not null && Says(ask.About, "same plan")) running.World.SamePlan(about, running.Agencies);
            var visit = Involve(at, who, ask, about, changedBy);
            var body = Body(at, ask, Asked(who, ask, items), about, changedBy);
            var plain = await running.PostAsync(who, "v1/checks", body);
            Answered? again = null;
            if (reasoned && NeedsReason(plain, items))
            {
                body["justification"] = Reason(at, who, ask.Purpose);
                again = await running.PostAsync(who, "v1/checks", body);
            }

            // Whoever was found by what was typed is who was asked about.
            var found = about ?? (plain.Is(200) && plain.Word("identity") == "exact" ? running.People.Child : null);
            seen.Add(new CheckSeen(at, who, ask.Purpose, found, items, ask.Identity is not null, plain, again) { Visit = visit });
            running.Checks.Add(seen[^1]);
            await running.Tend.RoundAsync();
        }

        return seen;
    }

    /// <summary>The same question about a number that nobody has: what is refused must read the same.</summary>
    public async Task<Answered> AboutNobodyAsync(CheckSeen seen)
    {
        var body = new JsonObject
        {
            ["child"] = new JsonObject { ["nhsNumber"] = running.People.Nobody, ["dateOfBirth"] = Day(seen.About!.Born) },
            ["purpose"] = seen.Purpose,
            ["items"] = new JsonArray([.. seen.Items.Select(item => (JsonNode)item)]),
            ["deadlineMilliseconds"] = Deadline,
        };
        return await running.PostAsync(seen.Who, "v1/checks", body);
    }

    // A department's own page asks whose patient the child is too: whoever that is hears of the visit.
    private static ImmutableArray<string> Asked(Person who, AskOfFile ask, ImmutableArray<string> items) =>
        ask.Purpose == "unscheduled-care" && who.Role is ("ed-triage-clinician" or "ed-treating-clinician" or "urgent-care-clinician") && !items.Contains("gp-registration") ? items.Add("gp-registration") : items;

    private static bool NeedsReason(Answered answered, ImmutableArray<string> items) => answered.List("withheld").Any(item => items.Contains(item.GetProperty("item").GetString()!) && item.GetProperty("outcome").GetString() is "justify" or "ask-holder");

    // Whoever is described otherwise than the file's child and was born on another day is another child.
    private async Task<IReadOnlyList<Subject?>> WhomAsync(Happening at, AskOfFile ask)
    {
        if (ask.Identity is { } typed)
        {
            if (typed.Born == running.People.Child.Born) return [null];
            var stranger = running.People.Stranger(typed, Places.CouncilOf(at.Agency), running.Today);
            await running.KnowChildrenAsync();
            return [stranger];
        }

        if (ask.About is null) return [running.People.Usual(running.Today)];
        if (running.People.Meant(ask.About) is { Count: > 0 } meant) return [.. meant];
        return running.People.IsAdult(ask.About) ? [] : [running.People.Child];
    }

    private static JsonObject Body(Happening at, AskOfFile ask, ImmutableArray<string> items, Subject? about, string? changedBy)
    {
        var body = new JsonObject
        {
            ["child"] = ask.Identity is { } typed
                ? new JsonObject { ["givenName"] = typed.Given, ["familyName"] = typed.Surname, ["dateOfBirth"] = Day(typed.Born) }
                : new JsonObject { ["nhsNumber"] = about!.Number, ["dateOfBirth"] = Day(about.Born) },
            ["purpose"] = ask.Purpose,
            ["items"] = new JsonArray([.. items.Select(item => (JsonNode)item)]),
            ["deadlineMilliseconds"] = Deadline,
        };
        if (Says(changedBy, "conflict of interest") && !NotInvolved(at, ask, changedBy)) body["conflictOfInterest"] = true;
        return body;
    }

    // "Unless it says otherwise, the relationship is the usual one of that role and is confirmed."
    private string? Involve(Happening at, Person who, AskOfFile ask, Subject? about, string? changedBy)
    {
        var now = running.Clock.GetUtcNow();
        var usual = PolicyTables.Published.Involved(who.Role);
        var type = FormatWords.Relationships.FirstOrDefault(word => Says(ask.Relationship, word)) ?? (usual.Count > 0 ? usual[0] : null);
        if (type is null) return null;
        var child = about ?? running.People.Child;
        if (ask.Identity is { } typed) running.Agencies.AddNames(child.Number, child.Born, typed.Given, typed.Surname);
        var visit = type == "encounter" ? running.World.LatestVisit(child, who.Agency) : null;
        var site = type == "encounter" ? running.Places.CustodianOf(who.Agency) : null;
        var reference = visit?.Reference ?? $"{at.Id}-{child.Number[^4..]}";
        if (NotInvolved(at, ask, changedBy))
        {
            // What was a roll or a list once ended before: the file's own day where it has one.
            if (Says(ask.Relationship, "ended")) Add(now.AddDays(-60), EndOf(at) ?? now.AddDays(-7));
            return null;
        }

        Add(visit?.ArrivedAt ?? now.AddMinutes(type == "encounter" ? -10 : -600), DischargeOf(visit, who.Agency, now) ?? now.AddMinutes(30));
        return visit?.Reference;

        void Add(DateTimeOffset from, DateTimeOffset to) =>
            running.Agencies.AddRelationship(new RelationshipRecord(who.Agency, who.Subject, child.Number, child.Born, type, reference, from, to, site, Pregnant(at, child)));
    }

    private static bool NotInvolved(Happening at, AskOfFile ask, string? changedBy) =>
        Says(changedBy, "no relationship") || Says(ask.Relationship, "ended") || Says(ask.Relationship, "none")
        || new[] { ask.About, ask.Relationship, at.Text("asker") }.Any(words => Says(words, "no encounter") || Says(words, "no relationship") || Says(words, "no involvement"));

    // Of the mother until the birth, and of the newborn for as long as a pregnancy is looked at.
    private bool Pregnant(Happening at, Subject child) => child == running.People.Mother ? running.Today < running.People.Child.Born
        : running.Timeline.Events.TakeWhile(one => one != at).Any(one => one.Kind == "pregnancy") || (child == running.People.Child && running.Today < child.Born.AddDays(28));

    private DateTimeOffset? EndOf(Happening at) => running.Timeline.Events.TakeWhile(one => one != at).LastOrDefault(one => one.Kind == "roll-off" && one.Agency == at.Agency) is { } end ? running.Timeline.When(end) : null;

    // The last discharge of this visit that is still to come, else it ends of itself.
    private DateTimeOffset? DischargeOf(AttendanceFact? visit, string agency, DateTimeOffset now) => visit is null ? null
        : running.Timeline.Events.LastOrDefault(one => one.Kind is "discharge" or "left-before-seen" && one.Agency == agency && one.Text("encounter") == visit.Reference) is { } end && running.Timeline.When(end) is var when && when > now
            ? when : null;

    private JsonObject Reason(Happening at, Person who, string purpose)
    {
        var n = _reason++;
        var text = string.Format(CultureInfo.InvariantCulture, Reasons[n % Reasons.Length], Offsets.Local(running.Clock.GetUtcNow()));
        return new JsonObject
        {
            ["supports"] = PolicyTables.Published.Decision(who.Role, purpose),
            ["whyNotLess"] = text,
            ["whatIfWait"] = $"{Waits[n % Waits.Length]} ({at.Id})",
            ["ifNotShared"] = purpose == "immediate-protection" ? 4 : 3,
            ["ifNotSharedReason"] = text,
            ["ifShared"] = 1,
            ["source"] = "none",
            ["ifSharedReason"] = "The family may trust the service less for a while.",
            ["decideWithinMinutes"] = 30,
        };
    }

    private static bool Says(string? text, string words) => text?.Contains(words, StringComparison.OrdinalIgnoreCase) == true;

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
