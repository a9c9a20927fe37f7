using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Federation;

namespace Gateway.Matching.Trace;

/// <summary>
/// Reads what the national service sent, strictly: no member twice, no deeper than a record is, and what is not exactly one of the
/// expected shapes is a fault and never "nobody".
/// </summary>
internal static class ReadPds
{
    private const int MostFound = 50;

    // The published specification and the running service differ in where the codes are from.
    private static readonly string[] CodeSystems = ["https://fhir.nhs.uk/R4/CodeSystem/Spine-ErrorOrWarningCode", "https://fhir.hl7.org.uk/CodeSystem/Spine-ErrorOrWarningCode"];

    private static readonly PdsReply Unverified = new PdsReply.Fault(LookFault.Unverified);

    /// <summary>A body that came with 200.</summary>
    public static PdsReply Answer(ReadOnlyMemory<byte> body) => Read(body, static root => root.GetProperty("resourceType").GetString() switch
    {
        "Patient" => Whole(root),
        "Bundle" => Found(root),
        "OperationOutcome" when Code(root) == "TOO_MANY_MATCHES" => PdsReply.TooMany.Instance,
        _ => Unverified,
    });

    /// <summary>A body that came with 404: whether the number never was is said by the code and not by the status, which any server on the way can give.</summary>
    public static PdsReply Missing(ReadOnlyMemory<byte> body) => Read(body, static root => Code(root) switch
    {
        "RESOURCE_NOT_FOUND" => PdsReply.NotFound.Instance,
        "INVALIDATED_RESOURCE" => new PdsReply.Fault(LookFault.Withdrawn),
        _ => Unverified,
    });

    private static PdsReply Read(ReadOnlyMemory<byte> body, Func<JsonElement, PdsReply> read)
    {
        try
        {
            using var document = JsonDocument.Parse(body, StrictJson.Resource);
            return read(document.RootElement);
        }
        catch (Exception fault) when (StrictJson.IsFault(fault))
        {
            return Unverified;
        }
    }

    private static PdsReply Whole(JsonElement patient) =>
        ReadPatient.IsWithdrawn(patient) ? new PdsReply.Fault(LookFault.Withdrawn) : new PdsReply.Record(ReadPatient.From(patient));

    private static PdsReply.Found Found(JsonElement bundle)
    {
        if (!bundle.GetProperty("type").ValueEquals("searchset")) throw new FormatException();
        var total = bundle.GetProperty("total").GetInt32();
        ImmutableArray<(PdsPatient, decimal)> patients = bundle.TryGetProperty("entry", out var entries) ? [.. entries.EnumerateArray().Take(MostFound + 1).Select(Entry)] : [];
        // A list that was cut short would hide somebody.
        return patients.Length == total && total <= MostFound ? new PdsReply.Found(patients) : throw new FormatException();
    }

    private static (PdsPatient, decimal) Entry(JsonElement entry) =>
        (ReadPatient.From(entry.GetProperty("resource")), entry.GetProperty("search").GetProperty("score").GetDecimal() is >= 0 and <= 1 and var score ? score : throw new FormatException());

    private static string? Code(JsonElement outcome)
    {
        if (!outcome.GetProperty("resourceType").ValueEquals("OperationOutcome")) return null;
        foreach (var issue in outcome.GetProperty("issue").EnumerateArray())
            foreach (var coding in issue.GetProperty("details").GetProperty("coding").EnumerateArray())
                if (CodeSystems.Contains(coding.GetProperty("system").GetString(), StringComparer.Ordinal)) return coding.GetProperty("code").GetString();
        return null;
    }
}
