using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Consents.Wire;
using Gateway.Data;
using Gateway.Disclosure;
using Gateway.Hosting;
using Gateway.Matching.Links.Store;
using Gateway.Matching.Links.Wire;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Matching.Links;

/// <summary>What people have to look at: the review queue, the scoreboard of uploads, and corrections to answers that people had.</summary>
internal static class WorkEndpoints
{
    private const int Most = 100;

    public static async Task TasksAsync(HttpContext http)
    {
        var who = WorkAnswers.Who(http);
        if (!who.IsOfficer())
        {
            await Problems.WriteAsync(http, Problem.NotAllowed);
            return;
        }

        await using var db = await OfficersWork.DbAsync(http);
        var queue = await ReviewQueue.ReadAsync(db, who, Most, http.RequestAborted);
        await OfficersWork.ShowAsync(http, who, "link-tasks-read", queue.Waiting.Select(task => task.Id), json =>
        {
            json.WriteNumber("waiting"u8, queue.Total);
            WriteLinks.All(json, "tasks", queue.Waiting, WriteLinks.Task);
            WriteLinks.All(json, "scoreboard", queue.Scores, (writer, score) =>
            {
                writer.WriteString("agency"u8, score.Agency);
                writer.WriteNumber("records"u8, score.Records);
                writer.WriteNumber("linked"u8, score.Linked);
                writer.WriteNumber("rate"u8, Math.Round(score.Rate, 4));
                writer.WriteBoolean("mayGoLive"u8, score.MayGoLive);
            });
        });
    }

    public static Task EndTaskAsync(HttpContext http, Guid id) => OfficersWork.WithBodyAsync(http, ["outcome", "reason"], async (who, body) =>
    {
        var end = http.RequestServices.GetRequiredService<EndTask>();
        var reader = new BodyReader(body, "", [], default);
        var (outcome, reason) = (reader.Text("outcome") ?? "", reader.Text("reason")?.Trim() ?? "");
        if (EndTask.Faults(outcome, reason) is { IsEmpty: false } faults) await Problems.FieldsAsync(http, faults);
        else if (await end.FindAsync(who, id, http.RequestAborted) is not { } task) await Problems.WriteAsync(http, Problem.NotFound);
        else await EndAsync(http, task, outcome, await end.RunAsync(who, task, outcome, reason, http.RequestAborted));
    });

    /// <summary>A practitioner's own; an officer's are those of the agency.</summary>
    public static async Task CorrectionsAsync(HttpContext http)
    {
        var who = WorkAnswers.Who(http);
        await using var db = await OfficersWork.DbAsync(http);
        var shown = await Theirs(db, who).OrderBy(correction => correction.ReadAt != null).ThenByDescending(correction => correction.SeenAt).Take(Most).ToListAsync(http.RequestAborted);
        await OfficersWork.ShowAsync(http, who, "corrections-read", shown.Select(one => one.Id), json => WriteLinks.All(json, "corrections", shown, WriteLinks.Correction));
    }

    public static async Task ReadCorrectionAsync(HttpContext http, Guid id)
    {
        var who = WorkAnswers.Who(http);
        await using var db = await OfficersWork.DbAsync(http);
        if (await Theirs(db, who).SingleOrDefaultAsync(correction => correction.Id == id, http.RequestAborted) is not { } correction)
        {
            await Problems.WriteAsync(http, Problem.NotFound);
            return;
        }

        var now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        var read = await http.RequestServices.GetRequiredService<RecordOnce>().RunAsync(
            tx => tx.Set<LinkCorrection>().Where(one => one.Id == id && one.ReadAt == null).ExecuteUpdateAsync(set => set.SetProperty(one => one.ReadAt, now)),
            LinkEntries.CorrectionRead(who, correction), http.RequestAborted);
        await WorkAnswers.DoneAsync(http, read, (json, _) => json.WriteString("readAt"u8, now));
    }

    private static IQueryable<LinkCorrection> Theirs(GatewayContext db, Practitioner who)
    {
        var (agency, subject, officer) = (who.Agency.Id, who.Subject, who.IsOfficer());
        return db.Set<LinkCorrection>().AsNoTracking().Where(correction => correction.Agency == agency && (officer || correction.Practitioner == subject));
    }

    private static Task EndAsync(HttpContext http, LinkTask task, string outcome, RecordedOnce ended) => WorkAnswers.DoneAsync(http, ended, (json, receipt) =>
    {
        json.WriteString("id"u8, task.Id);
        json.WriteString("outcome"u8, outcome);
        json.WriteString("doneAt"u8, receipt.At);
    });
}
