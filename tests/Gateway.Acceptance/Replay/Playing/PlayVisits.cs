using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Acceptance.Replay.Reading;

namespace Gateway.Acceptance.Replay.Playing;

/// <summary>A child in a department, as the department's own screen has them.</summary>
internal sealed record VisitPlayed(Happening At, string Reference, Subject Child, Guid Id);

/// <summary>An attempt to let a child go, and what was answered to one that named no senior doctor; null where that was not tried.</summary>
internal sealed record DischargeTried(Happening At, VisitPlayed Visit, Answered Answered, Answered? WithoutSenior);

/// <summary>Records visits as a department does: begun and asked at the door, checked, worried about, and let go or not, over HTTP.</summary>
internal sealed class PlayVisits(RunningTimeline running)
{
    private static readonly string[] Departments = ["ed-triage-clinician", "ed-treating-clinician", "urgent-care-clinician"];

    private readonly List<VisitPlayed> _visits = [];
    private readonly List<DischargeTried> _tried = [];
    private readonly List<string> _faults = [];

    public IReadOnlyList<DischargeTried> Tried => _tried;

    /// <summary>What was not taken, and why.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>The visit that an event of a department is of: the one it names, else the last.</summary>
    public VisitPlayed? Of(Happening happening) => _visits.LastOrDefault(visit => visit.At.Agency == happening.Agency && (happening.Text("encounter") is not { } named || visit.Reference == named));

    public async Task HappenAsync(Happening happening)
    {
        if (!Departments.Contains(happening.Role)) return;
        if (happening.Kind == "attendance") await BeginAsync(happening);
        else if (Of(happening) is { } visit) await AddAsync(happening, visit);
        await running.Tend.RoundAsync();
    }

    /// <summary>A check that the department made is recorded with the child's visit.</summary>
    public async Task CheckedAsync(IEnumerable<CheckSeen> seen)
    {
        foreach (var check in seen.Where(one => Departments.Contains(one.Who.Role) && one.Plain.Is(200) && one.Plain.Word("identity") == "exact"))
            if (_visits.LastOrDefault(visit => visit.At.Agency == check.Who.Agency && visit.Child == check.About) is { } visit)
                await TakeAsync(check.Who, visit, "checked", new JsonObject { ["check"] = check.Plain.Word("check") });
    }

    // Where nobody is on record as there, nothing is begun: who was booked without a number, and who came by appointment.
    private async Task BeginAsync(Happening happening)
    {
        var reference = happening.Text("encounter") ?? happening.Id;
        foreach (var child in running.World.Meant(happening))
        {
            if (!running.World.Of(child, running.Places.CustodianOf(happening.Agency)!).Attendances.Any(visit => visit.Reference == reference)) continue;
            // At the desk, while the child is there; nobody else is more involved by it.
            var desk = new Person(happening.Agency, happening.Role, $"{happening.Agency}.{reference}");
            running.Agencies.AddRelationship(new(desk.Agency, desk.Subject, child.Number, child.Born, "encounter", reference, running.Clock.GetUtcNow(), null, running.Places.CustodianOf(desk.Agency)));
            var begun = await running.PostAsync(desk, "v1/visits", new JsonObject { ["child"] = new JsonObject { ["nhsNumber"] = child.Number, ["dateOfBirth"] = child.Born.ToString("yyyy-MM-dd") } });
            if (!begun.Is(200))
            {
                _faults.Add($"{happening.Id}: {begun.Status} {begun.Word("type")}");
                continue;
            }

            var visit = new VisitPlayed(happening, reference, child, begun.Json.GetProperty("visit").GetGuid());
            _visits.Add(visit);
            await TakeAsync(desk, visit, "questions", VisitForms.Questions(visit.At, happening, closed: false));
        }
    }

    private async Task AddAsync(Happening happening, VisitPlayed visit)
    {
        var who = Person.Of(happening.Agency, happening.Role);
        var now = running.Clock.GetUtcNow();
        switch (happening.Kind)
        {
            case "discharge":
                await DischargeAsync(happening, who, visit);
                break;
            case "left-before-seen":
                await TakeAsync(who, visit, "left-early", VisitForms.LeftEarly(now));
                break;
            // Whoever refers from a department is worried.
            case "referral":
                await TakeAsync(who, visit, "concern", VisitForms.Concern(visit.At, happening, running.World.PracticeOf(visit.Child), now));
                break;
            default:
                if (VisitForms.Answers(happening)) await TakeAsync(who, visit, "questions", VisitForms.Questions(visit.At, happening, closed: false));
                break;
        }
    }

    // What the file says of the questions stands; the rest is closed before the child goes, and worries nobody.
    private async Task DischargeAsync(Happening happening, Person who, VisitPlayed visit)
    {
        await TakeAsync(who, visit, "questions", VisitForms.Questions(visit.At, happening, closed: true));
        var seen = await ReadAsync(who, visit);
        if (!seen.Is(200)) return;
        var body = seen.Json.GetProperty("dischargeCheckWanted").GetBoolean() ? VisitForms.Discharge(happening, seen, Places.Senior(happening.Agency), running.Clock.GetUtcNow(), running.Today) : [];
        var without = happening.Text("senior") is null ? null : await TryAsync(who, visit, "discharge", Without(body));
        var tried = await TryAsync(who, visit, "discharge", body);
        _tried.Add(new DischargeTried(happening, visit, tried, without));
    }

    public Task<Answered> ReadAsync(Person who, VisitPlayed visit) => running.GetAsync(who, $"v1/visits/{visit.Id}");

    private Task<Answered> TryAsync(Person who, VisitPlayed visit, string entry, JsonObject body) => running.PostAsync(who, $"v1/visits/{visit.Id}/{entry}", body);

    private async Task TakeAsync(Person who, VisitPlayed visit, string entry, JsonObject body)
    {
        var taken = await TryAsync(who, visit, entry, body);
        if (!taken.Is(200)) _faults.Add($"{visit.At.Id} {entry}: {taken.Status} {taken.Word("type")} {string.Join("; ", taken.List("fields").Select(fault => fault.GetProperty("field").GetString()))}");
    }

    private static JsonObject Without(JsonObject body)
    {
        var without = (JsonObject)body.DeepClone();
        without.Remove("agreed");
        return without;
    }
}
