using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Disclosure;
using Gateway.Referrals.Pages.Boxes;
using Gateway.Referrals.Steps;
using Gateway.Rules.Referrals;

namespace Gateway.Referrals.Pages;

/// <summary>What was written with a step, under the words in which it was asked; a message part by part.</summary>
internal static class SayTexts
{
    public static IEnumerable<(string Label, string Lines)> Of(StepSeen seen) => Of(seen.Texts);

    /// <summary>The day that a step names, and the second person who agreed, to whoever reads its facts.</summary>
    public static IEnumerable<(string Label, string Lines)> Facts(StepSeen seen, Register register)
    {
        if (seen.Facts is null) yield break;
        using var facts = JsonDocument.Parse(seen.Facts);
        if (facts.RootElement.TryGetProperty("on", out var on) && DateOnly.TryParseExact(on.GetString(), "yyyy-MM-dd", out var day)) yield return ("Date", Clock.DayOfWeek(day));
        if (facts.RootElement.TryGetProperty("agreedBy", out var by) && by.GetString() is { } subject)
            yield return ("Manager who agreed", register.Agencies.GetValueOrDefault(seen.Step.Council)?.Officers.FirstOrDefault(officer => officer.Subject == subject)?.Name ?? subject);
    }

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
