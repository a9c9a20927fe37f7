using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using Gateway.Disclosure;
using Gateway.Federation;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Policy;

namespace Gateway.Consents.Wire;

internal delegate bool TryReadWord<T>(string? word, out T value);

/// <summary>Reads one object of a body, member by member. Every fault is kept with its field, and nothing unknown is passed over.</summary>
internal sealed class BodyReader(JsonElement element, string path, List<FieldFault> faults, DateOnly today)
{
    private const int LongestReference = 64;

    public DateOnly Today => today;

    public bool Has(string name) => element.TryGetProperty(name, out _);

    public BodyReader Only(params ReadOnlySpan<string> known)
    {
        foreach (var member in element.EnumerateObject())
            if (!known.Contains(member.Name)) faults.Add(new FieldFault(path + Shown(member.Name), "This member is not known here."));
        return this;
    }

    public BodyReader? Object(string name, string words)
    {
        if (element.TryGetProperty(name, out var inner) && inner.ValueKind == JsonValueKind.Object) return new BodyReader(inner, $"{path}{name}.", faults, today);
        Fault(name, words);
        return null;
    }

    /// <summary>A list of objects, which may be left out.</summary>
    public IEnumerable<BodyReader> Objects(string name, int most)
    {
        foreach (var (at, one) in Elements(name, most))
            if (one.ValueKind == JsonValueKind.Object) yield return new BodyReader(one, $"{path}{at}.", faults, today);
            else Fault(at, "Send one object.");
    }

    /// <summary>A list of texts, which may be left out, with the field of each; null where one is no text.</summary>
    public IEnumerable<(string Field, string? Text)> Texts(string name, int most) =>
        Elements(name, most).Select(one => (one.Field, one.Element.ValueKind == JsonValueKind.String ? one.Element.GetString() : null));

    public bool IsNull(string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Null;

    public ChildAsked Child(string name = "child")
    {
        if (Object(name, "Say which child: one object with an NHS number and a date of birth.") is not { } child) return default;
        child.Only("nhsNumber", "dateOfBirth");
        if (ChildWords.OfNumber(NhsNumber.Read(child.Text("nhsNumber"), out var number)) is { } words) child.Fault("nhsNumber", words);
        var born = child.Day("dateOfBirth", "Enter the child's date of birth as year-month-day");
        if (born is { } day && ChildWords.OfBirth(day, today) is { } wrong) child.Fault("dateOfBirth", wrong);
        return new ChildAsked(number, born ?? default);
    }

    public T Word<T>(string name, TryReadWord<T> read, ImmutableArray<string> words)
    {
        if (!read(Text(name), out var value)) Fault(name, $"Send one of: {string.Join(", ", words)}.");
        return value;
    }

    public T? OptionalWord<T>(string name, TryReadWord<T> read, ImmutableArray<string> words) where T : struct => Has(name) ? Word(name, read, words) : null;

    public ImmutableArray<T> Words<T>(string name, TryReadWord<T> read, string what, int most)
    {
        var values = ImmutableArray.CreateBuilder<T>();
        foreach (var (field, word) in List(name, most))
            if (!read(word, out var value)) faults.Add(new FieldFault(field, $"This is not {what}."));
            else if (values.Contains(value)) faults.Add(new FieldFault(field, $"{char.ToUpperInvariant(what[0])}{what[1..]} is named twice."));
            else values.Add(value);
        return values.ToImmutable();
    }

    public ImmutableArray<Purpose> Purposes() => Words("purposes", (string? word, out Purpose purpose) => PurposeWords.TryRead(word, out purpose), "a purpose that this service knows", 18);

    public DateOnly? Day(string name, string words)
    {
        if (DateOnly.TryParseExact(Text(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        Fault(name, words);
        return null;
    }

    /// <summary>A day that has come, and not long ago.</summary>
    public DateOnly? PastDay(string name, int years)
    {
        if (Day(name, "Send a real date, written as year-month-day.") is not { } day) return null;
        if (day > today) Fault(name, "The date must be today or in the past.");
        else if (day < today.AddYears(-years)) Fault(name, $"The date must be within the last {years} years.");
        else return day;
        return null;
    }

    public bool Yes(string name, string words)
    {
        if (element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.ValueKind == JsonValueKind.True;
        Fault(name, words);
        return false;
    }

    public bool OptionalYes(string name) => Has(name) && Yes(name, "Send true or false.");

    /// <summary>The agency's own record, by a number or a code: no sentence, no name, no NHS number.</summary>
    public string Reference(string name = "reference")
    {
        var text = Text(name);
        if (IsReference(text)) return text;
        Fault(name, "Name your own record by a number or a code: up to 64 letters, digits and - . / : _ without spaces, and no NHS number.");
        return "";
    }

    internal static bool IsReference([NotNullWhen(true)] string? text) => text is { Length: > 0 and <= LongestReference } && text.All(IsOfCode) && !HoldsNhsNumber(text);

    public string? Text(string name) => element.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    /// <summary>Null where it is no whole number.</summary>
    public int? Number(string name) =>
        element.TryGetProperty(name, out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var read) ? read : null;

    public void Fault(string name, string words) => faults.Add(new FieldFault(path + name, words));

    private IEnumerable<(string Field, JsonElement Element)> Elements(string name, int most)
    {
        if (!element.TryGetProperty(name, out var list)) return [];
        if (list.ValueKind == JsonValueKind.Array && list.GetArrayLength() <= most) return list.EnumerateArray().Select((one, at) => ($"{name}[{at}]", one));
        Fault(name, $"Send a list of at most {most}, or leave it out.");
        return [];
    }

    private IEnumerable<(string Field, string? Word)> List(string name, int most)
    {
        if (!element.TryGetProperty(name, out var list)) yield break;
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0 || list.GetArrayLength() > most)
        {
            Fault(name, $"Send a list of 1 to {most}.");
            yield break;
        }

        var place = 0;
        foreach (var one in list.EnumerateArray()) yield return ($"{path}{name}[{place++}]", one.ValueKind == JsonValueKind.String ? one.GetString() : null);
    }

    private static bool IsOfCode(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '/' or ':' or '_';

    private static bool HoldsNhsNumber(string text)
    {
        var digits = new string([.. text.Where(c => char.IsAsciiDigit(c) || char.IsAsciiLetter(c))]);
        return Enumerable.Range(0, Math.Max(0, digits.Length - 9)).Any(at => NhsNumber.Read(digits.Substring(at, 10), out _) == NhsNumberFault.None);
    }

    // A member's name is the sender's own text: shown only where it is a plain word, and short.
    private static string Shown(string name) => name.Length <= 40 && name.All(char.IsAsciiLetter) ? name : "(unnamed)";
}
