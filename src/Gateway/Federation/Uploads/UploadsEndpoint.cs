using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Disclosure;
using Gateway.Federation.Uploads.Store;
using Gateway.Hosting;

namespace Gateway.Federation.Uploads;

/// <summary>
/// <c>/v1/uploads</c>: a council's file, begun, sent in parts, looked at and applied. Each answer says how far it is; records are named
/// by their place and the council's own reference alone.
/// </summary>
internal static class UploadsEndpoint
{
    private static readonly Problem Offset = new(
        "upload-offset", "Another part is wanted", StatusCodes.Status409Conflict, "Nothing of it was taken. Go on from the byte that is given.", "asker");

    private static readonly Problem WrongMedia = Problem.UnknownMediaType with { Title = "The part is not bytes", Detail = "Send the part as application/octet-stream." };

    private static readonly Problem TooLarge = Problem.BodyTooLarge with { Detail = "A part is at most 1 MiB, and no more comes than was declared. Nothing of it was taken." };

    private static readonly Problem OtherVersion = new(
        "upload-version", "This version of the format is not read", StatusCodes.Status400BadRequest, "CPF06: send version 1.", "asker");

    private static readonly Problem NotChecked = new(
        "upload-not-checked", "The file has not been checked", StatusCodes.Status409Conflict, "It has not come whole, is being checked, or was refused. Look how far it is.", "asker");

    private static readonly Problem Fewer = new(
        "upload-fewer", "The file has lost more than half of its records", StatusCodes.Status409Conflict,
        "Nothing was applied. If that is so, apply it with confirmFewer.", "asker");

    private static readonly Problem Sequence = new(
        "upload-sequence", "The number is not higher than the last", StatusCodes.Status409Conflict, "Nothing was taken. Go on from the number that is given.", "asker");

    private static readonly Problem Ahead = new(
        "upload-ahead", "The extract was made in the future", StatusCodes.Status409Conflict, "Nothing was taken. Check the clock that writes asOf, in UTC.", "asker");

    private static readonly Problem Behind = new(
        "upload-behind", "The extract is older than the one that speaks", StatusCodes.Status409Conflict, "Nothing was taken. Send the newest extract.", "asker");

    public static Task BeginAsync(HttpContext http) => OfOfficerAsync(http, async who =>
    {
        if (await WorkAnswers.BodyAsync(http, UploadDeclared.Members) is not { } body) return;
        var faults = new List<FieldFault>();
        var declared = UploadDeclared.From(body, faults);
        if (!body.TryGetProperty("version", out var version) || version.ValueKind != JsonValueKind.String || !version.ValueEquals(UploadDeclared.Version)) await Problems.WriteAsync(http, OtherVersion);
        else if (declared is null) await Problems.FieldsAsync(http, faults);
        else if (CustodianOf(http, who, declared.Custodian) is not { } custodian) await Problems.WriteAsync(http, Problem.NotAllowed);
        else await BegunAsync(http, await Of<BeginUpload>(http).RunAsync(custodian, declared, http.RequestAborted));
    });

    public static Task ShowAsync(HttpContext http, Guid upload) => OfFileAsync(http, upload, (_, file) => WriteAsync(http, file));

    public static Task PartAsync(HttpContext http, Guid upload, string offset) => OfFileAsync(http, upload, async (who, file) =>
    {
        if (http.Request.ContentType?.Split(';')[0].Trim() != "application/octet-stream") await Problems.WriteAsync(http, WrongMedia);
        else if (!long.TryParse(offset, NumberStyles.None, CultureInfo.InvariantCulture, out var at) || at >= UploadDeclared.LargestFile) await Problems.WriteAsync(http, Problem.NotFound);
        else if (http.Request.ContentLength > UploadDeclared.LargestPart) await Problems.WriteAsync(http, TooLarge);
        else if (await RequestBody.ReadAsync(http, UploadDeclared.LargestPart) is { } part) await TakeAsync(http, who, file, at, part);
    });

    public static Task RecordsAsync(HttpContext http, Guid upload) => OfFileAsync(http, upload, async (who, file) =>
    {
        if (FromOf(http) is not { } from)
        {
            await Problems.FieldsAsync(http, [new FieldFault("from", "Send from which record on, as a whole number.")]);
            return;
        }

        var (records, next) = await Of<ReadUploads>(http).ReturnedAsync(file, from, http.RequestAborted);
        // Whether a number and a name fit is told by it: whoever reads it is recorded.
        if (await Of<RecordReading>(http).RunAsync(who, "upload-read", [file.Id], http.RequestAborted) is { } receipt) await WorkAnswers.WriteAsync(http, receipt, json => WriteRecords(json, records, next));
        else await WorkAnswers.ClosedAsync(http, who);
    });

    public static Task PreviewAsync(HttpContext http, Guid upload) => OfFileAsync(http, upload, async (who, file) =>
    {
        switch (file.State == UploadState.Checking ? null : await Of<ApplyUpload>(http).PreviewAsync(who, file, http.RequestAborted))
        {
            case RecordedOnce.LedgerClosed: await WorkAnswers.ClosedAsync(http, who); break;
            case RecordedOnce.TooLate: await Problems.WriteAsync(http, NotChecked); break;
            default: await AgainAsync(http, who, file); break;
        }
    });

    public static Task ApplyAsync(HttpContext http, Guid upload) => OfFileAsync(http, upload, async (who, file) =>
    {
        if (await WorkAnswers.BodyAsync(http, "confirmFewer") is not { } body) return;
        var confirms = body.TryGetProperty("confirmFewer", out var fewer) && fewer.ValueKind == JsonValueKind.True;
        switch (await Of<ApplyUpload>(http).RunAsync(who, file, confirms, http.RequestAborted))
        {
            case UploadApplied.Whole or UploadApplied.Before: await AgainAsync(http, who, file); break;
            case UploadApplied.NotChecked: await Problems.WriteAsync(http, NotChecked); break;
            case UploadApplied.Overtaken(var sequence): await Problems.WriteAsync(http, Sequence, json => json.WriteNumber("sequence"u8, sequence)); break;
            case UploadApplied.FewerThanBefore(var now, var before):
                await Problems.WriteAsync(http, Fewer, json =>
                {
                    json.WriteNumber("accepted"u8, now);
                    json.WriteNumber("before"u8, before);
                });
                break;
            default: await WorkAnswers.ClosedAsync(http, who); break;
        }
    });

    private static async Task TakeAsync(HttpContext http, Practitioner who, Upload file, long at, ReadOnlyMemory<byte> part)
    {
        try
        {
            if (part.IsEmpty) await Problems.FieldsAsync(http, [new FieldFault("body", "Send at least one byte.")]);
            else await TakenAsync(http, who, file, await Of<TakePart>(http).RunAsync(who, file, at, part, http.RequestAborted));
        }
        finally
        {
            if (MemoryMarshal.TryGetArray(part, out var bytes)) CryptographicOperations.ZeroMemory(bytes);
        }
    }

    private static async Task TakenAsync(HttpContext http, Practitioner who, Upload file, PartTaken taken)
    {
        switch (taken)
        {
            case PartTaken.Taken: await AgainAsync(http, who, file); break;
            case PartTaken.TooMuch: await Problems.WriteAsync(http, TooLarge); break;
            case PartTaken.LedgerClosed: await WorkAnswers.ClosedAsync(http, who); break;
            default:
                var next = (await Of<ReadUploads>(http).OneAsync(who, file.Id, http.RequestAborted))?.Received ?? 0;
                await Problems.WriteAsync(http, Offset, json => json.WriteNumber("next"u8, next));
                break;
        }
    }

    private static Task BegunAsync(HttpContext http, UploadBegun begun) => begun switch
    {
        UploadBegun.Begun(var upload) => WriteAsync(http, upload),
        UploadBegun.Refused(var fault, var sequence) => Problems.WriteAsync(
            http, fault switch { UploadFault.Sequence => Sequence, UploadFault.Ahead => Ahead, _ => Behind }, json => json.WriteNumber("sequence"u8, sequence)),
        _ => throw new InvalidOperationException(),
    };

    private static async Task OfOfficerAsync(HttpContext http, Func<Practitioner, Task> work)
    {
        var who = WorkAnswers.Who(http);
        if (who.IsOfficer()) await work(who);
        else await Problems.WriteAsync(http, Problem.NotAllowed);
    }

    private static Task OfFileAsync(HttpContext http, Guid upload, Func<Practitioner, Upload, Task> work) => OfOfficerAsync(http, async who =>
    {
        if (await Of<ReadUploads>(http).OneAsync(who, upload, http.RequestAborted) is { } file) await work(who, file);
        else await Problems.WriteAsync(http, Problem.NotFound);
    });

    // A custodian of another agency, one that does not upload, and one that is nobody's, are told to nobody apart.
    private static Custodian? CustodianOf(HttpContext http, Practitioner who, string id) =>
        Of<Register>(http).CustodiansOf(who.Agency).FirstOrDefault(custodian => custodian.Id == id && custodian.Uploads);

    private static T Of<T>(HttpContext http) where T : notnull => http.RequestServices.GetRequiredService<T>();

    private static int? FromOf(HttpContext http)
    {
        if (!http.Request.Query.TryGetValue("from", out var given)) return 1;
        return given is [{ } text] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var from) ? from : null;
    }

    private static async Task AgainAsync(HttpContext http, Practitioner who, Upload file) =>
        await WriteAsync(http, await Of<ReadUploads>(http).OneAsync(who, file.Id, http.RequestAborted) ?? file);

    // How far the agency's own file is: nothing in it comes from a record, so that there is nothing to be recorded.
    private static async Task WriteAsync(HttpContext http, Upload upload)
    {
        var body = JsonBytes.Of(json => UploadProgress.Write(json, upload));
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = body.Length;
        await http.Response.BodyWriter.WriteAsync(body, http.RequestAborted);
    }

    private static void WriteRecords(Utf8JsonWriter json, IReadOnlyList<ReturnedRecord> records, int? next)
    {
        json.WriteStartArray("records"u8);
        foreach (var record in records)
        {
            json.WriteStartObject();
            json.WriteNumber("record"u8, record.Record);
            json.WriteNumber("line"u8, record.Line);
            if (record.Reference is { } reference) json.WriteString("reference"u8, reference);
            json.WriteString("code"u8, record.Code.Word());
            if (record.Detail is { } detail) json.WriteString("detail"u8, detail);
            json.WriteString("hint"u8, record.Hint());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (next is { } from) json.WriteNumber("next"u8, from);
    }
}
