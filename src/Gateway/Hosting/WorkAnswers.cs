using System.Text.Json;
using Gateway.Agencies;
using Gateway.Agencies.Tokens;
using Gateway.Audit;
using Gateway.Disclosure;
using Gateway.Federation;

namespace Gateway.Hosting;

/// <summary>What the endpoints for people's work have in common: who asks, a strict small body, an answer in JSON.</summary>
internal static class WorkAnswers
{
    public const int LargestBody = 16 * 1024;
    public const int LongestText = 1000;

    public static Practitioner Who(HttpContext http) =>
        SignedInPractitioner.Of(http) ?? throw new InvalidOperationException("The endpoint requires a signed-in practitioner.");

    /// <summary>Reads a body that must be one object of these members, or writes the problem and gives null.</summary>
    public static Task<JsonElement?> BodyAsync(HttpContext http, params string[] known) => BodyAsync(http, LargestBody, known);

    /// <summary>As <see cref="BodyAsync(HttpContext, string[])"/>, for bodies of another size.</summary>
    /// <param name="known">Null where somebody else holds the members to what they may be.</param>
    public static async Task<JsonElement?> BodyAsync(HttpContext http, int largest, string[]? known)
    {
        if (!MediaTypes.IsJson(http.Request.ContentType))
        {
            await Problems.WriteAsync(http, Problem.UnknownMediaType);
            return null;
        }

        if (await RequestBody.ReadAsync(http, largest) is not { } body) return null;
        var faults = new List<FieldFault>();
        var root = Parse(body, known, faults);
        if (faults.Count == 0) return root;
        await Problems.FieldsAsync(http, faults);
        return null;
    }

    /// <summary>A text of the body, without the blanks around it; where it does not hold, a fault that says what to write.</summary>
    public static string Text(JsonElement body, string name, string what, List<FieldFault> faults)
    {
        var text = body.TryGetProperty(name, out var given) && given.ValueKind == JsonValueKind.String ? given.GetString()!.Trim() : "";
        if (PlainText.WhatIsWrong(text, LongestText) is { } wrong) faults.Add(new FieldFault(name, text.Length == 0 ? what : wrong));
        return text;
    }

    /// <summary>Where the caller wants a list to go on, or the problem is written and it is false.</summary>
    public static async Task<(bool Read, WorkCursor? After)> AfterAsync(HttpContext http)
    {
        if (!http.Request.Query.TryGetValue("after", out var given)) return (true, null);
        if (given is [{ } text] && WorkCursor.TryRead(text, out var after)) return (true, after);
        await Problems.FieldsAsync(http, [new FieldFault("after", "Send what the page before gave as next, as it was.")]);
        return (false, null);
    }

    /// <summary>Nothing is shown without the receipt of the entry that says so.</summary>
    public static Task WriteAsync(HttpContext http, LedgerReceipt receipt, Action<Utf8JsonWriter> write) =>
        ChecksEndpoint.ReleaseAsync(http, new Release(receipt, JsonBytes.Of(write)), StatusCodes.Status200OK, "application/json");

    /// <summary>What came of something that is done once: none where it is not theirs to do.</summary>
    /// <param name="tooLate">What is said where somebody else did it first; that it was answered before where nothing else fits better.</param>
    public static Task DoneAsync(HttpContext http, RecordedOnce? done, Action<Utf8JsonWriter, LedgerReceipt> write, Problem? tooLate = null) => done switch
    {
        null => Problems.WriteAsync(http, Problem.NotFound),
        RecordedOnce.Done(var receipt) => WriteAsync(http, receipt, json => write(json, receipt)),
        RecordedOnce.TooLate => Problems.WriteAsync(http, tooLate ?? Problem.AnsweredByAnother),
        _ => ClosedAsync(http, Who(http)),
    };

    /// <summary>The ledger cannot record: nothing but the numbers to ring.</summary>
    public static Task ClosedAsync(HttpContext http, Practitioner who) => Problems.WriteAsync(
        http, Problem.LedgerClosed, json => RingLines.Write(json, http.RequestServices.GetRequiredService<WhomToRing>().ForAreas(who.Agency.Areas)));

    private static JsonElement Parse(ReadOnlyMemory<byte> body, string[]? known, List<FieldFault> faults)
    {
        try
        {
            using var document = JsonDocument.Parse(body, StrictJson.Options);
            var root = document.RootElement.Clone();
            if (root.ValueKind != JsonValueKind.Object) faults.Add(new FieldFault("body", "The body must be one JSON object."));
            else if (known is not null)
                foreach (var member in root.EnumerateObject())
                    if (!known.Contains(member.Name)) faults.Add(new FieldFault(PlainText.Shown(member.Name), "This member is not known here."));
            // Half of a surrogate pair, or bytes that are not UTF-8, is found only when the text is read.
            _ = faults.Count == 0 ? Texts(root).Count() : 0;
            return root;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            faults.Add(new FieldFault("body", "The body is not readable as JSON."));
            return default;
        }
    }

    private static IEnumerable<string?> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Texts(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
        JsonValueKind.String => [element.GetString()],
        _ => [],
    };
}
