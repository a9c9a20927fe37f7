using System.Globalization;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Disclosure;
using Gateway.Federation;
using Gateway.Hosting;
using Gateway.Matching.Find;
using Gateway.Retention;
using Gateway.Rules.Departments;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Retention;

namespace Gateway.Departments;

/// <summary>A department's visits over the API: beginning one, recording what is known, reading. What is not the caller's reads as if it were not there.</summary>
internal static class VisitsEndpoint
{
    private const int LargestEntry = 64 * 1024;

    public static async Task BeginAsync(HttpContext http)
    {
        var who = WorkAnswers.Who(http);
        if (ChecksEndpoint.RequestIdOf(http) is not { } requestId)
        {
            await Problems.FieldsAsync(http, [ChecksEndpoint.RequestIdFault]);
            return;
        }

        if (await WorkAnswers.BodyAsync(http, "check", "child", "lookedFor", "encounter", "name") is not { } body) return;
        var read = Read(body, Clock.Today(http.RequestServices.GetRequiredService<TimeProvider>()));
        if (read.Asked is not { } asked || read.Faults.Count > 0)
        {
            await Problems.FieldsAsync(http, read.Faults);
            return;
        }

        await (await http.RequestServices.GetRequiredService<BeginVisit>().RunAsync(who, asked, read.Name, requestId, Stopping(http)) switch
        {
            VisitBegun.Begun begun => ShowAsync(http, who, begun.Visit, null),
            VisitBegun.NoSuchCheck => Problems.FieldsAsync(http, [new FieldFault("check", "Send the id of a check that your agency made")]),
            VisitBegun.NoSuchLook => Problems.FieldsAsync(http, [new FieldFault("lookedFor", FindWords.LapsedLook)]),
            VisitBegun.NotConfirmed => Problems.WriteAsync(http, VisitProblems.NotConfirmed, json => RingLines.Write(json, Ring(http, who))),
            VisitBegun.UnderAnotherNumber => Problems.WriteAsync(http, VisitProblems.UnderAnotherNumber, json => RingLines.Write(json, Ring(http, who))),
            VisitBegun.MovedOn => Problems.WriteAsync(http, VisitProblems.MovedOn),
            VisitBegun.NotAllowed => Problems.WriteAsync(http, Problem.NotAllowed),
            _ => WorkAnswers.ClosedAsync(http, who),
        });
    }

    public static async Task AddAsync(HttpContext http, Guid visit, string kind)
    {
        var who = WorkAnswers.Who(http);
        if (!EntryKindWords.TryRead(kind, out var read) || read == EntryKind.Begun)
        {
            await Problems.WriteAsync(http, Problem.NotFound);
            return;
        }

        if (ChecksEndpoint.RequestIdOf(http) is not { } requestId)
        {
            await Problems.FieldsAsync(http, [ChecksEndpoint.RequestIdFault]);
            return;
        }

        if (await WorkAnswers.BodyAsync(http, LargestEntry, null) is not { } body) return;
        await WriteAsync(http, who, await http.RequestServices.GetRequiredService<AddEntry>().RunAsync(who, visit, read, body, requestId, Stopping(http)));
    }

    public static Task OneAsync(HttpContext http, Guid visit) => ShowAsync(http, WorkAnswers.Who(http), visit, null);

    public static async Task ListAsync(HttpContext http)
    {
        var who = WorkAnswers.Who(http);
        if (FilterOf(http) is not { } filter)
        {
            await Problems.FieldsAsync(http, [new FieldFault("show", "Send not-finished, left-today or all")]);
            return;
        }

        if (await WorkAnswers.AfterAsync(http) is not (true, var after)) return;
        await (await http.RequestServices.GetRequiredService<ReadVisits>().ListAsync(who, filter, after, http.RequestAborted) switch
        {
            VisitsShown.Shown(var visits, var next, var receipt) => WorkAnswers.WriteAsync(http, receipt, json =>
            {
                if (next is not null) json.WriteString("next"u8, next.ToString());
                var write = http.RequestServices.GetRequiredService<WriteVisit>();
                json.WriteStartArray("visits"u8);
                foreach (var seen in visits)
                {
                    json.WriteStartObject();
                    write.Head(json, seen);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                WriteVisit.Seniors(json, who);
            }),
            null => Problems.WriteAsync(http, Problem.NotAllowed),
            _ => WorkAnswers.ClosedAsync(http, who),
        });
    }

    public static async Task MeetingAsync(HttpContext http)
    {
        var who = WorkAnswers.Who(http);
        var reader = http.RequestServices.GetRequiredService<ReadVisits>();
        if (FromOf(http, reader) is not { } from)
        {
            await Problems.FieldsAsync(http, [new FieldFault("from", "Send a day such as 2026-11-16")]);
            return;
        }

        await (await reader.MeetingAsync(who, from, http.RequestAborted) switch
        {
            MeetingShown.Shown(var first, var rows, var counted, var receipt) => WorkAnswers.WriteAsync(http, receipt, json =>
            {
                json.WriteString("from"u8, first.ToString("O", CultureInfo.InvariantCulture));
                json.WriteString("to"u8, first.AddDays(6).ToString("O", CultureInfo.InvariantCulture));
                json.WriteNumber("wentHomeWithConcern"u8, counted.WithConcern);
                json.WriteNumber("overridden"u8, counted.Overridden);
                json.WriteNumber("goneWithConcern"u8, counted.GoneWithConcern);
                json.WriteStartArray("visits"u8);
                foreach (var row in rows) http.RequestServices.GetRequiredService<WriteVisit>().Row(json, row);
                json.WriteEndArray();
            }),
            null => Problems.WriteAsync(http, Problem.NotAllowed),
            _ => WorkAnswers.ClosedAsync(http, who),
        });
    }

    public static VisitFilter? FilterOf(HttpContext http) => http.Request.Query["show"].ToString() switch
    {
        "" or "not-finished" => VisitFilter.NotFinished,
        "left-today" => VisitFilter.LeftToday,
        "all" => VisitFilter.All,
        _ => null,
    };

    public static DateOnly? FromOf(HttpContext http, ReadVisits reader) => http.Request.Query["from"].ToString() is not { Length: > 0 } text ? reader.LastWeek
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year > 2000 && day.Year < 3000 ? day : null;

    private static Task WriteAsync(HttpContext http, Practitioner who, EntryAdded added) => added switch
    {
        EntryAdded.Added done => ShowAsync(http, who, done.Visit, done.Entry),
        EntryAdded.Faulty(var faults) => Problems.FieldsAsync(http, faults),
        EntryAdded.NotFound => Problems.WriteAsync(http, Problem.NotFound),
        EntryAdded.NotAllowed => Problems.WriteAsync(http, Problem.NotAllowed),
        EntryAdded.Ended => Problems.WriteAsync(http, VisitProblems.Ended),
        EntryAdded.NotConfirmed => Problems.WriteAsync(http, VisitProblems.NotJoined),
        EntryAdded.NotGone => Problems.WriteAsync(http, VisitProblems.NotGone),
        EntryAdded.NotConsultant => Problems.WriteAsync(http, VisitProblems.NotConsultant),
        EntryAdded.SamePerson => Problems.WriteAsync(http, VisitProblems.SamePerson),
        EntryAdded.NothingToOverride => Problems.WriteAsync(http, VisitProblems.NothingToOverride),
        EntryAdded.Elsewhere => Problems.WriteAsync(http, VisitProblems.MovedOn),
        EntryAdded.RequestIdReused => ReusedAsync(http, who),
        _ => WorkAnswers.ClosedAsync(http, who),
    };

    // Whatever came of it is read as anybody reads it: nothing is shown without the entry that says so.
    private static async Task ShowAsync(HttpContext http, Practitioner who, Guid visit, Guid? entry)
    {
        switch (await http.RequestServices.GetRequiredService<ReadVisits>().OneAsync(who, visit, http.RequestAborted))
        {
            case VisitShown.Shown(var seen, var receipt) when Blocks(seen, entry):
                await ChecksEndpoint.ReleaseAsync(http, new Release(receipt, JsonBytes.Of(json => Blocked(http, json, seen, entry))), StatusCodes.Status409Conflict, Problems.ContentType);
                break;
            case VisitShown.Shown(var seen, var receipt):
                await WorkAnswers.WriteAsync(http, receipt, json => Write(http, json, seen, entry));
                break;
            case null:
                await Gone.WriteAsync(http, who, RecordKind.Visit, visit);
                break;
            default:
                await WorkAnswers.ClosedAsync(http, who);
                break;
        }
    }

    // A discharge check after which the child is still there: it was recorded, and the answer to it is no.
    private static bool Blocks(VisitSeen seen, Guid? entry) => entry is { } added && seen.Visit.End == VisitEnd.None && seen.Entries.First(one => one.Entry.Id == added).Kind == EntryKind.Discharge;

    private static void Blocked(HttpContext http, Utf8JsonWriter json, VisitSeen seen, Guid? entry)
    {
        var problem = VisitProblems.DoNotDischarge;
        json.WriteString("type"u8, "urn:gateway:problem:" + problem.Type);
        json.WriteString("title"u8, problem.Title);
        json.WriteNumber("status"u8, problem.Status);
        json.WriteString("detail"u8, problem.Detail);
        json.WriteString("origin"u8, problem.Origin);
        json.WriteString("visit"u8, seen.Visit.Id);
        json.WriteString("added"u8, entry!.Value);
        json.WriteStartArray("open"u8);
        foreach (var thing in seen.Open) http.RequestServices.GetRequiredService<WriteVisit>().Thing(json, thing);
        json.WriteEndArray();
    }

    private static void Write(HttpContext http, Utf8JsonWriter json, VisitSeen seen, Guid? entry)
    {
        if (entry is { } added) json.WriteString("added"u8, added);
        http.RequestServices.GetRequiredService<WriteVisit>().Whole(json, seen);
    }

    private static Task ReusedAsync(HttpContext http, Practitioner who)
    {
        http.RequestServices.GetRequiredService<ILogger<AddEntry>>().LogWarning(SecurityEvents.RequestIdReused, "A request id came again with another entry of a visit, from agency {Agency}", who.Agency.Id);
        return Problems.WriteAsync(http, Problem.RequestIdReused);
    }

    private static (VisitAsked? Asked, string Name, List<FieldFault> Faults) Read(JsonElement body, DateOnly today)
    {
        var faults = new List<FieldFault>();
        var name = body.TryGetProperty("name", out _) ? WorkAnswers.Text(body, "name", "Enter what the child is called, or leave it out", faults) : "";
        if (name.Length > 100) faults.Add(new FieldFault("name", "Write at most 100 characters."));
        return (AskedOf(body, today, faults), name, faults);
    }

    private static VisitAsked? AskedOf(JsonElement body, DateOnly today, List<FieldFault> faults)
    {
        JsonElement? Sent(string member) => body.TryGetProperty(member, out var sent) ? sent : null;
        switch (Sent("check"), Sent("child"), Sent("lookedFor"))
        {
            case ({ } given, null, null):
                if (given.ValueKind == JsonValueKind.String && given.TryGetGuid(out var check)) return new VisitAsked.OfCheck(check);
                faults.Add(new FieldFault("check", "Send the id of the check"));
                return null;
            case (null, { } child, null): return ChildOf(child, today, faults) is { } named ? new VisitAsked.OfChild(named) : null;
            case (null, null, _) when Sent("lookedFor") is not null: return LookOf(body, faults);
            default:
                faults.Add(new FieldFault("check", "Send the id of the check, or the child where nobody has checked, or the look that found nobody"));
                return null;
        }
    }

    private static VisitAsked.OfLook? LookOf(JsonElement body, List<FieldFault> faults)
    {
        var look = WorkAnswers.Text(body, "lookedFor", FindWords.LapsedLook, faults);
        var encounter = body.TryGetProperty("encounter", out _) ? WorkAnswers.Text(body, "encounter", "Enter the attendance number, or leave it out", faults) : null;
        if (encounter?.Length > 100) faults.Add(new FieldFault("encounter", "Write at most 100 characters."));
        return faults.Count == 0 ? new VisitAsked.OfLook(look, encounter) : null;
    }

    private static ChildAsked? ChildOf(JsonElement child, DateOnly today, List<FieldFault> faults)
    {
        if (child.ValueKind != JsonValueKind.Object || child.EnumerateObject().Any(member => member.Name is not ("nhsNumber" or "dateOfBirth")))
        {
            faults.Add(new FieldFault("child", "Send nhsNumber and dateOfBirth"));
            return null;
        }

        var fault = NhsNumber.Read(child.TryGetProperty("nhsNumber", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null, out var number);
        if (ChildWords.OfNumber(fault) is { } wrong) faults.Add(new FieldFault("child.nhsNumber", wrong));
        var born = child.TryGetProperty("dateOfBirth", out var date) && date.ValueKind == JsonValueKind.String && DateOnly.TryParseExact(date.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : (DateOnly?)null;
        if (born is null || born > today || born < today.AddYears(-26)) faults.Add(new FieldFault("child.dateOfBirth", born > today ? "Date of birth must be today or in the past" : "Enter the child's date of birth"));
        return faults.Count == 0 ? new ChildAsked(number, born!.Value) : null;
    }

    private static System.Collections.Immutable.ImmutableArray<RingAnswer> Ring(HttpContext http, Practitioner who) => http.RequestServices.GetRequiredService<WhomToRing>().ForAreas(who.Agency.Areas);

    // The asker going away does not stop what is half done: sent again it is found.
    private static CancellationToken Stopping(HttpContext http) => http.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
}
