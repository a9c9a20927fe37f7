using System.Text.Json;
using Gateway.Disclosure;
using Gateway.Hosting;
using Gateway.Rules.Policy;

namespace Gateway.Asks;

/// <summary>What the person at the holder decided.</summary>
/// <param name="Answer">Empty where they decide nothing, because they have a personal interest.</param>
/// <param name="Forms">Each item with whole, minimal or none.</param>
/// <param name="ToAsker">What the asker is told where not everything goes whole.</param>
internal sealed record AskAnswered(string Answer, string Forms, string Reason, string? ToAsker, bool ConflictOfInterest);

/// <summary>Reads the answer to an ask: every fault with its field, nothing left to guess.</summary>
internal static class ReadAnswer
{
    public static readonly string[] Members = ["answer", "items", "reason", "toAsker", "conflictOfInterest"];

    public static AskAnswered? From(JsonElement body, Ask ask, List<FieldFault> faults)
    {
        var conflict = body.TryGetProperty("conflictOfInterest", out var declared) && declared.ValueKind == JsonValueKind.True;
        if (declared.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.True or JsonValueKind.False)) faults.Add(new FieldFault("conflictOfInterest", "Send true or false."));
        if (conflict && !body.TryGetProperty("answer", out _)) return Recusal(body, faults);
        var answer = body.TryGetProperty("answer", out var word) && word.ValueKind == JsonValueKind.String ? word.GetString()! : "";
        if (answer is not ("release" or "trim" or "decline")) faults.Add(new FieldFault("answer", "Say release, trim or decline."));
        var forms = Forms(body, answer, [.. ask.AskedItems], faults);
        var reason = WorkAnswers.Text(body, "reason", "Say why you decided so. It is recorded; the asker does not see it.", faults);
        var toAsker = answer == "release" && !body.TryGetProperty("toAsker", out _)
            ? null
            : WorkAnswers.Text(body, "toAsker", "Say what the asker is to be told about what does not go.", faults);
        return faults.Count == 0 ? new AskAnswered(answer, forms, reason, toAsker, conflict) : null;
    }

    // Whoever does not decide has no answer to give, only a reason.
    private static AskAnswered? Recusal(JsonElement body, List<FieldFault> faults)
    {
        foreach (var other in (string[])["items", "toAsker"])
            if (body.TryGetProperty(other, out _)) faults.Add(new FieldFault(other, "Somebody with a personal interest decides nothing: leave this out."));
        var reason = WorkAnswers.Text(body, "reason", "Say what your interest is. It is recorded; the asker does not see it.", faults);
        return faults.Count == 0 ? new AskAnswered("", "", reason, null, ConflictOfInterest: true) : null;
    }

    private static string Forms(JsonElement body, string answer, Item[] asked, List<FieldFault> faults)
    {
        if (answer != "trim")
        {
            if (body.TryGetProperty("items", out _)) faults.Add(new FieldFault("items", "Only trim says for each item what goes."));
            return string.Join(' ', asked.Select(item => $"{item.Word()}={(answer == "release" ? "whole" : "none")}"));
        }

        var forms = new Dictionary<Item, string>();
        if (body.TryGetProperty("items", out var list) && list.ValueKind == JsonValueKind.Array && list.GetArrayLength() <= ItemWords.All.Length)
            foreach (var (one, place) in list.EnumerateArray().Select((one, place) => (one, place))) Take(one, $"items[{place}]", asked, forms, faults);
        if (forms.Count != asked.Length) faults.Add(new FieldFault("items", "Say for every item that was asked, once, whether it goes whole, minimal or none."));
        else if (forms.Values.All(form => form == "whole")) faults.Add(new FieldFault("items", "Everything goes whole: answer release."));
        else if (forms.Values.All(form => form == "none")) faults.Add(new FieldFault("items", "Nothing goes: answer decline."));
        return string.Join(' ', forms.Select(form => $"{form.Key.Word()}={form.Value}"));
    }

    private static void Take(JsonElement one, string field, Item[] asked, Dictionary<Item, string> forms, List<FieldFault> faults)
    {
        var members = one.ValueKind == JsonValueKind.Object ? one.EnumerateObject().ToArray() : [];
        if (members.Length != 2 || !one.TryGetProperty("item", out var item) || !one.TryGetProperty("form", out var form)
            || item.ValueKind != JsonValueKind.String || form.ValueKind != JsonValueKind.String
            || !ItemWords.TryRead(item.GetString(), out var known) || !asked.Contains(known)
            || form.GetString() is not ("whole" or "minimal" or "none") || !forms.TryAdd(known, form.GetString()!))
            faults.Add(new FieldFault(field, "Name an item of the question, once, and whether it goes whole, minimal or none."));
    }
}
