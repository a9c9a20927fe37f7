using System.Collections.Concurrent;

namespace Gateway.Simulator;

/// <summary>
/// Plays the national demographics service to an application that may be given one unique match alone: <c>/pds/Patient/{id}</c> and
/// <c>/pds/Patient?...</c>. It keeps what it was asked, for a test to read.
/// </summary>
internal sealed class PdsEndpoint(PdsBook book, BadAnswers bad, Pulse pulse)
{
    public const string Id = "pds";
    private const string Root = "/pds/Patient";
    private const string Content = "application/fhir+json";
    private readonly ConcurrentQueue<PdsAsked> asked = [];

    public Behaviour Behaviour { get; set; } = Behaviour.Normal;

    public IReadOnlyList<PdsAsked> Asked => [.. asked];

    public static bool Answers(ReadOnlySpan<char> path) => path.StartsWith(Root, StringComparison.Ordinal);

    public Task HandleAsync(HttpContext context)
    {
        var (path, headers) = (context.Request.Path.Value!, context.Request.Headers);
        asked.Enqueue(new PdsAsked(path + context.Request.QueryString, headers["X-Request-ID"].ToString(), headers["X-Correlation-ID"].ToString(), headers["NHSD-End-User-Organisation-ODS"].ToString()));
        pulse.Beat();
        context.Response.Headers["X-Request-ID"] = headers["X-Request-ID"];
        if (headers.ContainsKey("X-Correlation-ID"))
            context.Response.Headers["X-Correlation-ID"] = Behaviour.Fault == Fault.WrongRequest ? Guid.NewGuid().ToString() : headers["X-Correlation-ID"];
        if (WhyNot(context) is { } fault) return fault.SendAsync(context);
        return path.Length > Root.Length ? RetrieveAsync(context, path[(Root.Length + 1)..]) : SearchAsync(context);
    }

    private PdsFault? WhyNot(HttpContext context)
    {
        var headers = context.Request.Headers;
        if (context.Request.Method != "GET") return PdsFault.Unsupported;
        if (!headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.Ordinal)) return PdsFault.SignedOut;
        if (headers["X-Request-ID"].Count == 0) return PdsFault.Missing("X-Request-ID");
        if (!Guid.TryParse(headers["X-Request-ID"], out _)) return PdsFault.Invalid("X-Request-ID");
        if (headers["NHSD-End-User-Organisation-ODS"].Count == 0) return PdsFault.Missing("NHSD-End-User-Organisation-ODS");
        return Behaviour.Fault switch { Fault.Busy => PdsFault.TooOften, Fault.Maintenance => PdsFault.Unable, Fault.Withheld => PdsFault.Denied, _ => null };
    }

    private Task RetrieveAsync(HttpContext context, string number)
    {
        if (!ChildKey.IsNumber(number)) return PdsFault.WrongNumber.SendAsync(context);
        var person = book.Find(number);
        if (person is null) return PdsFault.NotFound.SendAsync(context);
        if (person.IsWithdrawn) return PdsFault.Withdrawn.SendAsync(context);
        return AnswerAsync(context, () =>
        {
            var reply = Reply.Start();
            reply.Json.WriteStartObject();
            WritePatient.To(reply.Json, person, Behaviour.Fault, whole: true);
            reply.Json.WriteEndObject();
            return reply;
        });
    }

    private Task SearchAsync(HttpContext context)
    {
        var (query, fault) = PdsQuery.Read(context.Request.Query);
        if (query is null) return fault!.SendAsync(context);
        (PdsPerson Person, decimal Score)[] found = [.. book.Everybody().Select(person => (Person: person, Score: PdsMatch.Score(person, query))).Where(one => one.Score is not null).Select(one => (one.Person, one.Score!.Value))];
        return found.Length > 1 ? PdsFault.TooMany.SendAsync(context) : AnswerAsync(context, () => Bundle(found));
    }

    private Reply Bundle((PdsPerson Person, decimal Score)[] found)
    {
        var reply = Reply.Start();
        var json = reply.Json;
        json.WriteStartObject();
        json.WriteString("resourceType"u8, "Bundle"u8);
        json.WriteString("type"u8, "searchset"u8);
        json.WriteNumber("total"u8, found.Length);
        json.WriteStartArray("entry"u8);
        foreach (var (person, score) in Behaviour.Fault == Fault.MissingItem ? [] : found)
        {
            json.WriteStartObject();
            json.WriteStartObject("search"u8);
            json.WriteNumber("score"u8, score);
            json.WriteEndObject();
            json.WriteStartObject("resource"u8);
            WritePatient.To(json, person, Behaviour.Fault, whole: false);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        return reply;
    }

    private Task AnswerAsync(HttpContext context, Func<Reply> write) =>
        ReferenceEquals(Behaviour, Behaviour.Normal) ? write().SendAsync(context, 200, Content) : bad.AnswerAsync(context, Behaviour, null, write, 200);
}
