using System.Globalization;
using System.Text.Json;
using Gateway.Federation;
using Gateway.Hosting;
using Gateway.Matching.Find;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Matching.Questions;

namespace Gateway.Departments.Store;

/// <summary>Who a visit is of, as the department asked, and its own reference of the attendance.</summary>
/// <param name="Child">None where somebody looked, nobody was found, and nobody has entered a number since.</param>
/// <param name="Name">What the department calls the child; empty where it gave no name.</param>
internal sealed record AboutVisit(ChildAsked? Child, string Name, string Encounter)
{
    /// <summary>What was typed to find a child who was not found; it stays when the child is found later.</summary>
    public MatchingQuestion? Described { get; init; }

    public byte[] Bytes() => JsonBytes.Of(json =>
    {
        if (Child is { } child)
        {
            json.WriteString("nhsNumber"u8, child.NhsNumber.Digits);
            json.WriteString("born"u8, child.DateOfBirth.ToString("O", CultureInfo.InvariantCulture));
        }

        json.WriteString("name"u8, Name);
        json.WriteString("encounter"u8, Encounter);
        if (Described is null) return;
        json.WritePropertyName("described"u8);
        JsonSerializer.Serialize(json, Described, HandleJson.Default.MatchingQuestion);
    });

    public static AboutVisit Read(byte[] bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        var root = document.RootElement;
        var described = root.TryGetProperty("described", out var typed) ? typed.Deserialize(HandleJson.Default.MatchingQuestion) : null;
        var child = root.TryGetProperty("nhsNumber", out var digits) ? ChildOf(digits, root.GetProperty("born")) : (ChildAsked?)null;
        // Whoever a visit is of, it says so.
        if (child is null && described is null) throw new InvalidDataException("A stored visit does not read.");
        return new AboutVisit(child, root.GetProperty("name").GetString()!, root.GetProperty("encounter").GetString()!) { Described = described };
    }

    /// <summary>As a list names the child: by the department's own name, else by number.</summary>
    public string Called => Name.Length > 0 ? Name : TypedName ?? Child?.NhsNumber.Spaced ?? "Name not known";

    /// <summary>What was typed as the name of a child who was not found, or was found later.</summary>
    public string? TypedName => string.Join(' ', ((string?[])[Described?.Given, Described?.Surname]).OfType<string>()) is { Length: > 0 } name ? name : null;

    public DateOnly? Born => Child?.DateOfBirth ?? Described?.DateOfBirth;

    /// <summary>In completed years, or about; none where nobody knows.</summary>
    public int? AgeOn(DateOnly day) => Born is { } born ? new ChildAsked(default, born).AgeOn(day) : Described?.AgeAbout;

    private static ChildAsked ChildOf(JsonElement digits, JsonElement born) => NhsNumber.Read(digits.GetString(), out var number) == NhsNumberFault.None
        ? new ChildAsked(number, DateOnly.ParseExact(born.GetString()!, "O", CultureInfo.InvariantCulture))
        : throw new InvalidDataException("A stored NHS number does not read.");

    public override string ToString() => "(a child in a department)";
}
