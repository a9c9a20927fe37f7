using System.Text;
using System.Text.Json;
using Gateway.Disclosure;
using Gateway.Disclosure.Explain;
using Gateway.Hosting;
using Gateway.Rules.Policy;

namespace Gateway.Federation.Late;

/// <summary>The decision of the first answer as text, in the form in which the ledger keeps it.</summary>
internal static class LateDecision
{
    public static string Write(Decision decision) => Encoding.UTF8.GetString(JsonBytes.Of(json =>
    {
        json.WriteString("policyVersion"u8, decision.PolicyVersion);
        RecordCheck.WriteDecision(json, decision);
    }));

    public static Decision Read(LateQuestion late)
    {
        using var kept = JsonDocument.Parse(late.LetGo);
        return RecordedItems.Read(kept.RootElement, late.PolicyHash);
    }
}
