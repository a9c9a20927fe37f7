using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Audit;
using Gateway.Consents.Wire;
using Gateway.Departments;
using Gateway.Disclosure;
using Gateway.Hosting;

namespace Gateway.Matching.Find;

/// <summary><c>POST /v1/matches</c> and <c>POST /v1/matches/confirmations</c>: which child is it? Nothing about the child but that.</summary>
internal static class MatchesEndpoint
{
    private static readonly string[] OfAConfirmation = ["candidate", "fact", "reason"];

    public static async Task FindAsync(HttpContext http)
    {
        if (await StartAsync(http, ReadFind.Known) is not var (requestId, body)) return;
        var today = Clock.Today(http.RequestServices.GetRequiredService<TimeProvider>());
        var (question, faults) = ReadFind.From(body, today);
        if (question is null) await Problems.FieldsAsync(http, faults);
        else await WriteAsync(http, await http.RequestServices.GetRequiredService<FindChild>().RunAsync(requestId, WorkAnswers.Who(http), question, http.RequestAborted));
    }

    public static async Task ConfirmAsync(HttpContext http)
    {
        if (await StartAsync(http, OfAConfirmation) is not var (requestId, body)) return;
        var (who, services, faults) = (WorkAnswers.Who(http), http.RequestServices, new List<FieldFault>());
        var reader = new BodyReader(body, "", faults, Clock.Today(services.GetRequiredService<TimeProvider>()));
        var candidate = services.GetRequiredService<MatchHandles>().Open(reader.Text("candidate"), who);
        if (candidate is not { IsConfirmed: false }) reader.Fault("candidate", FindWords.Lapsed);
        var fact = Fact(reader);
        if (candidate is not null && fact is not null && fact.WasGiven(candidate.Question)) reader.Fault("fact.kind", "You typed this before. Type something else that you know of the child.");
        var reason = WorkAnswers.Text(body, "reason", "Say why you think that it is this child.", faults);
        if (faults.Count > 0) await Problems.FieldsAsync(http, faults);
        else await WriteAsync(http, await services.GetRequiredService<FindChild>().ConfirmAsync(requestId, who, candidate!, fact!, reason, http.RequestAborted));
    }

    /// <summary>Writes what looking came to.</summary>
    public static Task WriteAsync(HttpContext http, FindOutcome outcome) => outcome switch
    {
        FindOutcome.Found found => AnswerAsync(http, found.Receipt, json => Found(json, found)),
        FindOutcome.Candidates several => AnswerAsync(http, several.Receipt, json => Candidates(json, several)),
        FindOutcome.TooMany many => AnswerAsync(http, many.Receipt, json => Said(json, "too-many", FindWords.TooMany, many.RingNow)),
        FindOutcome.NotFound none => AnswerAsync(http, none.Receipt, json => NotFound(http, json, none)),
        FindOutcome.Conflict conflict => AnswerAsync(http, conflict.Receipt, json => Said(json, "conflict", FindWords.Conflict, conflict.RingNow)),
        FindOutcome.NotConfirmed wrong => AnswerAsync(http, wrong.Receipt, json => Said(json, "not-confirmed", FindWords.NotConfirmed, wrong.RingNow)),
        FindOutcome.Rejected(var why) => Problems.FieldsAsync(http, [new FieldFault(FindWords.Of(why).Field, FindWords.Of(why).Words)]),
        FindOutcome.NotLooked fault => ReleaseAsync(http, WriteCheck.AsProblem(
            fault.Receipt, JsonBytes.Of(json => RingLines.Write(json, fault.RingNow)), "child-not-looked-up", FindWords.NotLooked, StatusCodes.Status503ServiceUnavailable,
            $"{fault.Why.Words()} {FindWords.NotLookedMeans} {fault.Why.WhatToDo()}", "gateway"), StatusCodes.Status503ServiceUnavailable),
        FindOutcome.Refused refused => ReleaseAsync(http, WriteCheck.AsProblem(
            refused.Receipt, JsonBytes.Of(json => Refused(json, refused)), "look-refused", "Not available by this route", StatusCodes.Status403Forbidden, refused.Words, "policy"), StatusCodes.Status403Forbidden),
        FindOutcome.TooOften often => ReleaseAsync(http, WriteCheck.AsProblem(
            often.Receipt, JsonBytes.Of(json => RingLines.Write(json, often.RingNow)), "too-many-looks", "Too many children were looked for", StatusCodes.Status429TooManyRequests, often.Words, "policy"),
            StatusCodes.Status429TooManyRequests),
        FindOutcome.NoPolicy none => Problems.WriteAsync(http, Problem.NoPolicy, json => RingLines.Write(json, none.RingNow)),
        FindOutcome.LedgerClosed closed => Problems.WriteAsync(http, Problem.LedgerClosed, json => RingLines.Write(json, closed.RingNow)),
        _ => throw new InvalidOperationException(),
    };

    /// <summary>A check described a child and no one child was found: a problem, so that nobody takes it for an answer about a child.</summary>
    public static Task WriteToCheckAsync(HttpContext http, FindOutcome outcome) => outcome switch
    {
        FindOutcome.Candidates several => NoChildAsync(http, several.Receipt, "Nothing is shown. Look with /v1/matches and send the match, or give the NHS number."),
        FindOutcome.TooMany many => NoChildAsync(http, many.Receipt, FindWords.TooMany),
        FindOutcome.NotFound none => NoChildAsync(http, none.Receipt, FindWords.NotFound),
        FindOutcome.Conflict conflict => NoChildAsync(http, conflict.Receipt, FindWords.Conflict),
        _ => WriteAsync(http, outcome),
    };

    private static Task NoChildAsync(HttpContext http, LedgerReceipt receipt, string words)
    {
        var ring = http.RequestServices.GetRequiredService<WhomToRing>().ForAreas(WorkAnswers.Who(http).Agency.Areas);
        var body = JsonBytes.Of(json => RingLines.Write(json, ring));
        return ReleaseAsync(
            http, WriteCheck.AsProblem(receipt, body, "which-child", "No one child was found", StatusCodes.Status409Conflict, words, "asker"), StatusCodes.Status409Conflict);
    }

    private static async Task<(Guid RequestId, JsonElement Body)?> StartAsync(HttpContext http, string[] known)
    {
        if (ChecksEndpoint.RequestIdOf(http) is not { } requestId)
        {
            await Problems.FieldsAsync(http, [ChecksEndpoint.RequestIdFault]);
            return null;
        }

        return await WorkAnswers.BodyAsync(http, known) is { } body ? (requestId, body) : null;
    }

    private static TypedFact? Fact(BodyReader reader)
    {
        if (reader.Object("fact", "Type one more fact: its kind and its text.") is not { } fact) return null;
        fact.Only("kind", "text");
        var kind = fact.Word("kind", (string? word, out FactKind read) => FactWords.TryRead(word, out read), [.. Enum.GetValues<FactKind>().Select(one => one.Word())]);
        var text = fact.Text("text")?.Trim() ?? "";
        if (PlainText.WhatIsWrong(text, 120) is { } wrong) fact.Fault("text", wrong);
        return new TypedFact(kind, text);
    }

    private static Task AnswerAsync(HttpContext http, LedgerReceipt receipt, Action<Utf8JsonWriter> write) =>
        ChecksEndpoint.ReleaseAsync(http, WriteCheck.WithReceipt(receipt, JsonBytes.Of(write)), StatusCodes.Status200OK, "application/json");

    private static Task ReleaseAsync(HttpContext http, Release release, int status) => ChecksEndpoint.ReleaseAsync(http, release, status, Problems.ContentType);

    private static void Said(Utf8JsonWriter json, string outcome, string words, ImmutableArray<RingAnswer> ring)
    {
        json.WriteString("outcome"u8, outcome);
        json.WriteString("words"u8, words);
        if (!ring.IsEmpty) RingLines.Write(json, ring);
    }

    private static void Found(Utf8JsonWriter json, FindOutcome.Found found)
    {
        Said(json, "single", FindWords.Found, []);
        json.WriteString("match"u8, found.Match);
        json.WriteString("matchUntil"u8, found.Receipt.At + MatchHandles.Life);
        json.WriteStartObject("child"u8);
        json.WriteString("givenName"u8, found.Child.GivenName);
        json.WriteString("familyName"u8, found.Child.FamilyName);
        json.WriteNumber("ageYears"u8, found.Child.AgeYears);
        json.WriteEndObject();
        if (found.Fields is { } fields) Fields(json, fields);
        Notes(json, found.Notes);
    }

    private static void Fields(Utf8JsonWriter json, Rules.Matching.Decide.FieldAgreements fields)
    {
        json.WriteStartObject("agreement"u8);
        json.WriteString("givenName"u8, FindWords.Of(fields.Given));
        json.WriteString("familyName"u8, FindWords.Of(fields.Surname));
        json.WriteString("dateOfBirth"u8, FindWords.Of(fields.DateOfBirth));
        json.WriteString("sex"u8, FindWords.Of(fields.Sex));
        json.WriteString("number"u8, FindWords.Of(fields.Number));
        json.WriteEndObject();
    }

    private static void Candidates(Utf8JsonWriter json, FindOutcome.Candidates several)
    {
        Said(json, "possible", FindWords.Candidates, several.RingNow);
        json.WriteStartArray("candidates"u8);
        foreach (var child in several.Children)
        {
            json.WriteStartObject();
            json.WriteString("candidate"u8, child.Handle);
            json.WriteString("givenName"u8, FindWords.Of(child.Given));
            json.WriteNumber("yearOfBirth"u8, child.YearOfBirth);
            if (child.District is { } district) json.WriteString("postcodeDistrict"u8, district);
            if (child.IsUnborn) json.WriteBoolean("unborn"u8, true);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Notes(json, several.Notes);
    }

    private static void NotFound(HttpContext http, Utf8JsonWriter json, FindOutcome.NotFound none)
    {
        Said(json, "not-found", FindWords.NotFound, none.RingNow);
        json.WriteString("indexAsOf"u8, http.RequestServices.GetRequiredService<Children>().AsOf);
        if (http.RequestServices.GetRequiredService<MayVisit>().Be(WorkAnswers.Who(http), VisitPart.Write))
        {
            json.WriteString("lookedFor"u8, none.LookedFor);
            json.WriteString("lookedForUntil"u8, none.Receipt.At + MatchHandles.Life);
        }

        Notes(json, none.Notes);
    }

    private static void Refused(Utf8JsonWriter json, FindOutcome.Refused refused)
    {
        json.WriteString("reason"u8, refused.Reason);
        RingLines.Write(json, refused.RingNow);
    }

    private static void Notes(Utf8JsonWriter json, Rules.Matching.Questions.QuestionNotes notes)
    {
        if (notes == default) return;
        json.WriteStartArray("notes"u8);
        foreach (var note in FindWords.Of(notes)) json.WriteStringValue(note);
        json.WriteEndArray();
    }
}
