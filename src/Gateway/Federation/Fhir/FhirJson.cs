using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Gateway.Federation.Fhir;

/// <summary>What FHIR resources are read with: members that we use have the shape that R4 gives them, or the answer is none.</summary>
internal static partial class FhirJson
{
    public const string NhsNumber = "https://fhir.nhs.uk/Id/nhs-number";
    public const string Snomed = "http://snomed.info/sct";

    // Tells that something was left out or changed: SUBSETTED, REDACTED, MASKED.
    private const string Observed = "http://terminology.hl7.org/CodeSystem/v3-ObservationValue";
    private const string Confidentiality = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";

    // Among much else that is no service at all, the codes of sensitive services are of this system.
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
    public static DateTimeOffset Moment(string text) =>
        Instant().IsMatch(text) ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind).ToUniversalTime() : throw new FormatException();

    /// <summary>How far its labels go: the furthest of them.</summary>
    public static Label Labelled(this JsonElement resource) =>
        resource.Maybe("meta") is { } meta ? meta.Each("security").Select(LabelOf).DefaultIfEmpty(Label.Usual).Max() : Label.Usual;

    /// <summary>It says of itself that something was taken out of it, or is labelled as what we do not know.</summary>
    public static bool IsCut(this JsonElement resource) => resource.Maybe("meta") is { } meta
        && (meta.Each("security").Select(LabelOf).Any(label => label != Label.Usual) || meta.Each("tag").Any(tag => tag.Word("system") == Observed));

    // "R" is on everything of a child whose whereabouts are protected, and says nothing of a service.
    private static Label LabelOf(JsonElement label) => (label.Word("system"), label.Word("code")) switch
    {
        (Confidentiality, "U" or "L" or "M" or "N" or "R") => Label.Usual,
        (Sensitivity, "SEX" or "STD" or "HIV" or "MH" or "PSY" or "PSYTHPN" or "BH" or "SUD" or "ETH" or "ETHUD" or "OPIOIDUD") => Label.Service,
        _ => Label.Unknown,
    };

    [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Instant();
}

/// <summary>What the labels of a resource come to.</summary>
internal enum Label
{
    Usual,

    /// <summary>Very restricted, or a label that we do not know: what it is about may not be told, and not be left out in silence.</summary>
    Unknown,

    /// <summary>Of a service that is never listed: sexual health, mental health, substance misuse (rulings, 4).</summary>
    Service,
}
