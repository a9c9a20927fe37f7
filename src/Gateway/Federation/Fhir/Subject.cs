using System.Text.Json;
using Gateway.Rules.Identifiers;

namespace Gateway.Federation.Fhir;

/// <summary>
/// Whom the resources of an answer are about. A reference counts where it leads to a person of the same answer, or has the number
/// itself for its id; a person whom nobody can tell is somebody else.
/// </summary>
internal sealed class Subject(NhsNumber number)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>A person in the answer has another day of birth than was asked about.</summary>
    public bool IsBornAnotherDay { get; private set; }

    /// <summary>Takes a person of the answer; throws where it is not the child.</summary>
    public void Take(JsonElement entry, JsonElement patient, DateOnly born)
    {
        if (Number(patient.Each("identifier")) != number.Digits) throw new FormatException();
        if (entry.Word("fullUrl") is { Length: > 0 } url) _known.Add(url);
        if (patient.Word("id") is { Length: > 0 } id) _known.Add("Patient/" + id);
        IsBornAnotherDay |= patient.Word("birthDate") is { } day && DaySpan.Of(day) is var span && (born < span.First || born > span.Last);
    }

    /// <summary>Throws where a resource is about anybody else, or about nobody who can be told.</summary>
    public void MustBeOf(JsonElement resource, bool isNeeded)
    {
        if ((resource.Maybe("subject") ?? resource.Maybe("patient")) is { } reference ? !IsChild(reference) : isNeeded) throw new FormatException();
    }

    private bool IsChild(JsonElement subject)
    {
        var given = subject.Maybe("identifier") is { } identifier ? Number([identifier]) : null;
        if (given is not null && given != number.Digits) return false;
        if (subject.Word("reference") is not { } reference) return given is not null;
        if (_known.Contains(reference) || _known.Contains("Patient/" + IdIn(reference))) return true;
        // An id of its own making may have ten digits too, but not the number of another person beside that of the child.
        return IsNumber(IdIn(reference)) ? IdIn(reference) == number.Digits : given is not null;
    }

    private static string IdIn(string reference) =>
        reference.LastIndexOf("Patient/", StringComparison.Ordinal) is >= 0 and var at && (at == 0 || reference[at - 1] == '/') ? reference[(at + "Patient/".Length)..] : "";

    // One, and said once: with two nobody knows which it is.
    private static string? Number(IEnumerable<JsonElement> identifiers)
    {
        string? found = null;
        foreach (var identifier in identifiers)
            if (identifier.Word("system") == FhirJson.NhsNumber) found = found is null ? identifier.Word("value") ?? "" : throw new FormatException();
        return found;
    }

    private static bool IsNumber(string text) => text.Length == 10 && NhsNumber.Read(text, out _) == NhsNumberFault.None;
}
