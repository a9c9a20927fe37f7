using System.Text.Json;
using Gateway.Disclosure;
using Gateway.Hosting;

namespace Gateway.Alerts;

/// <summary>An information governance officer reads the alerts of their own agency, the newest first.</summary>
internal static class AlertsEndpoint
{
    public static Task ListAsync(HttpContext http) => OfficersList.ShowAsync(
        http, ReadAlerts.Kind,
        (db, who, after) => ReadAlerts.OfAsync(db, who, after, http.RequestAborted),
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
            json.WriteString("words"u8, ReadAlerts.Words(alert));
            json.WriteString("at"u8, alert.At);
            WriteAbout.Members(json, alert);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
