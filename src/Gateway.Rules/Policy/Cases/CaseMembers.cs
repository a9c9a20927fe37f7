using System.Collections.Immutable;
using System.Text.Json;

namespace Gateway.Rules.Policy.Cases;

/// <summary>The members of one object, each of which is known, stands once and is of the right kind; or there is a fault that names it.</summary>
internal sealed class CaseMembers
{
    private readonly Dictionary<string, JsonElement> _found = new(StringComparer.Ordinal);
    private readonly string _path;
    private readonly CaseFaults _faults;

    public CaseMembers(JsonElement element, string path, CaseFaults faults, ReadOnlySpan<string> known)
    {
        (_path, _faults) = (path, faults);
        if (element.ValueKind != JsonValueKind.Object) faults.Add(path, "must be an object");
        else foreach (var member in element.EnumerateObject()) Take(member, known);
    }

    /// <summary>Every member in the order of the text, for an object whose names are data.</summary>
    public IEnumerable<KeyValuePair<string, JsonElement>> All => _found;

    private void Take(JsonProperty member, ReadOnlySpan<string> known)
    {
        if (!known.IsEmpty && !known.Contains(member.Name)) _faults.Add(_path, $"{CaseFaults.Quote(member.Name)} is not a member of this object");
        else if (!_found.TryAdd(member.Name, member.Value)) _faults.Add(_path, $"{CaseFaults.Quote(member.Name)} stands twice");
    }

    public string At(string name) => _path.Length == 0 ? name : $"{_path}.{name}";

    /// <summary>It stands there and says something: an optional member that is null is not there.</summary>
    public bool Has(string name) => _found.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null;

    public bool Is(string name, JsonValueKind kind) => _found.TryGetValue(name, out var value) && value.ValueKind == kind;

    public bool IsNull(string name) => Is(name, JsonValueKind.Null);

    public void Fault(string name, string what) => _faults.Add(At(name), what);

    public string Text(string name)
    {
        if (Get(name, JsonValueKind.String, "text") is not { } value) return "";
        var text = value.GetString()!;
        if (string.IsNullOrWhiteSpace(text)) Fault(name, "is empty");
        return text;
    }

    /// <summary>A text that stands in one line wherever it is shown.</summary>
    public string Line(string name)
    {
        var text = Text(name);
        if (text.Any(char.IsControl)) Fault(name, "holds a control character");
        return text;
    }

    public string Word(string name, IReadOnlySet<string> known, string kind)
    {
        if (Get(name, JsonValueKind.String, "text") is not { } value) return "";
        var word = value.GetString()!;
        if (!known.Contains(word)) Fault(name, $"{CaseFaults.Quote(word)} is not {kind}");
        return word;
    }

    public string? WordOrNull(string name, IReadOnlySet<string> known, string kind) => IsNull(name) ? null : Word(name, known, kind);

    public bool Flag(string name)
    {
        if (_found.TryGetValue(name, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        Fault(name, _found.ContainsKey(name) ? "must be true or false" : "is missing");
        return false;
    }

    public bool? FlagOrNull(string name) => IsNull(name) ? null : Flag(name);

    public int Whole(string name, int least, int most)
    {
        if (Get(name, JsonValueKind.Number, "a whole number") is not { } value) return least;
        if (value.TryGetInt32(out var number) && number >= least && number <= most) return number;
        Fault(name, $"must be a whole number from {least} to {most}");
        return least;
    }

    public int? WholeOrNull(string name, int least, int most) => IsNull(name) ? null : Whole(name, least, most);

    public CaseMembers? Object(string name, ReadOnlySpan<string> known) =>
        Get(name, JsonValueKind.Object, "an object") is { } value ? new CaseMembers(value, At(name), _faults, known) : null;

    public ImmutableArray<CaseMembers> Objects(string name, string[] known)
    {
        var path = At(name);
        return [.. Elements(name).Select((element, i) => new CaseMembers(element, $"{path}[{i}]", _faults, known))];
    }

    /// <summary>A list of words, each known and each once.</summary>
    public ImmutableArray<string> Words(string name, IReadOnlySet<string> known, string kind)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        foreach (var element in Elements(name))
        {
            if (element.ValueKind != JsonValueKind.String) Fault(name, "must be a list of texts");
            else if (element.GetString()! is var word && !known.Contains(word)) Fault(name, $"{CaseFaults.Quote(word)} is not {kind}");
            else if (words.Contains(word)) Fault(name, $"{CaseFaults.Quote(word)} stands twice");
            else words.Add(word);
        }

        return words.ToImmutable();
    }

    private JsonElement.ArrayEnumerator Elements(string name) =>
        Get(name, JsonValueKind.Array, "a list") is { } value ? value.EnumerateArray() : default;

    public JsonElement? Get(string name, JsonValueKind kind, string what)
    {
        if (!_found.TryGetValue(name, out var value)) Fault(name, "is missing");
        else if (value.ValueKind != kind) Fault(name, $"must be {what}");
        else return value;
        return null;
    }
}
