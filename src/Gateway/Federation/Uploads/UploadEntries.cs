using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Federation.Uploads.Store;
using Gateway.Hosting;

namespace Gateway.Federation.Uploads;

/// <summary>The ledger's entries about a file: whose it is, which one, and what was done with it. They name no child.</summary>
internal static class UploadEntries
{
    private static readonly byte[] NoPolicy = new byte[32];

    /// <param name="step"><c>received</c>, <c>previewed</c> or <c>applied</c>.</param>
    public static LedgerEntry Of(Practitioner who, Upload upload, string step) => new(
        EntryType.Link, Guid.NewGuid(), who.Agency.Kind.Class(), EntryOutcome.Noted, NoPolicy,
        new AskerSection(JsonBytes.Of(json =>
        {
            RecordReading.WriteWho(json, who);
            json.WriteString("kind"u8, "upload");
            json.WriteString("step"u8, step);
            json.WriteString("upload"u8, upload.Id);
            json.WriteString("custodian"u8, upload.Custodian);
            json.WriteNumber("sequence"u8, upload.Sequence);
            json.WriteString("asOf"u8, upload.AsOf);
            json.WriteString("sha256"u8, upload.Sha256);
            json.WriteNumber("records"u8, upload.Records);
            if (step == "applied") WriteResult(json, upload);
        }), Actor.Of(who)),
        []);

    private static void WriteResult(Utf8JsonWriter json, Upload upload)
    {
        json.WriteString("code"u8, upload.Code);
        json.WriteNumber("accepted"u8, upload.Accepted);
        json.WriteNumber("returned"u8, upload.Returned);
    }
}
