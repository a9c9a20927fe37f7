using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Hosting;
using Gateway.Policy;
using Gateway.Rules.Policy;
using Gateway.Rules.Policy.Explain;

namespace Gateway.Disclosure.Explain;

/// <summary>
/// <c>GET /v1/decisions/{id}</c>: why a check was decided as it was. Who asked is told the reason and the next step of each
/// item; information governance of that agency gets the whole table (rulings, 33). To everybody else there is no such decision.
/// </summary>
internal static class ExplainEndpoint
{
    public static async Task HandleAsync(HttpContext http, Guid id)
    {
        var who = WorkAnswers.Who(http);
        if (await FoundAsync(http, who, id) is not { } found || await ShownAsync(http, found) is not { } shown) await Problems.WriteAsync(http, Problem.NotFound);
        else if (await RecordedAsync(http, who, id) is { } receipt) await WriteAsync(http, who, found, shown, receipt);
        else await WorkAnswers.ClosedAsync(http, who);
    }

    private static async Task<RecordedDecision?> FoundAsync(HttpContext http, Practitioner who, Guid id)
    {
        var decision = await http.RequestServices.GetRequiredService<Ledger>().ReadDecisionAsync(id, http.RequestAborted);
        if (decision is null) return null;
        using var common = JsonDocument.Parse(decision.Common);
        var (agency, practitioner) = (common.RootElement.GetProperty("agency"), common.RootElement.GetProperty("practitioner"));
        return agency.ValueEquals(who.Agency.Id) && (who.IsOfficer() || practitioner.ValueEquals(who.Subject)) ? decision : null;
    }

    private static Task<ShownOf?> ShownAsync(HttpContext http, RecordedDecision decision) =>
        http.RequestServices.GetRequiredService<ReadOutcome>().OfAsync(decision, http.RequestAborted);

    private static Task<LedgerReceipt?> RecordedAsync(HttpContext http, Practitioner who, Guid id) =>
        http.RequestServices.GetRequiredService<RecordReading>().RunAsync(who, "decision-read", [id], http.RequestAborted);

    private static async Task WriteAsync(HttpContext http, Practitioner who, RecordedDecision decision, ShownOf shown, LedgerReceipt receipt)
    {
        var services = http.RequestServices;
        using var common = JsonDocument.Parse(decision.Common);
        var facts = RecordedFacts.Read(common.RootElement);
        if (await services.GetRequiredService<KeptPolicies>().FindAsync(decision.Leaf.PolicyHash, http.RequestAborted) is not { } policy)
        {
            await Problems.WriteAsync(http, Problem.PolicyNotHere);
            return;
        }

        if (!shown.Matched) facts = facts with { Identity = shown.Identity };
        var decided = shown.Matched ? shown.Decision : Decide.Request(policy, facts);
        var ring = services.GetRequiredService<WhomToRing>().ForAreas(who.Agency.Areas);
        var explanation = Explanation.Of(policy, facts, decided, shown.Record);
        await WorkAnswers.WriteAsync(http, receipt, json =>
        {
            json.WriteString("check"u8, decision.Leaf.EntryId);
            json.WriteString("at"u8, facts.At);
            json.WriteString("purpose"u8, facts.Purpose.Word());
            if (who.IsOfficer()) WriteExplanation.ForGovernance(json, explanation.ForGovernance(who.Agency.Kind.Word()));
            else WriteExplanation.ForAsker(json, decided, explanation.ForAsker(ring is [var first, ..] ? $"{first.Who} on {first.Number}" : "children's services"));
            RingLines.Write(json, ring);
        });
    }
}
