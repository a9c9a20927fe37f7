using System.Text.Json;
using Gateway.Disclosure;
using Gateway.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Alerts;

/// <summary>An information governance officer reads the alerts of their own agency, the newest first.</summary>
internal static class AlertsEndpoint
{
    public static Task ListAsync(HttpContext http) => OfficersList.ShowAsync(
        http, "alerts-read",
        (db, who, after) => WorkPage<Alert>.ReadAsync(db.Set<Alert>().AsNoTracking().Where(alert => alert.Agency == who.Agency.Id), null, alert => alert.At, after, http.RequestAborted),
        Write);

    private static void Write(Utf8JsonWriter json, WorkPage<Alert> page)
    {
        page.Write(json, waiting: false);
        json.WriteStartArray("alerts"u8);
        foreach (var alert in page.Shown)
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
        (AlertKind.Fishing, "rate") => "Looked for more children than anybody needs. Refused for now.",
        (AlertKind.Fishing, "walk") => "Asked the same again and again with another name or date of birth. Refused for now.",
        (AlertKind.Fishing, "one-child") => "Many practitioners were shown this child within an hour.",
        (AlertKind.Fishing, "canary") => "Was shown a child who is nobody. Whoever looks for one is guessing.",
        (AlertKind.Fishing, _) => "Most of the last looks ended in nobody or in several children.",
        (AlertKind.AskOverdue, _) => "A named person at a holder has not answered in time. Ring them.",
        _ => "Asked for another purpose for what was not let go before. A second person decides on what needs a reason.",
    };
}
