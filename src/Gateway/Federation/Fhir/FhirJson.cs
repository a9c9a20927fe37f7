using System.Globalization;
using System.Text.Json;

namespace Gateway.Federation.Fhir;

/// <summary>What FHIR resources are read with: members that we use have the shape that R4 gives them, or the answer is none.</summary>
internal static class FhirJson
{
    public const string NhsNumber = "https://fhir.nhs.uk/Id/nhs-number";
    public const string Snomed = "http://snomed.info/sct";

    // Deeper than a custodian's own answer: a code in an extension of a resource in an entry.
    public static readonly JsonDocumentOptions Options = new() { MaxDepth = 24, AllowDuplicateProperties = false };

    private const string Confidentiality = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";

    // Kinds of sensitive record, such as sexual health, are codes of this system.
    private const string Sensitivity = "http://terminology.hl7.org/CodeSystem/v3-ActCode";

    public static JsonElement? Maybe(this JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value : null;

    /// <summary>A text member; null where it is missing.</summary>
    public static string? Word(this JsonElement element, string name) => element.Maybe(name)?.GetString();

    public static string Type(this JsonElement resource) => resource.Word("resourceType") ?? throw new FormatException();

    /// <summary>The members of a list; none where it is missing. Anything but a list is a fault.</summary>
    public static IEnumerable<JsonElement> Each(this JsonElement element, string name) => element.Maybe(name) is { } list ? list.EnumerateArray() : [];

    /// <summary>The codes that one system has among the codings of a concept.</summary>
    public static IEnumerable<string> Codes(this JsonElement concept, string system) =>
        concept.Each("coding").Where(coding => coding.Word("system") == system).Select(coding => coding.Word("code") ?? "");

    /// <summary>What a person would read of a concept; null where there is nothing that is a short line.</summary>
    public static string? Shown(this JsonElement concept, int longest) =>
        (concept.Maybe("text") ?? concept.Each("coding").Select(coding => coding.Maybe("display")).FirstOrDefault(display => display is not null))?.TextOrNone(longest);

    /// <summary>An instant with its zone: without one it would be read by the clock of this machine.</summary>
    public static DateTimeOffset Moment(string text)
    {
        var zoned = text.Length >= 20 && (text[^1] == 'Z' || (text.Length >= 25 && text[^3] == ':' && text[^6] is '+' or '-'));
        return zoned ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind).ToUniversalTime() : throw new FormatException();
    }

    /// <summary>How far its labels go: the furthest of them.</summary>
    public static Label Labelled(this JsonElement resource) =>
        resource.Maybe("meta") is { } meta ? meta.Each("security").Select(LabelOf).DefaultIfEmpty(Label.Usual).Max() : Label.Usual;

    private static Label LabelOf(JsonElement label) => (label.Word("system"), label.Word("code")) switch
    {
        (Confidentiality, "U" or "L" or "M" or "N") => Label.Usual,
        (Confidentiality, "R") => Label.Restricted,
        (Confidentiality, "V") or (Sensitivity, not null) => Label.Sensitive,
        _ => Label.Unknown,
    };
}

/// <summary>What the labels of a resource come to.</summary>
internal enum Label
{
    Usual,
    Restricted,

    /// <summary>We do not know the label.</summary>
    Unknown,
    Sensitive,
}
