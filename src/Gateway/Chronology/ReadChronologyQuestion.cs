using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Gateway.Disclosure;
using Gateway.Federation;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Policy;

namespace Gateway.Chronology;

/// <summary>Reads the body of a question; every fault has its field, and nothing unknown is passed over.</summary>
internal sealed class ReadChronologyQuestion(JsonElement body, DateOnly today)
{
    public static readonly string[] Members = ["child", "purpose", "from", "to", "lines"];

    private const int LongestId = 80;

    private readonly List<FieldFault> _faults = [];

    public (ChronologyQuestion? Question, IReadOnlyList<FieldFault> Faults) Read(ChronologyForm form)
    {
        var child = Child();
        if (!PurposeWords.TryRead(Text(body, "purpose"), out var purpose)) Fault("purpose", "Say why you ask, with a purpose of the contract.");
        var (from, to) = (Day("from"), Day("to"));
        if (from > to) Fault("to", Order);
        var question = new ChronologyQuestion(child, purpose, form) { From = from, To = to, Chosen = Lines() };
        return _faults.Count == 0 ? (question, []) : (null, _faults);
    }

    public const string Order = "The last day must be the same as or after the first";

    /// <summary>What is wrong with why a line matters; null where nothing is.</summary>
    public static string? OfSignificance(string text) => text.Length == 0 ? null : PlainText.WhatIsWrong(text, ChronologyQuestion.LongestSignificance);

    private ChildAsked Child()
    {
        if (!body.TryGetProperty("child", out var child) || child.ValueKind != JsonValueKind.Object)
        {
            Fault("child", "Name one child, by NHS number and date of birth.");
            return default;
        }

        Only(child, "child.", "nhsNumber", "dateOfBirth");
        if (ChildWords.OfNumber(NhsNumber.Read(Text(child, "nhsNumber"), out var number)) is { } wrong) Fault("child.nhsNumber", wrong);
        if (!DateOnly.TryParseExact(Text(child, "dateOfBirth"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var born)) Fault("child.dateOfBirth", "Date of birth must be a real date, written as year-month-day");
        else if (ChildWords.OfBirth(born, today) is { } words) Fault("child.dateOfBirth", words);
        return new ChildAsked(number, born);
    }

    private DateOnly? Day(string name)
    {
        if (!body.TryGetProperty(name, out _)) return null;
        if (DateOnly.TryParseExact(Text(body, name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        Fault(name, "Enter a real date, written as year-month-day");
        return null;
    }

    private ImmutableArray<ChosenLine> Lines()
    {
        if (!body.TryGetProperty("lines", out var lines)) return [];
        if (lines.ValueKind != JsonValueKind.Array || lines.GetArrayLength() is 0 or > ChronologyQuestion.MostLines)
        {
            Fault("lines", "Choose from 1 to 500 lines, or leave it out for all of them.");
            return [];
        }

        ImmutableArray<ChosenLine> chosen = [.. lines.EnumerateArray().Select(Line)];
        if (chosen.DistinctBy(each => each.Line).Count() < chosen.Length) Fault("lines", "A line is named twice.");
        return chosen;
    }

    private ChosenLine Line(JsonElement line, int n)
    {
        if (line.ValueKind != JsonValueKind.Object || Text(line, "id") is not { Length: > 0 and <= LongestId } id)
        {
            Fault($"lines[{n}]", "Name the line by its id.");
            return new ChosenLine($"?{n}", "");
        }

        Only(line, $"lines[{n}].", "id", "significance");
        if (line.TryGetProperty("significance", out var given) && given.ValueKind != JsonValueKind.String) Fault($"lines[{n}].significance", "Write why it matters, or leave it out.");
        var significance = Text(line, "significance") ?? "";
        if (OfSignificance(significance) is { } wrong) Fault($"lines[{n}].significance", wrong);
        return new ChosenLine(id, significance);
    }

    private void Only(JsonElement element, string path, params ReadOnlySpan<string> known)
    {
        foreach (var member in element.EnumerateObject())
            if (!known.Contains(member.Name)) Fault(path + PlainText.Shown(member.Name), "This member is not known here.");
    }

    private void Fault(string field, string words) => _faults.Add(new FieldFault(field, words));

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
