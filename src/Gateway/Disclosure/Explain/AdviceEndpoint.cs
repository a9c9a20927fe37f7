using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Hosting;
using Gateway.Policy;
using Gateway.Rules.Policy;
using Gateway.Rules.Policy.Explain;

namespace Gateway.Disclosure.Explain;

/// <summary>
/// <c>POST /v1/advice</c>: could I be told this, and what would I need to say? The same rules on facts as the asker puts them,
/// with no child, no custodian and no promise: the check itself reads them from the systems of record.
/// </summary>
internal static class AdviceEndpoint
{
    private const string Promise = "Nobody was asked and nothing was looked up. A check decides on what your agency's system of record shows, and on the child's record.";

    public static async Task HandleAsync(HttpContext http)
    {
        var who = WorkAnswers.Who(http);
        if (await WorkAnswers.BodyAsync(http, ReadAdvice.Known) is not { } body) return;
        var services = http.RequestServices;
        if (services.GetRequiredService<PoliciesInForce>().Current is { } policy) await AdviseAsync(http, who, policy, body);
        else await Problems.WriteAsync(http, Problem.NoPolicy, json => RingLines.Write(json, services.GetRequiredService<WhomToRing>().ForAreas(who.Agency.Areas)));
    }

    private static async Task AdviseAsync(HttpContext http, Practitioner who, PolicyBundle policy, JsonElement body)
    {
        var services = http.RequestServices;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var ring = services.GetRequiredService<WhomToRing>();
        var (facts, faults) = new ReadAdvice(policy, who.Role, now, ring.InHours(who.Agency.Areas)).From(body);
        if (facts is null) await Problems.FieldsAsync(http, faults);
        else if (await services.GetRequiredService<RecordReading>().RunAsync(who, "advice", [], http.RequestAborted) is { } receipt)
            await WriteAsync(http, receipt, policy, facts, ring.ForAreas(who.Agency.Areas));
        else await WorkAnswers.ClosedAsync(http, who);
    }

    private static Task WriteAsync(HttpContext http, LedgerReceipt receipt, PolicyBundle policy, RequestFacts facts, ImmutableArray<RingAnswer> ring)
    {
        var decision = Decide.Request(policy, facts);
        var items = Explanation.Of(policy, facts, decision).ForAsker(ring is [var first, ..] ? $"{first.Who} on {first.Number}" : "children's services");
        return WorkAnswers.WriteAsync(http, receipt, json =>
        {
            json.WriteString("purpose"u8, facts.Purpose.Word());
            WriteExplanation.ForAsker(json, decision, items);
            WriteWhatToSay(json, policy, facts, decision);
            json.WriteString("standing"u8, Promise);
            RingLines.Write(json, ring);
        });
    }

    // What a written reason has to hold, where one would open an item or put it to the holder.
    private static void WriteWhatToSay(Utf8JsonWriter json, PolicyBundle policy, RequestFacts facts, Decision decision)
    {
        json.WriteStartArray("whatToSay"u8);
        if (decision.Items.Any(item => item.Outcome is Outcome.Justify or Outcome.AskHolder))
            foreach (var supports in Enum.GetValues<DecisionSupported>().Where(one => policy.Takes(facts.Role, facts.Purpose, one))) json.WriteStringValue(supports.Word());
        json.WriteEndArray();
    }
}
