using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Disclosure;
using Gateway.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Alerts;

/// <summary>An information governance officer reads the alerts of their own agency, the newest first.</summary>
internal static class AlertsEndpoint
{
    private const int Most = 100;

    public static async Task ListAsync(HttpContext http)
    {
        var who = WorkAnswers.Who(http);
        if (!who.IsOfficer())
        {
            await Problems.WriteAsync(http, Problem.NotAllowed);
            return;
        }

        var services = http.RequestServices;
        await using var db = await services.GetRequiredService<IDbContextFactory<GatewayContext>>().CreateDbContextAsync(http.RequestAborted);
        var alerts = await db.Set<Alert>().AsNoTracking().Where(alert => alert.Agency == who.Agency.Id)
            .OrderByDescending(alert => alert.At).Take(Most).ToListAsync(http.RequestAborted);
        if (await services.GetRequiredService<RecordReading>().RunAsync(who, "alerts-read", alerts.Select(alert => alert.Id), http.RequestAborted) is not { } receipt)
            await WorkAnswers.ClosedAsync(http, who);
        else await WorkAnswers.WriteAsync(http, receipt, json => Write(json, alerts));
    }

    private static void Write(Utf8JsonWriter json, List<Alert> alerts)
    {
        json.WriteStartArray("alerts"u8);
        foreach (var alert in alerts)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, alert.Id);
            json.WriteString("kind"u8, alert.Kind.Word());
            if (alert.Code.Length > 0) json.WriteString("code"u8, alert.Code);
            json.WriteString("words"u8, Words(alert));
            json.WriteString("at"u8, alert.At);
            WriteAbout.Members(json, alert);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Words(Alert alert) => (alert.Kind, alert.Code) switch
    {
        (AlertKind.Refusal, "X2") => "Asked about a child without a relationship that their agency confirms.",
        (AlertKind.Refusal, "X3") => "Asked for a purpose that is not one of this service.",
        (AlertKind.Refusal, "X11") => "Asked with a personal interest, or at a risk to the child from the asker.",
        (AlertKind.Refusal, _) => "Asked too much at once.",
        (AlertKind.RepeatedReasons, _) => "Gives nearly the same reason again and again. A second person now decides.",
        (AlertKind.BreakGlassRate, _) => "Gave too many reasons within an hour. Refused for now.",
        (AlertKind.Enumeration, _) => "Asked about too many different children within an hour. Refused for now.",
        (AlertKind.AskOverdue, _) => "A named person at a holder has not answered in time. Ring them.",
        _ => "Asked for another purpose for what was not let go before. A second person decides on what needs a reason.",
    };
}
