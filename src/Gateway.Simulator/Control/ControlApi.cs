using System.Net;
using System.Text.Json;

namespace Gateway.Simulator;

/// <summary>Faults set and things counted while it runs, for callers on this machine only.</summary>
internal sealed class ControlApi(AgencyBook book, Controls controls, NoticeBook notices, ReferralBook referrals, CouncilFile file, Pulse pulse)
{
    private const string One = "/control/agencies/";
    private const string File = "/control/files/";
    private long followed;

    /// <summary>How often somebody followed the redirect of the redirect fault.</summary>
    public long RedirectsFollowed => Interlocked.Read(ref followed);

    public Task CaughtAsync(HttpContext context)
    {
        Interlocked.Increment(ref followed);
        pulse.Beat();
        return Problem.NotFoundAsync(context);
    }

    public Task HandleAsync(HttpContext context)
    {
        // A caller without an address is in this process.
        if (context.Connection.RemoteIpAddress is { } caller && !IPAddress.IsLoopback(caller)) return Problem.NotFoundAsync(context);
        var path = context.Request.Path.Value!;
        return (context.Request.Method, path) switch
        {
            ("GET", "/control/agencies") => SendAsync(context, WriteBehaviours),
            ("DELETE", "/control/agencies") => ResetAsync(context),
            ("PUT", _) when path.StartsWith(One, StringComparison.Ordinal) => SetAsync(context, path[One.Length..]),
            ("GET", "/control/notices") => SendAsync(context, json => JsonSerializer.Serialize(json, notices.All, ControlJson.Default.IReadOnlyListReceivedNotice)),
            ("GET", "/control/referrals") => SendAsync(context, json => JsonSerializer.Serialize(json, referrals.All, ControlJson.Default.IReadOnlyListReceivedReferral)),
            ("GET", _) when path.StartsWith(File, StringComparison.Ordinal) => SendFileAsync(context, path[File.Length..]),
            ("GET", "/control/asked") => SendAsync(context, WriteAsked),
            _ => Problem.NotFoundAsync(context),
        };
    }

    private async Task SetAsync(HttpContext context, string id)
    {
        try
        {
            var behaviour = await RequestBody.ReadAsync(context, ControlRequest.Read);
            if (await controls.SetAsync(id, behaviour)) context.Response.StatusCode = 204;
            else await Problem.NotFoundAsync(context);
        }
        catch (RefusedException refused)
        {
            await Problem.RefusedAsync(context, refused);
        }
        catch (JsonException)
        {
            await Problem.MalformedAsync(context);
        }
    }

    private async Task ResetAsync(HttpContext context)
    {
        await controls.ResetAsync();
        context.Response.StatusCode = 204;
    }

    // As castlebridge-csc.csv or castlebridge-csc.ndjson.
    private Task SendFileAsync(HttpContext context, string name)
    {
        if (name.Split('.') is not [var id, "csv" or "ndjson"] || !book.CustodianById.TryGetValue(id, out var custodian)) return Problem.NotFoundAsync(context);
        var csv = name.EndsWith(".csv", StringComparison.Ordinal);
        var body = file.Of(custodian, csv);
        context.Response.ContentType = csv ? "text/csv" : "application/x-ndjson";
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body).AsTask();
    }

    private static Task SendAsync(HttpContext context, Action<Utf8JsonWriter> write)
    {
        var reply = Reply.Start();
        write(reply.Json);
        return reply.SendAsync(context, 200, "application/json");
    }

    private void WriteBehaviours(Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var agency in book.Agencies) WriteBehaviour(json, agency.Id, null, agency.Behaviour);
        foreach (var custodian in book.Custodians) WriteBehaviour(json, custodian.Id, custodian.Agency.Id, custodian.Own);
        json.WriteEndArray();
    }

    private static void WriteBehaviour(Utf8JsonWriter json, string id, string? agency, Behaviour behaviour)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, id);
        if (agency is not null) json.WriteString("agency"u8, agency);
        json.WriteNumber("delayMilliseconds"u8, behaviour.DelayMilliseconds);
        json.WriteString("fault"u8, FaultWords.All.Encoded[(int)behaviour.Fault]);
        json.WriteNumber("staleMinutes"u8, behaviour.StaleMinutes);
        json.WriteEndObject();
    }

    private void WriteAsked(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartObject("custodians"u8);
        foreach (var custodian in book.Custodians) json.WriteNumber(custodian.Id, custodian.Asked);
        json.WriteEndObject();
        json.WriteStartObject("relationships"u8);
        foreach (var agency in book.Agencies) json.WriteNumber(agency.Id, agency.Asked);
        json.WriteEndObject();
        json.WriteNumber("redirectsFollowed"u8, RedirectsFollowed);
        json.WriteEndObject();
    }
}
