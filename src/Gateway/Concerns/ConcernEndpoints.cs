using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Concerns.Store;
using Gateway.Disclosure;
using Gateway.Hosting;
using Gateway.Referrals;
using Gateway.Referrals.Form;
using Gateway.Retention;
using Gateway.Rules.Notices;
using Gateway.Rules.Retention;

namespace Gateway.Concerns;

/// <summary>Concerns of a school's staff, and allegations about staff, over HTTP. What is not the caller's reads as if it were not there.</summary>
internal static class ConcernEndpoints
{
    private const int LargestBody = 64 * 1024;

    public static readonly Problem NobodyReceives = new(
        "allegation-nobody-receives", "Nobody receives this here", StatusCodes.Status409Conflict,
        "The register names nobody who may have it, so nothing was kept. Ring the number that is given now and ask for the designated officer.", "gateway");

    public static async Task WriteAsync(HttpContext http)
    {
        var (who, services) = (WorkAnswers.Who(http), http.RequestServices);
        if (!services.GetRequiredService<WhoReads>().Writes(who)) await Problems.WriteAsync(http, Problem.NotAllowed);
        else if (await BodyAsync(http) is var (body, request))
            await AnswerAsync(http, who, await services.GetRequiredService<WriteConcern>().RunAsync(who, request, body, Stopping(http)), StatusCodes.Status201Created);
    }

    public static async Task AddAsync(HttpContext http, Guid id)
    {
        var who = WorkAnswers.Who(http);
        if (await BodyAsync(http) is var (body, request)) await AnswerAsync(http, who, await http.RequestServices.GetRequiredService<AddToConcern>().AddAsync(who, id, request, body, Stopping(http)), StatusCodes.Status200OK);
    }

    public static async Task DecideAsync(HttpContext http, Guid id)
    {
        var who = WorkAnswers.Who(http);
        if (await BodyAsync(http) is var (body, request)) await AnswerAsync(http, who, await http.RequestServices.GetRequiredService<AddToConcern>().DecideAsync(who, id, request, body, Stopping(http)), StatusCodes.Status200OK);
    }

    public static async Task OneAsync(HttpContext http, Guid id)
    {
        var (who, services) = (WorkAnswers.Who(http), http.RequestServices);
        await (await services.GetRequiredService<ReadConcerns>().OneAsync(who, id, http.RequestAborted) switch
        {
            ConcernSeen.Shown seen => WorkAnswers.WriteAsync(http, seen.Receipt, json => Whole(services, json, seen)),
            ConcernSeen.NotFound => Gone.WriteAsync(http, who, RecordKind.Concern, id),
            _ => WorkAnswers.ClosedAsync(http, who),
        });
    }

    public static async Task QueueAsync(HttpContext http)
    {
        var (who, services) = (WorkAnswers.Who(http), http.RequestServices);
        if (!services.GetRequiredService<WhoReads>().Decides(who)) await Problems.WriteAsync(http, Problem.NotAllowed);
        else if (http.Request.Query["tab"] is not [{ } tab] || !ReadConcerns.Tabs.Contains(tab)) await Problems.FieldsAsync(http, [new FieldFault("tab", "Send new, mine, waiting or closed.")]);
        else if (await WorkAnswers.AfterAsync(http) is (true, var after))
        {
            var (shown, next) = await services.GetRequiredService<ReadConcerns>().QueueAsync(who, tab, after, http.RequestAborted);
            await ListAsync(http, who, "concerns-read", shown, next);
        }
    }

    public static async Task WrittenAsync(HttpContext http)
    {
        var (who, services) = (WorkAnswers.Who(http), http.RequestServices);
        if (!services.GetRequiredService<WhoReads>().Writes(who)) await Problems.WriteAsync(http, Problem.NotAllowed);
        else if (await WorkAnswers.AfterAsync(http) is (true, var after))
        {
            var (shown, next) = await services.GetRequiredService<ReadConcerns>().WrittenAsync(who, after, http.RequestAborted);
            await ListAsync(http, who, "concerns-read", shown, next);
        }
    }

    public static async Task AllegationsAsync(HttpContext http)
    {
        var (who, services) = (WorkAnswers.Who(http), http.RequestServices);
        if (services.GetRequiredService<WhoReads>().SchoolsOf(who).Count == 0) await Problems.WriteAsync(http, Problem.NotAllowed);
        else if (await WorkAnswers.AfterAsync(http) is (true, var after))
        {
            var (shown, next) = await services.GetRequiredService<ReadConcerns>().AllegationsAsync(who, after, http.RequestAborted);
            await ListAsync(http, who, "allegations-read", shown, next);
        }
    }

    internal static async Task<(JsonElement Body, Guid Request)?> BodyAsync(HttpContext http)
    {
        if (ChecksEndpoint.RequestIdOf(http) is not { } requestId)
        {
            await Problems.FieldsAsync(http, [ChecksEndpoint.RequestIdFault]);
            return null;
        }

        return await WorkAnswers.BodyAsync(http, LargestBody, null) is { } body ? (body, StepTaking.RequestOf(WorkAnswers.Who(http), requestId)) : null;
    }

    private static Task AnswerAsync(HttpContext http, Practitioner who, ConcernDone came, int status) => came switch
    {
        ConcernDone.Done done => ConfirmOwn.WriteAsync(http, JsonBytes.Of(json => Said(json, done.Concern, done.Referral)), status),
        ConcernDone.Faulty(var faults) => Problems.FieldsAsync(http, faults),
        ConcernDone.NotFound => Problems.WriteAsync(http, Problem.NotFound),
        ConcernDone.NobodyReceives => Problems.WriteAsync(http, NobodyReceives, json => RingLines.Write(json, http.RequestServices.GetRequiredService<WhomToRing>().ForAreas(who.Agency.Areas))),
        ConcernDone.RequestIdReused => ReferralAnswers.ReusedAsync(http, who),
        ConcernDone.Elsewhere => Problems.WriteAsync(http, ReferralProblems.MovedOn),
        _ => WorkAnswers.ClosedAsync(http, who),
    };

    // Of an allegation its author hears only that it was taken, and what to do: who has it is nobody's business at the school.
    private static void Said(Utf8JsonWriter json, Concern concern, Guid? begun)
    {
        json.WriteString("concern"u8, concern.Id);
        json.WriteString("writtenAt"u8, concern.WrittenAt);
        json.WriteString("route"u8, concern.Allegation ? "allegation" : "safeguarding-lead");
        if (!concern.Allegation) json.WriteString("state"u8, Word(concern.State));
        if (begun is { } referral && !concern.Allegation) json.WriteString("referral"u8, referral);
    }

    private static void Whole(IServiceProvider services, Utf8JsonWriter json, ConcernSeen.Shown seen)
    {
        var (concern, seal) = (seen.Concern, services.GetRequiredService<SealConcerns>());
        Head(json, concern);
        json.WriteString("part"u8, seen.Part switch { ConcernPart.Author => "author", ConcernPart.Lead => "lead", _ => "receiver" });
        var written = seal.Open(concern);
        HandlingOf.Write(json, HandlingOf.Chosen(new FormPart(written, default)), services.GetRequiredService<NoticeTerms>());
        json.WritePropertyName("written"u8);
        written.WriteTo(json);
        if (seen.Part == ConcernPart.Receiver && seal.OpenNamed(concern) is { } named)
        {
            json.WritePropertyName("about"u8);
            named.WriteTo(json);
        }

        json.WriteStartArray("notes"u8);
        foreach (var note in seen.Notes)
        {
            json.WriteStartObject();
            json.WriteString("kind"u8, note.Kind);
            json.WriteString("by"u8, note.PersonName ?? note.Person);
            json.WriteString("at"u8, note.At);
            json.WritePropertyName(note.Kind == ConcernNote.Decided ? "decision"u8 : "added"u8);
            Note(json, seal.Open(note), seen.Linked);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (!seen.Copies.IsEmpty) Copies(json, seen.Copies);
        if (seen.Part != ConcernPart.Lead) return;
        if (!seen.Referrals.IsEmpty) Referrals(json, seen.Referrals);
        json.WritePropertyName("prefill"u8);
        services.GetRequiredService<DraftFromConcern>().Prefill(concern).WriteTo(json);
    }

    // The newest stands by itself too, as it did when there could be one.
    private static void Referrals(Utf8JsonWriter json, ImmutableArray<(Guid Referral, DateTimeOffset? BegunAt)> referrals)
    {
        json.WriteString("referral"u8, referrals[0].Referral);
        json.WriteStartArray("referrals"u8);
        foreach (var (referral, _) in referrals) json.WriteStringValue(referral);
        json.WriteEndArray();
    }

    private static void Copies(Utf8JsonWriter json, ImmutableArray<(string School, DateTimeOffset SentAt)> copies)
    {
        json.WriteStartArray("copies"u8);
        foreach (var (school, sentAt) in copies)
        {
            json.WriteStartObject();
            json.WriteString("school"u8, school);
            json.WriteString("sentAt"u8, sentAt);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // Of what was linked only what the reader has is named.
    private static void Note(Utf8JsonWriter json, JsonElement note, ImmutableArray<Concern> linked)
    {
        json.WriteStartObject();
        foreach (var member in note.EnumerateObject())
            if (member.Name != "links") member.WriteTo(json);
        if (ReadConcerns.LinksOf(note).Where(id => linked.Any(one => one.Id == id)).ToArray() is [_, ..] links)
        {
            json.WriteStartArray("links"u8);
            foreach (var id in links)
            {
                json.WriteStartObject();
                json.WriteString("concern"u8, id);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Head(Utf8JsonWriter json, Concern concern)
    {
        json.WriteString("concern"u8, concern.Id);
        json.WriteString("school"u8, concern.School);
        json.WriteString("writtenAt"u8, concern.WrittenAt);
        json.WriteString("writtenBy"u8, concern.AuthorName ?? concern.Author);
        json.WriteBoolean("dangerNow"u8, concern.DangerNow);
        json.WriteString("route"u8, concern.Allegation ? "allegation" : "safeguarding-lead");
        if (!concern.Allegation) json.WriteString("state"u8, Word(concern.State));
        if (concern.ReadAt is not { } read || concern.Allegation) return;
        json.WriteString("readAt"u8, read);
        if (concern.ReadBy is { } reader) json.WriteString("readBy"u8, reader);
    }

    private static async Task ListAsync(HttpContext http, Practitioner who, string what, ImmutableArray<Concern> shown, WorkCursor? next)
    {
        var services = http.RequestServices;
        if (await services.GetRequiredService<RecordReading>().RunAsync(who, what, shown.Select(one => one.Id), http.RequestAborted) is not { } receipt)
        {
            await WorkAnswers.ClosedAsync(http, who);
            return;
        }

        await WorkAnswers.WriteAsync(http, receipt, json =>
        {
            if (next is not null) json.WriteString("next"u8, next.ToString());
            json.WriteStartArray("concerns"u8);
            foreach (var concern in shown)
            {
                json.WriteStartObject();
                Head(json, concern);
                json.WriteStartArray("pupils"u8);
                foreach (var pupil in new FormPart(services.GetRequiredService<SealConcerns>().Open(concern), DateOnly.MaxValue).Parts("pupils"))
                    json.WriteStringValue(string.Join(' ', new[] { pupil.Text("firstName"), pupil.Text("lastName") }.OfType<string>()));
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    private static string Word(ConcernState state) => state switch { ConcernState.New => "new", ConcernState.Open => "open", ConcernState.Waiting => "waiting", _ => "closed" };

    // The asker going away does not stop what is half done: sent again it is found.
    internal static CancellationToken Stopping(HttpContext http) => http.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
}
