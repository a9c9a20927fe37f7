using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit.Publishing;
using Gateway.Audit.Search;
using Gateway.Disclosure;
using Gateway.Federation;
using Gateway.Hosting;
using Gateway.Matching;

namespace Gateway.Audit.Export;

/// <summary>
/// <c>POST /ledger/v1/export</c>: the evidence pack with what an officer may open of their own agency's entries: about a child, of a practitioner, or of
/// the whole agency. That it was taken, and of whom, is recorded before it is sent.
/// </summary>
internal static class ScopedExportEndpoint
{
    private static readonly string[] Known = ["child", "practitioner", "agency", "reason", "agreement"];
    private static readonly byte[] NoPolicy = new byte[32];

    public static async Task HandleAsync(HttpContext http, PublishedLog log)
    {
        var who = WorkAnswers.Who(http);
        if (!who.IsOfficer())
        {
            await Problems.WriteAsync(http, Problem.NotAllowed);
            return;
        }

        if (await WorkAnswers.BodyAsync(http, Known) is not { } body) return;
        var faults = new List<FieldFault>();
        if (SearchQuestion.Read(body, who, LondonTime.Day(Now(http)), faults) is not { } question) await Problems.FieldsAsync(http, faults);
        else if (await http.RequestServices.GetRequiredService<RunSearch>().WhyNotAsync(who, question, http.RequestAborted) is { } problem) await RefuseAsync(http, who, question, problem);
        else if (log.Checkpoint() is not { } head) await Problems.WriteAsync(http, Problem.NotFound);
        else if (await OpenAsync(http, who, question, head.Checkpoint.Size) is not { } opened) await RefuseAsync(http, who, question, SearchProblems.TooMuch);
        else if (!await RecordAsync(http, Taken(who, question, head.Checkpoint.Size, opened, Now(http)))) await WorkAnswers.ClosedAsync(http, who);
        else await ExportEndpoint.SendAsync(http, log, head, opened);
    }

    private static Task<OpenedScope?> OpenAsync(HttpContext http, Practitioner who, SearchQuestion question, long size) =>
        new OpenForExport(http.RequestServices.GetRequiredService<Ledger>(), http.RequestServices.GetRequiredService<ChildIndex>())
            .RunAsync(question.Of, who.Agency.Id, size, http.RequestAborted);

    private static async Task RefuseAsync(HttpContext http, Practitioner who, SearchQuestion question, Problem problem)
    {
        if (await RecordAsync(http, Refused(who, question, problem.Type, Now(http)))) await Problems.WriteAsync(http, problem);
        else await WorkAnswers.ClosedAsync(http, who);
    }

    private static LedgerEntry Taken(Practitioner who, SearchQuestion question, long size, OpenedScope opened, DateTimeOffset now) => Entry(EntryOutcome.Permit, who, question, now, json =>
    {
        json.WriteNumber("size"u8, size);
        json.WriteNumber("opened"u8, opened.Sections.Count);
        json.WriteNumber("closed"u8, opened.Closed);
    });

    private static LedgerEntry Refused(Practitioner who, SearchQuestion question, string because, DateTimeOffset now) =>
        Entry(EntryOutcome.Deny, who, question, now, json => json.WriteString("refused"u8, because));

    // A pack about a child lies on that child's trail too.
    private static LedgerEntry Entry(EntryOutcome outcome, Practitioner who, SearchQuestion question, DateTimeOffset now, Action<Utf8JsonWriter> write) => new(
        EntryType.Export, Guid.CreateVersion7(now), who.Agency.Kind.Class(), outcome, NoPolicy,
        new AskerSection(JsonBytes.Of(json =>
        {
            RecordReading.WriteWho(json, who);
            SearchEntries.WriteQuestion(json, question, "evidence-pack");
            write(json);
        }), Actor.Of(who)),
        question.Child is { } child ? [child.Section(RetentionClass.Reading(who.Agency.Id), json => AskCustodians.WriteChild(json, child))] : []);

    private static async Task<bool> RecordAsync(HttpContext http, LedgerEntry entry) =>
        await http.RequestServices.GetRequiredService<AppendToLedger>()(entry, http.RequestAborted) is AppendResult.Recorded;

    private static DateTimeOffset Now(HttpContext http) => http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
}
