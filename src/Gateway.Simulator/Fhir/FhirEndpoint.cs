using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Gateway.Simulator;

/// <summary>
/// Answers for one custodian that is asked in FHIR: the search of its shape, posted as a form. A read that does not say that it is silent
/// is refused or not, and the council is told either way.
/// </summary>
internal sealed class FhirEndpoint(PeopleStore people, TimeProvider clock, BadAnswers bad, Pulse pulse)
{
    public const string Content = "application/fhir+json";
    private const int MostKept = 1000;
    private readonly ConcurrentQueue<SearchAsked> asked = [];

    public IReadOnlyList<SearchAsked> Asked => [.. asked];

    public static bool Answers(SimulatedCustodian custodian, ReadOnlySpan<char> question) => question switch
    {
        "/CareTeam/_search" => custodian.Speaks == "cp-is",
        "/PatientFlag/_search" => custodian.Speaks == "patient-flags",
        "/Encounter/_search" => custodian.Speaks == "encounters",
        _ => false,
    };

    public async Task HandleAsync(HttpContext context, SimulatedCustodian custodian)
    {
        if (context.Request.Method != "POST" || !SearchForm.Is(context)) await RefuseAsync(context, 405, "not-supported");
        else await ReadAsync(context, custodian);
    }

    private async Task ReadAsync(HttpContext context, SimulatedCustodian custodian)
    {
        try
        {
            var form = await RequestBody.ReadAsync(context, SearchForm.Read);
            Keep(context, custodian, form);
            if (!IsSilent(context, custodian)) await RefuseAsync(context, 400, "PRECONDITION_FAILED");
            else await AnswerAsync(context, custodian, form);
        }
        catch (RefusedException)
        {
            await RefuseAsync(context, 400, "INVALID_SEARCH_DATA");
        }
    }

    private void Keep(HttpContext context, SimulatedCustodian custodian, SearchForm form)
    {
        custodian.CountOne();
        asked.Enqueue(new SearchAsked(custodian.Id, context.Request.Path + context.Request.QueryString, form.Text, context.Request.Headers.ToDictionary(one => one.Key, one => one.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
        while (asked.Count > MostKept) asked.TryDequeue(out _);
        pulse.Beat();
    }

    // True where it may be answered. A department's own encounters are nobody's access event.
    private static bool IsSilent(HttpContext context, SimulatedCustodian custodian)
    {
        if (custodian.Speaks == "encounters") return true;
        string[] said = [.. ((string[])["IsUnscheduledAccessEvent", "IsUnscheduledEvent"]).SelectMany(name => context.Request.Headers[name].OfType<string>())];
        if (said.Length == 0 || said.Any(one => one != "false")) custodian.AlertOne();
        return said.Length > 0 && said.All(one => one is "true" or "false");
    }

    private async Task AnswerAsync(HttpContext context, SimulatedCustodian custodian, SearchForm form)
    {
        if (!Guid.TryParse(context.Request.Headers["X-Request-ID"], out _)) throw new RefusedException("X-Request-ID", "must be a UUID");
        var behaviour = custodian.Behaviour;
        if (behaviour.Fault is Fault.Busy or Fault.Maintenance)
        {
            await RefuseAsync(context, behaviour.Fault == Fault.Busy ? 429 : 503, "throttled");
            return;
        }

        var bundle = custodian.Change(new WriteBundle(people, custodian, behaviour, clock.GetUtcNow()).Of(form));
        await bad.AnswerAsync(context, behaviour, custodian.Id, () => Written(bundle, behaviour.Fault), 200);
    }

    private static Reply Written(JsonNode bundle, Fault fault)
    {
        var reply = Reply.Start();
        if (fault != Fault.DuplicateMembers) bundle.WriteTo(reply.Json);
        else WriteTwice(reply, bundle.AsObject());
        return reply;
    }

    private static void WriteTwice(Reply reply, JsonObject bundle)
    {
        reply.Json.WriteStartObject();
        foreach (var (name, value) in bundle)
        {
            reply.Json.WritePropertyName(name);
            value!.WriteTo(reply.Json);
        }

        reply.Json.WriteStartArray("entry"u8);
        reply.Json.WriteEndArray();
        reply.Json.WriteEndObject();
    }

    private static Task RefuseAsync(HttpContext context, int status, string code)
    {
        var reply = Reply.Start();
        new JsonObject
        {
            ["resourceType"] = "OperationOutcome",
            ["issue"] = new JsonArray(new JsonObject { ["severity"] = "error", ["code"] = "processing", ["details"] = new JsonObject { ["text"] = code } }),
        }.WriteTo(reply.Json);
        return reply.SendAsync(context, status, Content);
    }
}
