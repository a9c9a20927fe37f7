using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Federation;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Matching.Questions;

namespace Gateway.Matching.Trace;

/// <summary>Reads one record. Whatever may be missing in a record may be; what is there and cannot be read is a fault of the whole.</summary>
internal static class ReadPatient
{
    private const int Longest = 200;
    private const int Most = 100;
    private const string NumberSystem = "https://fhir.nhs.uk/Id/nhs-number";
    private const string StatusExtension = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus";
    private const string Verified = "01";
    private const string Unrestricted = "U";
    private const string Withdrawn = "REDACTED";

    public static PdsPatient From(JsonElement patient)
    {
        if (!patient.GetProperty("resourceType").ValueEquals("Patient")) throw new FormatException();
        var number = Number(patient.GetProperty("id"));
        // Only who is plainly said to be unrestricted is: a code that this service does not know hides more, not less.
        var isRestricted = Security(patient) is not [Unrestricted];
        return new PdsPatient(number, patient.GetProperty("birthDate").Day(), isRestricted, IsVerified(patient, number))
        {
            Sexes = Sex(patient),
            Names = Names(patient),
            Addresses = isRestricted ? [] : Addresses(patient),
        };
    }

    /// <summary>The record was withdrawn, and what is left of it is nobody's.</summary>
    public static bool IsWithdrawn(JsonElement patient) => Security(patient).Contains(Withdrawn);

    private static NhsNumber Number(JsonElement text) => NhsNumber.Read(text.GetString(), out var number) == NhsNumberFault.None ? number : throw new FormatException();

    private static string[] Security(JsonElement patient) => patient.TryGetProperty("meta", out var meta) ? [.. List(meta, "security").Select(coding => coding.GetProperty("code").Text(Longest))] : [];

    private static bool IsVerified(JsonElement patient, NhsNumber number)
    {
        var isVerified = false;
        foreach (var identifier in List(patient, "identifier"))
        {
            if (!identifier.GetProperty("system").ValueEquals(NumberSystem)) continue;
            if (Number(identifier.GetProperty("value")) != number) throw new FormatException();
            isVerified |= List(identifier, "extension").Where(one => one.GetProperty("url").ValueEquals(StatusExtension))
                .SelectMany(one => List(one.GetProperty("valueCodeableConcept"), "coding")).Any(coding => coding.GetProperty("code").ValueEquals(Verified));
        }

        return isVerified;
    }

    private static Sexes Sex(JsonElement patient) => patient.TryGetProperty("gender", out var gender)
        ? gender.GetString() switch { "female" => Sexes.Female, "male" => Sexes.Male, "other" => Sexes.Other, "unknown" => Sexes.None, _ => throw new FormatException() }
        : Sexes.None;

    private static ImmutableArray<PdsName> Names(JsonElement patient)
    {
        ImmutableArray<PdsName> names = [.. List(patient, "name").OrderByDescending(IsUsual).ThenByDescending(name => Period(name).From).Select(Name).Distinct()];
        return names.IsEmpty ? throw new FormatException() : names;
    }

    private static bool IsUsual(JsonElement name) => name.TryGetProperty("use", out var use) && use.ValueEquals("usual");

    private static PdsName Name(JsonElement name)
    {
        var given = string.Join(' ', List(name, "given").Select(one => one.Text(Longest)));
        return new PdsName(given.Length > 0 ? given : null, name.TryGetProperty("family", out var family) ? family.Text(Longest) : null);
    }

    // Where letters go is not where the child is.
    private static ImmutableArray<PdsAddress> Addresses(JsonElement patient) =>
    [
        .. List(patient, "address").Where(address => !(address.TryGetProperty("use", out var use) && use.ValueEquals("billing"))).Select(Address)
            .OrderByDescending(address => address.To ?? DateOnly.MaxValue).ThenByDescending(address => address.From),
    ];

    private static PdsAddress Address(JsonElement address)
    {
        var (from, to) = Period(address);
        return new PdsAddress(address.TryGetProperty("postalCode", out var postcode) ? postcode.Text(Longest) : null, from, to);
    }

    private static (DateOnly? From, DateOnly? To) Period(JsonElement element) =>
        element.TryGetProperty("period", out var period) ? (Day(period, "start"), Day(period, "end")) : (null, null);

    // With or without a time of day.
    private static DateOnly? Day(JsonElement period, string name)
    {
        if (!period.TryGetProperty(name, out var day)) return null;
        return day.GetString() is { Length: > 10 } instant && instant[10] == 'T' ? DateOnly.ParseExact(instant[..10], "yyyy-MM-dd") : day.Day();
    }

    private static JsonElement[] List(JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out var list)) return [];
        return list.GetArrayLength() <= Most ? [.. list.EnumerateArray()] : throw new FormatException();
    }
}
