using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Referrals.Pages.Boxes;
using Gateway.Referrals.Steps;
using Gateway.Rules.Referrals;

namespace Gateway.Referrals.Pages;

/// <summary>What was written with a step, under the words in which it was asked; a message part by part.</summary>
internal static class SayTexts
{
    public static IEnumerable<(string Label, string Lines)> Of(StepSeen seen) => Of(seen.Texts);

    /// <summary>Why an agency may be asked; none where the step says nothing of it.</summary>
    public static string? Purpose(StepSeen seen)
    {
        if (seen.Facts is null) return null;
        using var facts = JsonDocument.Parse(seen.Facts);
        return facts.RootElement.TryGetProperty("purpose", out var purpose) ? FieldWords.Purpose(purpose.GetString()!) : null;
    }

    public static IEnumerable<(string Label, string Lines)> Of(ImmutableDictionary<ReferralText, string> texts) => texts.OrderBy(text => text.Key).SelectMany(text => text.Key == ReferralText.Message ? Message(text.Value) : [(StepWords.Text(text.Key), text.Value)]);

    private static IEnumerable<(string Label, string Lines)> Message(string written)
    {
        using var document = JsonDocument.Parse(written);
        foreach (var part in MessageParts.All)
            if (document.RootElement.TryGetProperty(part, out var said) && said.GetString() is { } lines) yield return (FieldWords.Of($"step/message/{part}").Label, lines);
    }
}
