using System.Text.Json;
using Gateway.Rules.Policy;

namespace Gateway.Disclosure;

/// <summary>Reads what a practitioner says for items that need a reason, and a declared emergency. Every fault is named with what to write.</summary>
internal sealed class ReadReasons(List<FieldFault> faults)
{
    public const int Longest = 1000;
    private const int LongestWait = 7 * 24 * 60;

    private static readonly string Decisions = string.Join(", ", Enum.GetValues<DecisionSupported>().Select(decision => decision.Word()));
    private static readonly string[] Sources = ["none", "recipient", "onward-leak", "deterrence", "investigation"];

    public static string WordOf(RiskSource source) => Sources[(int)source];

    public Justification? From(JsonElement root)
    {
        if (!root.TryGetProperty("justification", out var given)) return null;
        if (!IsObject(given, "justification", ["decision", "whyNotLess", "ifYouWait", "ifNotShared", "ifShared", "decideWithinMinutes"])) return null;
        var supports = Decision(given);
        var whyNotLess = Reason(given, "whyNotLess", "justification.whyNotLess", "Say why the minimal form and a call to the team will not do for your decision.");
        var wait = Reason(given, "ifYouWait", "justification.ifYouWait", "Say what could happen to the child if you wait for the ordinary route.");
        var (notShared, notSharedReason) = Risk(given, "ifNotShared", ["level", "reason"], "Say in words why you put the risk of not sharing at this level.");
        var (shared, sharedReason) = Risk(given, "ifShared", ["level", "reason", "source"], "Say in words why you put the risk of sharing at this level.");
        var source = Source(given);
        return new Justification(supports, whyNotLess, wait, notShared, notSharedReason, shared, source, sharedReason, Within(given), "");
    }

    public Emergency? Emergency(JsonElement root)
    {
        if (!root.TryGetProperty("emergency", out var given)) return null;
        if (!IsObject(given, "emergency", ["declared", "basis"])) return null;
        if (!given.TryGetProperty("declared", out var declared) || declared.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            Fault("emergency.declared", "Send true where you declare an emergency, and leave the member out where you do not.");
        var basis = Reason(given, "basis", "emergency.basis", "Say what is happening to the child now that makes it an emergency.");
        return declared.ValueKind == JsonValueKind.True ? new Emergency(basis) : null;
    }

    private DecisionSupported Decision(JsonElement given)
    {
        if (given.TryGetProperty("decision", out var word) && word.ValueKind == JsonValueKind.String && DecisionSupportedWords.TryRead(word.GetString(), out var decision)) return decision;
        Fault("justification.decision", "Say which decision you are making now, with one of: " + Decisions + ".");
        return default;
    }

    private (int Level, string Reason) Risk(JsonElement given, string name, string[] known, string what)
    {
        var path = "justification." + name;
        if (!given.TryGetProperty(name, out var risk))
        {
            Fault(path, "Give the level of this risk, 0 to 4, and the reason for it in words.");
            return default;
        }

        if (!IsObject(risk, path, known)) return default;
        var level = -1;
        if (!risk.TryGetProperty("level", out var number) || number.ValueKind != JsonValueKind.Number || !number.TryGetInt32(out level) || level is < 0 or > 4)
            Fault(path + ".level", "The level is a whole number from 0 (none identified) to 4 (danger to life or serious harm within hours).");
        return (level, Reason(risk, "reason", path + ".reason", what));
    }

    private RiskSource Source(JsonElement given)
    {
        if (!given.TryGetProperty("ifShared", out var risk) || risk.ValueKind != JsonValueKind.Object || !risk.TryGetProperty("source", out var word)) return RiskSource.None;
        var index = word.ValueKind == JsonValueKind.String ? Array.IndexOf(Sources, word.GetString()) : -1;
        if (index < 0) Fault("justification.ifShared.source", "Say where the risk of sharing comes from, with one of: " + string.Join(", ", Sources) + ".");
        return (RiskSource)Math.Max(index, 0);
    }

    private TimeSpan? Within(JsonElement given)
    {
        if (!given.TryGetProperty("decideWithinMinutes", out var minutes)) return null;
        if (minutes.ValueKind == JsonValueKind.Number && minutes.TryGetInt32(out var whole) && whole is >= 0 and <= LongestWait) return TimeSpan.FromMinutes(whole);
        Fault("justification.decideWithinMinutes", "How many minutes you have to decide: a whole number from 0 to 10080.");
        return null;
    }

    private string Reason(JsonElement element, string name, string path, string what)
    {
        var text = element.TryGetProperty(name, out var given) && given.ValueKind == JsonValueKind.String ? given.GetString()!.Trim() : "";
        if (PlainText.WhatIsWrong(text, Longest) is { } wrong) Fault(path, text.Length == 0 ? what : wrong);
        else if (NamesNoDecision.Is(text)) Fault(path, "This gives no reason for a decision. " + what);
        return text;
    }

    private bool IsObject(JsonElement element, string path, ReadOnlySpan<string> known)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            Fault(path, "This must be an object; the contract lists its members.");
            return false;
        }

        foreach (var member in element.EnumerateObject())
            if (!known.Contains(member.Name)) Fault($"{path}.{PlainText.Shown(member.Name)}", "This member is not known here.");
        return true;
    }

    private void Fault(string field, string words) => faults.Add(new FieldFault(field, words));
}
