using Gateway.Disclosure;
using Gateway.Hosting;

namespace Gateway.Chronology;

/// <summary>A chronology over HTTP, as JSON and as a table. The child is in the body, and in no address.</summary>
internal static class ChronologyEndpoints
{
    private const int LargestBody = 384 * 1024;

    private static readonly FieldFault Gone = new("lines", "A line that you chose is not there. Ask for all of them again.");

    public static Task ReadAsync(HttpContext http) => RunAsync(http, ChronologyForm.Screen);

    public static Task CsvAsync(HttpContext http) => RunAsync(http, ChronologyForm.Csv);

    private static async Task RunAsync(HttpContext http, ChronologyForm form)
    {
        var services = http.RequestServices;
        if (await WorkAnswers.BodyAsync(http, LargestBody, ReadChronologyQuestion.Members) is not { } body) return;
        var (question, faults) = new ReadChronologyQuestion(body, Clock.Today(services.GetRequiredService<TimeProvider>())).Read(form);
        if (question is null) await Problems.FieldsAsync(http, faults);
        else await WriteAsync(http, await services.GetRequiredService<DrawUp>().RunAsync(WorkAnswers.Who(http), question, http.RequestAborted));
    }

    private static Task WriteAsync(HttpContext http, ChronologyOutcome outcome) => outcome switch
    {
        ChronologyOutcome.Drawn drawn => SendAsync(http, drawn),
        ChronologyOutcome.Refused refused => ReleaseAsync(
            http, WriteCheck.AsProblem(refused.Receipt, WriteCheck.Body(refused.Refusal), "refused", "Not available by this route", StatusCodes.Status403Forbidden, refused.Refusal.Words, "policy"), StatusCodes.Status403Forbidden,
            "application/problem+json"),
        ChronologyOutcome.NotMatched { Looked: true } none => ReleaseAsync(http, WriteCheck.WithReceipt(none.Receipt, WriteChronology.Of(none)), StatusCodes.Status200OK, "application/json"),
        ChronologyOutcome.NotMatched none => ReleaseAsync(
            http, WriteCheck.AsProblem(none.Receipt, JsonBytes.Of(json => RingLines.Write(json, none.RingNow)), "child-not-looked-up", "Nobody could look who this child is", StatusCodes.Status503ServiceUnavailable, none.Headline, "gateway"),
            StatusCodes.Status503ServiceUnavailable, "application/problem+json"),
        ChronologyOutcome.LineGone => Problems.FieldsAsync(http, [Gone]),
        ChronologyOutcome.LedgerClosed closed => Problems.WriteAsync(http, Problem.LedgerClosed, json => RingLines.Write(json, closed.RingNow)),
        ChronologyOutcome.NoPolicy none => Problems.WriteAsync(http, Problem.NoPolicy, json => RingLines.Write(json, none.RingNow)),
        ChronologyOutcome.TooBusy busy => HeldBackAsync(http, Problem.TooBusy, busy.RingNow),
        ChronologyOutcome.AgencyHeldBack held => HeldBackAsync(http, Problem.TooManyChecks, held.RingNow),
        _ => throw new InvalidOperationException(),
    };

    private static Task SendAsync(HttpContext http, ChronologyOutcome.Drawn drawn)
    {
        if (drawn.Chronology.Question.Form != ChronologyForm.Csv) return ReleaseAsync(http, WriteCheck.WithReceipt(drawn.Receipt, WriteChronology.Of(drawn.Chronology)), StatusCodes.Status200OK, "application/json");
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{WriteCsv.FileName}\"";
        return ReleaseAsync(http, new Release(drawn.Receipt, WriteCsv.Of(drawn.Chronology, drawn.Receipt)), StatusCodes.Status200OK, WriteCsv.MediaType);
    }

    private static Task ReleaseAsync(HttpContext http, Release release, int status, string contentType)
    {
        WhatBecame.Record(http, release);
        return ChecksEndpoint.ReleaseAsync(http, release, status, contentType);
    }

    private static Task HeldBackAsync(HttpContext http, Problem problem, IEnumerable<RingAnswer> ring)
    {
        http.Response.Headers.RetryAfter = "1";
        return Problems.WriteAsync(http, problem, json => RingLines.Write(json, ring));
    }
}
