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
    /// <param name="stricterFrom">Since when less may go than the answer let go, for what a record said late; what came before is not read any more.</param>
    public static string Write(Decision decision, DateTimeOffset? stricterFrom = null) => Encoding.UTF8.GetString(JsonBytes.Of(json =>
    {
        json.WriteString("policyVersion"u8, decision.PolicyVersion);
        RecordCheck.WriteDecision(json, decision);
        // To the millisecond and never after: what came with it is read.
        if (stricterFrom is { } at) json.WriteNumber("stricterFrom"u8, at.ToUnixTimeMilliseconds());
    }));

    public static DateTimeOffset? StricterFrom(LateQuestion late)
    {
        using var kept = JsonDocument.Parse(late.LetGo);
        return kept.RootElement.TryGetProperty("stricterFrom", out var at) ? DateTimeOffset.FromUnixTimeMilliseconds(at.GetInt64()) : null;
    }

    public static Decision Read(LateQuestion late)
    {
        using var kept = JsonDocument.Parse(late.LetGo);
        return RecordedItems.Read(kept.RootElement, late.PolicyHash);
    }
}
