using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Alerts;

/// <summary>The alerts of one agency, the newest first; that they were read is recorded before they are shown.</summary>
internal sealed class ReadAlerts(IDbContextFactory<GatewayContext> contexts, RecordReading record)
{
    public const string Kind = "alerts-read";

    /// <summary>None where the ledger cannot record it.</summary>
    public async Task<WorkPage<Alert>?> RunAsync(Practitioner officer, WorkCursor? after, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var page = await OfAsync(db, officer, after, stopping);
        return await record.RunAsync(officer, Kind, page.Shown.Select(alert => alert.Id), stopping) is null ? null : page;
    }

    public static Task<WorkPage<Alert>> OfAsync(GatewayContext db, Practitioner officer, WorkCursor? after, CancellationToken stopping) =>
        WorkPage<Alert>.ReadAsync(db.Set<Alert>().AsNoTracking().Where(alert => alert.Agency == officer.Agency.Id), null, alert => alert.At, after, stopping);

    /// <summary>Why somebody was flagged.</summary>
    public static string Words(Alert alert) => (alert.Kind, alert.Code) switch
    {
        (AlertKind.Refusal, "X2") => "Asked about a child without a relationship that their agency confirms.",
        (AlertKind.Refusal, "X3") => "Asked for a purpose that is not one of this service.",
        (AlertKind.Refusal, "X11") => "Asked with a personal interest, or at a risk to the child from the asker.",
        (AlertKind.Refusal, _) => "Asked too much at once.",
        (AlertKind.RepeatedReasons, _) => "Gives nearly the same reason again and again. A second person now decides.",
        (AlertKind.BreakGlassRate, _) => "Gave too many reasons within an hour. Refused for now.",
        (AlertKind.Enumeration, _) => "Asked about too many different children within an hour. Refused for now.",
        (AlertKind.Fishing, "rate") => "Looked for more children than anybody needs. Refused for now.",
        (AlertKind.Fishing, "walk") => "Asked the same again and again with another name or date of birth. Refused for now.",
        (AlertKind.Fishing, "one-child") => "Many practitioners were shown this child within an hour.",
        (AlertKind.Fishing, "canary") => "Was shown a child who is nobody. Whoever looks for one is guessing.",
        (AlertKind.Fishing, _) => "Most of the last looks ended in nobody or in several children.",
        (AlertKind.AskOverdue, _) => "A named person at a holder has not answered in time. Ring them.",
        _ => "Asked for another purpose for what was not let go before. A second person decides on what needs a reason.",
    };
}
