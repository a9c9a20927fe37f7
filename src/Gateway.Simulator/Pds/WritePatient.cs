using System.Globalization;
using System.Text.Json;

namespace Gateway.Simulator;

/// <summary>Writes a record as the national service does: whole where it was asked for by number, with the present home alone in a search.</summary>
internal static class WritePatient
{
    private const string Number = "https://fhir.nhs.uk/Id/nhs-number";
    private const string Extension = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus";
    private const string Statuses = "https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatus";

    public static void To(Utf8JsonWriter json, PdsPerson person, Fault fault, bool whole)
    {
        json.WriteString("resourceType"u8, fault == Fault.WrongSchema ? "Observation" : "Patient");
        json.WriteString("id"u8, person.NhsNumber);
        if (fault == Fault.DuplicateMembers) json.WriteString("id"u8, "9990000000"u8);
        WriteNumber(json, person);
        WriteSecurity(json, fault == Fault.UnknownState ? "Z" : person.IsRestricted ? "R" : "U");
        json.WriteStartArray("name"u8);
        WriteName(json, person.Given, person.Family, "usual");
        if (whole) foreach (var (given, family) in person.Before) WriteName(json, given, family, "old");
        json.WriteEndArray();
        json.WriteString("gender"u8, person.Gender);
        json.WriteString("birthDate"u8, Iso(person.DateOfBirth));
        if (person.IsRestricted) return;
        json.WriteStartArray("address"u8);
        foreach (var home in whole ? person.Homes : [.. person.Homes.Take(1)]) WriteHome(json, home);
        json.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter json, PdsPerson person)
    {
        json.WriteStartArray("identifier"u8);
        json.WriteStartObject();
        json.WriteString("system"u8, Number);
        json.WriteString("value"u8, person.NhsNumber);
        json.WriteStartArray("extension"u8);
        json.WriteStartObject();
        json.WriteString("url"u8, Extension);
        json.WriteStartObject("valueCodeableConcept"u8);
        json.WriteStartArray("coding"u8);
        json.WriteStartObject();
        json.WriteString("system"u8, Statuses);
        json.WriteString("code"u8, person.Status);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteSecurity(Utf8JsonWriter json, string code)
    {
        json.WriteStartObject("meta"u8);
        json.WriteString("versionId"u8, "2"u8);
        json.WriteStartArray("security"u8);
        json.WriteStartObject();
        json.WriteString("system"u8, "http://terminology.hl7.org/CodeSystem/v3-Confidentiality"u8);
        json.WriteString("code"u8, code);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteName(Utf8JsonWriter json, string given, string family, string use)
    {
        json.WriteStartObject();
        json.WriteString("use"u8, use);
        json.WriteStartArray("given"u8);
        foreach (var one in given.Split(' ')) json.WriteStringValue(one);
        json.WriteEndArray();
        json.WriteString("family"u8, family);
        json.WriteEndObject();
    }

    private static void WriteHome(Utf8JsonWriter json, PdsHome home)
    {
        json.WriteStartObject();
        json.WriteString("use"u8, home.Use);
        json.WriteStartObject("period"u8);
        json.WriteString("start"u8, Iso(home.From));
        if (home.To is { } end) json.WriteString("end"u8, Iso(end));
        json.WriteEndObject();
        json.WriteString("postalCode"u8, home.Postcode);
        json.WriteEndObject();
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
