using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Gateway.Consents.Wire;
using Gateway.Federation;
using Gateway.Matching.Find;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Policy;

namespace Gateway.Disclosure;

/// <summary>
/// Reads the body of a check. Every fault is listed with its field; nothing unknown is passed over and nothing missing is
/// given a default, but for the deadline.
/// </summary>
public sealed class ReadCheck
{
    private static readonly JsonDocumentOptions Strict = StrictJson.OfDepth(16);

    private readonly List<FieldFault> _faults = [];
    private readonly DateOnly _today;

    private ReadCheck(DateOnly today) => _today = today;

    public static (CheckQuestion? Question, IReadOnlyList<FieldFault> Faults) From(ReadOnlyMemory<byte> body, DateOnly today)
    {
        var reader = new ReadCheck(today);
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            return (reader.Read(document.RootElement), reader._faults);
        }
        catch (JsonException fault)
        {
            return (null, [new FieldFault("body", JsonWords(fault))]);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, or bytes that are not UTF-8: found only when the text is read.
            return (null, [new FieldFault("body", "The body holds text that is not valid Unicode.")]);
        }
    }

    // The parser's message can quote what was sent, so only its kind is passed on.
    private static string JsonWords(JsonException fault) =>
        fault.Message.Contains("duplicate", StringComparison.OrdinalIgnoreCase) ? "The body names the same member twice. Send each member once."
        : fault.Message.Contains("depth", StringComparison.OrdinalIgnoreCase) ? "The body is nested too deeply."
        : "The body is not readable as JSON.";

    private CheckQuestion? Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object) return Fault<CheckQuestion>("body", "The body must be one JSON object.");
        OnlyKnown(root, "", ["child", "purpose", "items", "deadlineMilliseconds", "justification", "emergency", "conflictOfInterest"]);
        var (child, toFind) = Child(root);
        var purpose = PurposeOf(root);
        var items = Items(root);
        var deadline = Deadline(root);
        var reasons = new ReadReasons(_faults);
        var (justification, emergency, conflict) = (reasons.From(root), reasons.Emergency(root), Conflict(root));
        return _faults.Count == 0
            ? new CheckQuestion(child, purpose, items, deadline) { ToFind = toFind, Justification = justification, Emergency = emergency, ConflictOfInterest = conflict }
            : null;
    }

    private (ChildAsked Child, ChildToFind? ToFind) Child(JsonElement root)
    {
        if (!root.TryGetProperty("child", out var child)) Fault("child", "Say which child: an NHS number and a date of birth.");
        else if (child.ValueKind == JsonValueKind.Array) Fault("child", "Ask about one child in each request.");
        else if (child.ValueKind != JsonValueKind.Object) Fault("child", "The child must be an object with an NHS number and a date of birth.");
        else if (child.TryGetProperty("match", out _)) return (default, Matched(child));
        else if (IsDescribed(child)) return (default, new ChildToFind(ReadFind.Child(new BodyReader(root, "", _faults, _today)), null));
        else
        {
            OnlyKnown(child, "child.", ["nhsNumber", "dateOfBirth"]);
            return (ChildFrom(Text(child, "nhsNumber"), Text(child, "dateOfBirth")), null);
        }

        return default;
    }

    private ChildToFind? Matched(JsonElement child)
    {
        OnlyKnown(child, "child.", ["match"]);
        return Text(child, "match") is { Length: > 0 } match ? new ChildToFind(null, match) : Fault<ChildToFind>("child.match", FindWords.Lapsed);
    }

    // By number and date of birth alone nobody is looked for: that pair names a child or it does not.
    private static bool IsDescribed(JsonElement child)
    {
        foreach (var member in child.EnumerateObject())
            if (member.Name is not ("nhsNumber" or "dateOfBirth") && ReadFind.OfAChild.Contains(member.Name)) return true;
        return false;
    }

    private ChildAsked ChildFrom(string? nhsNumber, string? dateOfBirth)
    {
        var words = ChildWords.OfNumber(NhsNumber.Read(nhsNumber, out var number));
        if (words is not null) Fault("child.nhsNumber", words);
        var day = DateOnly.TryParseExact(dateOfBirth, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read : (DateOnly?)null;
        if (dateOfBirth is null or "") Fault("child.dateOfBirth", "Enter the child's date of birth");
        else if (day is null) Fault("child.dateOfBirth", "Date of birth must be a real date, written as year-month-day");
        else if (ChildWords.OfBirth(day.Value, _today) is { } wrong) Fault("child.dateOfBirth", wrong);
        return new ChildAsked(number, day ?? default);
    }

    private Purpose PurposeOf(JsonElement root)
    {
        if (PurposeWords.TryRead(Text(root, "purpose"), out var purpose)) return purpose;
        return Fault<Purpose>("purpose", "Say why you ask, with one of: " + string.Join(", ", Enum.GetValues<Purpose>().Select(p => p.Word())) + ".");
    }

    private ImmutableArray<Item> Items(JsonElement root)
    {
        if (!root.TryGetProperty("items", out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
            return Fault<ImmutableArray<Item>>("items", "Name at least one item to ask for.");
        if (list.GetArrayLength() > ItemWords.All.Length) return Fault<ImmutableArray<Item>>("items", "There are more items than this service knows.");
        var items = ImmutableArray.CreateBuilder<Item>(list.GetArrayLength());
        var place = 0;
        foreach (var element in list.EnumerateArray())
        {
            if (Named(element) is not { } item)
                Fault($"items[{place}]", "This is not an item that can be asked for. The items are: " + string.Join(", ", ItemWords.All.Select(i => i.Word())) + ".");
            else if (items.Contains(item)) Fault($"items[{place}]", "The item is named twice.");
            else items.Add(item);
            place++;
        }

        return items.ToImmutable();
    }

    // Compared where it stands: no string is made of a word that is known.
    private static Item? Named(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String) return null;
        foreach (var item in ItemWords.All)
            if (element.ValueEquals(item.Word())) return item;
        return null;
    }

    private TimeSpan Deadline(JsonElement root)
    {
        if (!root.TryGetProperty("deadlineMilliseconds", out var given)) return CheckQuestion.UsualDeadline;
        if (given.ValueKind == JsonValueKind.Number && given.TryGetInt32(out var milliseconds)
            && TimeSpan.FromMilliseconds(milliseconds) is var deadline
            && deadline >= CheckQuestion.ShortestDeadline && deadline <= CheckQuestion.LongestDeadline) return deadline;
        return Fault<TimeSpan>("deadlineMilliseconds", "The deadline must be a whole number from 200 to 10000.");
    }

    private bool Conflict(JsonElement root)
    {
        if (!root.TryGetProperty("conflictOfInterest", out var declared)) return false;
        if (declared.ValueKind is JsonValueKind.True or JsonValueKind.False) return declared.GetBoolean();
        return Fault<bool>("conflictOfInterest", "Send true where the child, or the family, is known to you in person.");
    }

    private void OnlyKnown(JsonElement element, string path, ReadOnlySpan<string> known)
    {
        foreach (var member in element.EnumerateObject())
        {
            if (known.Contains(member.Name)) continue;
            var words = member.Name is "children" or "childs" ? "Ask about one child in each request, as 'child'." : "This member is not known here.";
            Fault(path + PlainText.Shown(member.Name), words);
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private void Fault(string field, string words) => _faults.Add(new FieldFault(field, words));

    private T? Fault<T>(string field, string words)
    {
        Fault(field, words);
        return default;
    }
}
