using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit.Publishing;
using Gateway.Audit.Search;
using Gateway.Disclosure;
using Gateway.Federation;
using Gateway.Hosting;
using Gateway.Matching;
using Gateway.Rules.Ledger.Checkpoints;

namespace Gateway.Audit.Export;

/// <summary>
/// <c>POST /ledger/v1/export</c>: the evidence pack with what an officer may open of their own agency's entries: about a child, of a practitioner, or of
/// the whole agency. That it was taken, and of whom, is recorded before it is sent.
/// </summary>
internal static class ScopedExportEndpoint
{
    private static readonly string[] Known = ["child", "practitioner", "agency", "reason", "agreement", "log"];
    private static readonly byte[] NoPolicy = new byte[32];

    public static async Task HandleAsync(HttpContext http, PublishedLog published)
    {
        var who = WorkAnswers.Who(http);
        if (!who.IsOfficer())
        {
            await Problems.WriteAsync(http, Problem.NotAllowed);
            return;
        }

        if (await WorkAnswers.BodyAsync(http, Known) is not { } body) return;
        var faults = new List<FieldFault>();
        var chosen = Log(body, faults);
        if (SearchQuestion.Read(body, who, LondonTime.Day(Now(http)), faults) is not { } question) await Problems.FieldsAsync(http, faults);
        else if (await http.RequestServices.GetRequiredService<RunSearch>().WhyNotAsync(who, question, http.RequestAborted) is { } problem) await RefuseAsync(http, who, question, problem);
        else if (published.Checkpoint(chosen) is not { } head || published.LogOf(head) is not { } log) await Problems.WriteAsync(http, Problem.NotFound);
        else if (await OpenAsync(http, who, question, log.First, head.Checkpoint.Size) is not { } opened) await RefuseAsync(http, who, question, SearchProblems.TooMuch);
        else if (!await RecordAsync(http, Taken(who, question, head.Checkpoint, opened, Now(http)))) await WorkAnswers.ClosedAsync(http, who);
        else await ExportEndpoint.SendAsync(http, published.Folder(log.Id)!, head, opened);
    }

    private static int? Log(JsonElement body, List<FieldFault> faults)
    {
        if (!body.TryGetProperty("log", out var given)) return null;
        if (given.ValueKind == JsonValueKind.Number && given.TryGetInt32(out var log) && log > 0) return log;
        faults.Add(new FieldFault("log", "Send the number of the log, from 1; leave it out for the newest."));
        return null;
    }

    private static Task<OpenedScope?> OpenAsync(HttpContext http, Practitioner who, SearchQuestion question, long first, long size) =>
        new OpenForExport(http.RequestServices.GetRequiredService<Ledger>(), http.RequestServices.GetRequiredService<Children>())
            .RunAsync(question.Of, who.Agency.Id, first, size, http.RequestAborted);

    private static async Task RefuseAsync(HttpContext http, Practitioner who, SearchQuestion question, Problem problem)
    {
        if (await RecordAsync(http, Refused(who, question, problem.Type, Now(http)))) await Problems.WriteAsync(http, problem);
        else await WorkAnswers.ClosedAsync(http, who);
    }

    private static LedgerEntry Taken(Practitioner who, SearchQuestion question, Checkpoint head, OpenedScope opened, DateTimeOffset now) => Entry(EntryOutcome.Permit, who, question, now, json =>
    {
        json.WriteString("log"u8, head.Origin);
        json.WriteNumber("size"u8, head.Size);
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
