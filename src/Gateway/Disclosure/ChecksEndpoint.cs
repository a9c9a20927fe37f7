using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Agencies.Tokens;
using Gateway.Asks;
using Gateway.Federation;
using Gateway.Hosting;
using Gateway.Matching.Find;
using Gateway.Policy;
using Gateway.Rules.Policy;

namespace Gateway.Disclosure;

/// <summary><c>POST /v1/checks</c>: reads one question, takes the one path, and writes what may leave.</summary>
internal static class ChecksEndpoint
{
    public const int LargestBody = 64 * 1024;

    public static async Task HandleAsync(HttpContext http)
    {
        var services = http.RequestServices;
        if (await ReadAsync(http, services.GetRequiredService<TimeProvider>()) is not var (requestId, question)) return;
        var asker = SignedInPractitioner.Of(http) ?? throw new InvalidOperationException("The endpoint requires a signed-in practitioner.");
        if (question.ToFind is { } toFind)
        {
            if (await FoundAsync(http, asker, requestId, question, toFind) is not { } child) return;
            question = question with { Child = child, ToFind = null };
        }

        var policy = services.GetRequiredService<PoliciesInForce>().Current;
        if (policy is not null && WhatToWrite.For(policy, asker, question) is { IsEmpty: false } lacking)
        {
            await Problems.FieldsAsync(http, lacking);
            return;
        }

        await AnswerAsync(http, asker, requestId, question, policy, collects: null);
    }

    // One confident child, or what looking came to is the answer.
    private static async Task<ChildAsked?> FoundAsync(HttpContext http, Practitioner asker, Guid requestId, CheckQuestion question, ChildToFind toFind)
    {
        var services = http.RequestServices;
        var handles = services.GetRequiredService<MatchHandles>();
        var match = toFind.Match;
        if (toFind.Described is { } described)
        {
            var outcome = await services.GetRequiredService<FindChild>().RunAsync(requestId, asker, new FindQuestion(described, question.Purpose, null) { IsEmergency = question.Emergency is not null }, http.RequestAborted);
            if (outcome is not FindOutcome.Found found)
            {
                await MatchesEndpoint.WriteToCheckAsync(http, outcome);
                return null;
            }

            match = found.Match;
        }

        if (handles.Open(match, asker) is { IsConfirmed: true } handle && handle.Purpose == question.Purpose)
            return new ChildAsked(handle.Number, handle.Born) { AsDescribed = handle.Question, IsByFormer = handle.IsByFormer };
        await Problems.FieldsAsync(http, [new FieldFault("child.match", FindWords.Lapsed)]);
        return null;
    }

    /// <summary>Takes the one path with a question that was read, or with what a holder released, and writes what may leave.</summary>
    public static async Task AnswerAsync(HttpContext http, Practitioner asker, Guid requestId, CheckQuestion question, PolicyBundle? policy, Ask? collects)
    {
        if (await OutcomeAsync(http, asker, requestId, question, policy, collects) is not { } outcome) return;
        Telemetry.CountCheck(outcome is CheckOutcome.Again { Reply.Outcome: var before } ? before : outcome.GetType().Name);
        await WriteAsync(http, outcome);
    }

    public static Guid? RequestIdOf(HttpContext http) =>
        http.Request.Headers["X-Request-ID"] is [var id] && Guid.TryParseExact(id, "D", out var requestId) && requestId != Guid.Empty ? requestId : null;

    public static FieldFault RequestIdFault => new("X-Request-ID", "Send one X-Request-ID header: a UUID of your own, the same when you try again.");

    // Whatever fails, the numbers still go.
    private static async Task<CheckOutcome?> OutcomeAsync(HttpContext http, Practitioner asker, Guid requestId, CheckQuestion question, PolicyBundle? policy, Ask? collects)
    {
        var services = http.RequestServices;
        try
        {
            return await services.GetRequiredService<AnswerOnce>().AskAsync(AskedFrom.System, asker, requestId, question, policy, collects);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            services.GetRequiredService<ILogger<CheckAnswer>>().LogError("A check failed: {Fault}", fault.GetType().Name);
            var lines = new CheckOutcome.LedgerClosed(services.GetRequiredService<WhomToRing>().ForAreas(asker.Agency.Areas));
            await Problems.WriteAsync(http, Problem.Fault, json => WriteRing(json, lines));
            return null;
        }
    }

    private static async Task<(Guid RequestId, CheckQuestion Question)?> ReadAsync(HttpContext http, TimeProvider time)
    {
        if (RequestIdOf(http) is not { } requestId)
        {
            await Problems.FieldsAsync(http, [RequestIdFault]);
            return null;
        }

        if (!MediaTypes.IsJson(http.Request.ContentType))
        {
            await Problems.WriteAsync(http, Problem.UnknownMediaType);
            return null;
        }

        if (await RequestBody.ReadAsync(http, LargestBody) is not { } body) return null;
        var (question, faults) = ReadCheck.From(body, Clock.Today(time));
        if (question is not null) return (requestId, question);
        await Problems.FieldsAsync(http, faults);
        return null;
    }

    private static Task WriteAsync(HttpContext http, CheckOutcome outcome) => outcome switch
    {
        CheckOutcome.Answered answered => AnswerAsync(http, answered),
        CheckOutcome.Refused refused => ReleaseAsync(http, refused.Reply),
        CheckOutcome.Again again => ReleaseAsync(http, again.Reply),
        CheckOutcome.LedgerClosed closed => Problems.WriteAsync(http, Problem.LedgerClosed, json => WriteRing(json, closed)),
        CheckOutcome.NoPolicy none => Problems.WriteAsync(http, Problem.NoPolicy, json => RingLines.Write(json, none.RingNow)),
        CheckOutcome.TooBusy busy => HeldBackAsync(http, Problem.TooBusy, busy.RingNow),
        CheckOutcome.AgencyHeldBack held => HeldBackAsync(http, Problem.TooManyChecks, held.RingNow),
        CheckOutcome.AlreadyAnswered before => Problems.WriteAsync(http, Problem.AlreadyAnswered, json => WriteBefore(http, json, before)),
        CheckOutcome.RequestIdReused => Problems.WriteAsync(http, Problem.RequestIdReused),
        _ => throw new InvalidOperationException(),
    };

    private static Task HeldBackAsync(HttpContext http, Problem problem, ImmutableArray<RingAnswer> ring)
    {
        http.Response.Headers.RetryAfter = "1";
        return Problems.WriteAsync(http, problem, json => RingLines.Write(json, ring));
    }

    private static Task AnswerAsync(HttpContext http, CheckOutcome.Answered answered)
    {
        if (http.RequestServices.GetRequiredService<MeasurementOptions>().ServerTiming)
            http.Response.Headers["Server-Timing"] = string.Create(
                CultureInfo.InvariantCulture,
                $"relationship;dur={answered.Timings.Relationship.TotalMilliseconds:F3}, custodian;dur={answered.Timings.SlowestCustodian.TotalMilliseconds:F3}");
        return ReleaseAsync(http, answered.Reply);
    }

    private static Task ReleaseAsync(HttpContext http, Reply reply)
    {
        if (reply.Completeness is { } completeness) http.Response.Headers["Completeness"] = completeness;
        WhatBecame.Record(http, reply.Release);
        return ReleaseAsync(http, reply.Release, reply.Status, reply.ContentType);
    }

    /// <summary>The one way out for an answer: it needs a ledger receipt.</summary>
    public static async Task ReleaseAsync(HttpContext http, Release release, int status, string contentType)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = contentType;
        http.Response.ContentLength = release.Length;
        CrashPoint.BeforeFirstByte.Reached();
        foreach (var part in release.Parts) http.Response.BodyWriter.Write(part.Span);
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
        CrashPoint.AnswerSent.Reached();
    }

    private static void WriteRing(Utf8JsonWriter json, CheckOutcome.LedgerClosed closed) => RingLines.Write(json, closed.RingNow);

    private static void WriteBefore(HttpContext http, Utf8JsonWriter json, CheckOutcome.AlreadyAnswered before)
    {
        json.WriteStartObject("receipt"u8);
        json.WriteNumber("entry"u8, before.Entry);
        json.WriteString("entryId"u8, before.Check);
        json.WriteString("at"u8, before.At);
        json.WriteEndObject();
        RingLines.Write(json, http.RequestServices.GetRequiredService<WhomToRing>().ForAreas(SignedInPractitioner.Of(http)!.Agency.Areas));
    }
}
