using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Rules.Policy;

namespace Gateway.Disclosure.Explain;

/// <summary>Reads the facts that advice is asked on. Nothing in it names or describes a child but an age in years.</summary>
internal sealed class ReadAdvice(PolicyBundle policy, string role, DateTimeOffset now, bool inHours)
{
    public static readonly string[] Known = ["purpose", "items", "involved", "ageYears", "pregnancyRecorded", "consentGiven", "emergency"];

    private readonly List<FieldFault> _faults = [];

    public (RequestFacts? Facts, IReadOnlyList<FieldFault> Faults) From(JsonElement body)
    {
        var purpose = PurposeOf(body);
        var items = Items(body);
        var (involved, pregnant) = (Flag(body, "involved"), Flag(body, "pregnancyRecorded"));
        var (consent, emergency) = (Flag(body, "consentGiven"), Flag(body, "emergency"));
        var age = Age(body);
        if (_faults.Count > 0) return (null, _faults);
        return (new RequestFacts(now, role, purpose, items)
        {
            Relationship = involved && policy.Role(role) is { RelationshipTypes: [var type, ..] } ? new Relationship(type, null) : null,
            AgeYears = age,
            PregnancyRecorded = pregnant,
            Consent = consent ? new ConsentFacts(ConsentState.Given) : default,
            Flags = emergency ? RequestFlags.Emergency : RequestFlags.None,
            InHours = inHours,
        }, _faults);
    }

    private Purpose PurposeOf(JsonElement body)
    {
        if (body.TryGetProperty("purpose", out var word) && word.ValueKind == JsonValueKind.String && PurposeWords.TryRead(word.GetString(), out var purpose)) return purpose;
        _faults.Add(new FieldFault("purpose", "Say why you would ask, with one of: " + string.Join(", ", Enum.GetValues<Purpose>().Select(p => p.Word())) + "."));
        return default;
    }

    private ImmutableArray<Item> Items(JsonElement body)
    {
        if (!body.TryGetProperty("items", out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() is 0 or > 21)
        {
            _faults.Add(new FieldFault("items", "Name at least one item, and each only once."));
            return [];
        }

        var items = ImmutableArray.CreateBuilder<Item>();
        foreach (var (element, place) in list.EnumerateArray().Select((element, place) => (element, place)))
            if (element.ValueKind != JsonValueKind.String || !ItemWords.TryRead(element.GetString(), out var item))
                _faults.Add(new FieldFault($"items[{place}]", "This is not an item that can be asked for. The items are: " + string.Join(", ", ItemWords.All.Select(i => i.Word())) + "."));
            else if (items.Contains(item)) _faults.Add(new FieldFault($"items[{place}]", "The item is named twice."));
            else items.Add(item);
        return items.ToImmutable();
    }

    private bool Flag(JsonElement body, string name)
    {
        if (!body.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.False) return false;
        if (value.ValueKind == JsonValueKind.True) return true;
        _faults.Add(new FieldFault(name, "Say true or false, or leave it out."));
        return false;
    }

    private int? Age(JsonElement body)
    {
        if (!body.TryGetProperty("ageYears", out var value)) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var age) && age is >= 0 and <= 120) return age;
        _faults.Add(new FieldFault("ageYears", "Give an age in whole years, from 0 to 120, or leave it out."));
        return null;
    }
}
