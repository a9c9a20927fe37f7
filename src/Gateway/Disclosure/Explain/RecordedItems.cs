using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Gateway.Rules.Policy;

namespace Gateway.Disclosure.Explain;

/// <summary>What was decided, as the ledger keeps it.</summary>
internal static class RecordedItems
{
    public static Decision Read(JsonElement common, ReadOnlyMemory<byte> policyHash) => new(
        common.GetProperty("policyVersion").GetString()!, policyHash,
        [.. common.GetProperty("items").EnumerateArray().Select(Item)])
    {
        Obligations = common.TryGetProperty("obligations", out var list)
            ? list.EnumerateArray().Aggregate(ObligationSet.None, (all, word) => ObligationWords.TryRead(word.GetString(), out var one) ? all | one : all)
            : ObligationSet.None,
    };

    private static ItemDecision Item(JsonElement recorded)
    {
        _ = ItemWords.TryRead(recorded.GetProperty("item").GetString(), out var item);
        return new ItemDecision(
            item, OutcomeOf(recorded.GetProperty("outcome").GetString()), recorded.GetProperty("reason").GetString()!,
            (RuleSet)recorded.GetProperty("rules").GetUInt64(), recorded.TryGetProperty("emergency", out _))
        { Justified = recorded.TryGetProperty("justified", out _) };
    }

    private static Outcome OutcomeOf(string? word)
    {
        foreach (var outcome in Enum.GetValues<Outcome>())
            if (outcome.Word() == word) return outcome;
        throw new JsonException(string.Create(CultureInfo.InvariantCulture, $"The entry has an unknown outcome."));
    }
}
