using System.Text.Json;
using Gateway.Rules.Policy;

namespace Gateway.Disclosure;

/// <summary>
/// Reads what a practitioner says for items that need a reason, and a declared emergency. Only the form is read here, every
/// fault with what to write; whether the reason is complete is the policy's to say (<see cref="WhatToWrite"/>).
/// </summary>
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
        if (!IsObject(given, "justification",
            ["supports", "whyNotLess", "whatIfWait", "ifNotShared", "ifNotSharedReason", "ifShared", "source", "ifSharedReason", "decideWithinMinutes"])) return null;
        return new Justification(
            Decision(given),
            Text(given, "justification.", "whyNotLess", "Say why the flag, the minimal form and a call to the named worker will not do for that decision."),
            Text(given, "justification.", "whatIfWait", "Say what could happen to the child if you wait."),
            Level(given, "ifNotShared"),
            Text(given, "justification.", "ifNotSharedReason", "Say what you saw or heard that makes it that level."),
            Level(given, "ifShared"), Source(given),
            Text(given, "justification.", "ifSharedReason", "Say what makes it that level, or what makes you think that there is none."),
            Within(given), "");
    }

    public Emergency? Emergency(JsonElement root)
    {
        if (!root.TryGetProperty("emergency", out var given)) return null;
        if (!IsObject(given, "emergency", ["declared", "basis"])) return null;
        if (!given.TryGetProperty("declared", out var declared) || declared.ValueKind != JsonValueKind.True)
            Fault("emergency.declared", "Send true where you declare an emergency, and leave the whole of it out where you do not.");
        return new Emergency(Text(given, "emergency.", "basis", "Say what is happening to the child now that makes it an emergency."));
    }

    private DecisionSupported Decision(JsonElement given)
    {
        if (DecisionSupportedWords.TryRead(Word(given, "supports"), out var decision)) return decision;
        Fault("justification.supports", "Say which decision you are making now, with one of: " + Decisions + ".");
        return default;
    }

    private int Level(JsonElement given, string name)
    {
        if (given.TryGetProperty(name, out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var level) && level is >= 0 and <= 4) return level;
        Fault("justification." + name, "Give the level, a whole number from 0 (none identified) to 4 (danger to life or serious harm within hours).");
        return 0;
    }

    private RiskSource Source(JsonElement given)
    {
        if (!given.TryGetProperty("source", out _)) return RiskSource.None;
        var index = Array.IndexOf(Sources, Word(given, "source"));
        if (index < 0) Fault("justification.source", "Say where the risk of sharing comes from, with one of: " + string.Join(", ", Sources) + ".");
        return (RiskSource)Math.Max(index, 0);
    }

    private TimeSpan? Within(JsonElement given)
    {
        if (!given.TryGetProperty("decideWithinMinutes", out var minutes)) return null;
        if (minutes.ValueKind == JsonValueKind.Number && minutes.TryGetInt32(out var whole) && whole is >= 0 and <= LongestWait) return TimeSpan.FromMinutes(whole);
        Fault("justification.decideWithinMinutes", "How many minutes you have to decide: a whole number from 0 to 10080.");
        return null;
    }

    private string Text(JsonElement element, string path, string name, string what)
    {
        var text = (Word(element, name) ?? "").Trim();
        if (PlainText.WhatIsWrong(text, Longest) is { } wrong) Fault(path + name, text.Length == 0 ? what : wrong);
        return text;
    }

    private static string? Word(JsonElement element, string name) =>
        element.TryGetProperty(name, out var given) && given.ValueKind == JsonValueKind.String ? given.GetString() : null;

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
