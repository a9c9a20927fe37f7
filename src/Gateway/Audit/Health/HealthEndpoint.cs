using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit.Publishing;
using Gateway.Hosting;

namespace Gateway.Audit.Health;

/// <summary><c>GET /ledger/v1/health</c>: how the ledger stands, for a monitor with information governance's token. It answers while the ledger is sealed.</summary>
internal static class HealthEndpoint
{
    public static async Task HandleAsync(HttpContext http, LedgerHealth health, ServiceDeskHolder ring)
    {
        if (!WorkAnswers.Who(http).IsOfficer()) await Problems.WriteAsync(http, Problem.NotAllowed);
        else await PublishedFiles.ToAsync(http, JsonBytes.Of(json => Write(json, health.Read(), ring.Desk)), "application/json", "no-store");
    }

    private static void Write(Utf8JsonWriter json, HealthReport report, ServiceDesk? desk)
    {
        json.WriteString("at"u8, report.At);
        json.WriteString("state"u8, report.State is LedgerState.Sealed ? "sealed" : report.Paused is not null ? "paused" : "open");
        if (report.State is LedgerState.Sealed { Why: var why }) json.WriteString("why"u8, why);
        else if (report.Paused is { } paused) json.WriteString("why"u8, paused);
        WriteLog(json, report);
        WriteWitnesses(json, report.Witnesses);
        json.WriteStartArray("findings"u8);
        foreach (var finding in report.Findings)
        {
            json.WriteStartObject();
            json.WriteString("what"u8, finding.What);
            json.WriteString("do"u8, finding.Do);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (desk is null) return;
        json.WriteStartObject("ring"u8);
        json.WriteString("who"u8, desk.Name);
        json.WriteString("number"u8, desk.Number);
        json.WriteEndObject();
    }

    private static void WriteLog(Utf8JsonWriter json, HealthReport report)
    {
        if (report.Log is { } log)
        {
            json.WriteString("log"u8, log.Name);
            json.WriteNumber("size"u8, log.Size);
        }

        if (report.Published is { } published)
        {
            json.WriteStartObject("checkpoint"u8);
            json.WriteNumber("size"u8, published.Size);
            if (published.At is { } at)
            {
                json.WriteString("publishedAt"u8, at);
                json.WriteNumber("ageSeconds"u8, (long)Math.Max(0, (report.At - at).TotalSeconds));
            }

            json.WriteString("signature"u8, Word(published.Signature));
            json.WriteEndObject();
        }

        if (report.Anchor is { } anchor)
        {
            json.WriteStartObject("anchor"u8);
            json.WriteNumber("size"u8, anchor.Size);
            json.WriteString("agrees"u8, Word(anchor.Agrees));
            json.WriteEndObject();
        }

        if (report.Unsigned is { } unsigned) json.WriteNumber("unsigned"u8, unsigned);
        if (report.Tail is { } tail) json.WriteNumber("unpublished"u8, tail);
    }

    private static void WriteWitnesses(Utf8JsonWriter json, WitnessHealth witnesses)
    {
        json.WriteStartObject("witnesses"u8);
        json.WriteString("quorum"u8, witnesses.Quorum);
        json.WriteNumber("withoutSeconds"u8, (long)witnesses.Without.TotalSeconds);
        json.WriteStartArray("known"u8);
        foreach (var witness in witnesses.Known)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, witness.Name);
            if (witness.CosignedAt is { } at) json.WriteString("cosignedAt"u8, at);
            json.WriteBoolean("cosignedLast"u8, witness.InLast);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Word(Standing standing) => JsonNamingPolicy.KebabCaseLower.ConvertName(standing.ToString());
}
