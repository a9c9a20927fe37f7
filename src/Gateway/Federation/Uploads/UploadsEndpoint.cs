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
    public static Task BeginAsync(HttpContext http) => OfOfficerAsync(http, async who =>
    {
        if (await WorkAnswers.BodyAsync(http, UploadDeclared.Members) is not { } body) return;
        var faults = new List<FieldFault>();
        var declared = UploadDeclared.From(body, faults);
        if (!body.TryGetProperty("version", out var version) || version.ValueKind != JsonValueKind.String || !version.ValueEquals(UploadDeclared.Version)) await Problems.WriteAsync(http, UploadProblem.OtherVersion);
        else if (declared is null) await Problems.FieldsAsync(http, faults);
        else if (CustodianOf(http, who, declared.Custodian) is not { } custodian) await Problems.WriteAsync(http, Problem.NotAllowed);
        else await BegunAsync(http, who, await Of<BeginUpload>(http).RunAsync(custodian, declared, http.RequestAborted));
    });

    public static Task ShowAsync(HttpContext http, Guid upload) => OfFileAsync(http, upload, (who, file) => WriteAsync(http, who, file));

    public static Task PartAsync(HttpContext http, Guid upload, string offset) => OfFileAsync(http, upload, async (who, file) =>
    {
        if (http.Request.ContentType?.Split(';')[0].Trim() != "application/octet-stream") await Problems.WriteAsync(http, UploadProblem.WrongMedia);
        else if (!long.TryParse(offset, NumberStyles.None, CultureInfo.InvariantCulture, out var at) || at >= UploadDeclared.LargestFile) await Problems.WriteAsync(http, Problem.NotFound);
        else if (http.Request.ContentLength > UploadDeclared.LargestPart) await Problems.WriteAsync(http, UploadProblem.TooLarge);
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
        if (await ReadAsync(http, who, file) is { } receipt) await WorkAnswers.WriteAsync(http, receipt, json => WriteReturned.To(json, records, next));
        else await WorkAnswers.ClosedAsync(http, who);
    });

    public static Task PreviewAsync(HttpContext http, Guid upload) => OfFileAsync(http, upload, async (who, file) =>
    {
        switch (file.State == UploadState.Checking ? null : await Of<ApplyUpload>(http).PreviewAsync(who, file, http.RequestAborted))
        {
            case RecordedOnce.LedgerClosed: await WorkAnswers.ClosedAsync(http, who); break;
            case RecordedOnce.TooLate: await Problems.WriteAsync(http, UploadProblem.NotChecked); break;
            default: await AgainAsync(http, who, file); break;
        }
    });

    public static Task ApplyAsync(HttpContext http, Guid upload) => OfFileAsync(http, upload, async (who, file) =>
    {
        if (await WorkAnswers.BodyAsync(http, "confirmFewer") is not { } body) return;
        var confirms = body.TryGetProperty("confirmFewer", out var fewer) && fewer.ValueKind == JsonValueKind.True;
        switch (await Of<ApplyUpload>(http).RunAsync(who, file, confirms, http.RequestAborted))
        {
            case UploadApplied.Whole(var receipt): await AgainAsync(http, who, file, receipt); break;
            case UploadApplied.Before: await WriteAsync(http, who, file); break;
            case UploadApplied.NotChecked: await Problems.WriteAsync(http, UploadProblem.NotChecked); break;
            case UploadApplied.Overtaken(var sequence): await Problems.WriteAsync(http, UploadProblem.Sequence, json => json.WriteNumber("sequence"u8, sequence)); break;
            case UploadApplied.Behind: await Problems.WriteAsync(http, UploadProblem.Behind); break;
            case UploadApplied.FewerThanBefore(var now, var before, var kinds):
                await Problems.WriteAsync(http, UploadProblem.Fewer, json =>
                {
                    json.WriteNumber("accepted"u8, now);
                    json.WriteNumber("before"u8, before);
                    UploadProgress.WriteKinds(json, kinds);
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
            case PartTaken.TooMuch: await Problems.WriteAsync(http, UploadProblem.TooLarge); break;
            case PartTaken.LedgerClosed: await WorkAnswers.ClosedAsync(http, who); break;
            default:
                var next = (await Of<ReadUploads>(http).OneAsync(who, file.Id, http.RequestAborted))?.Received ?? 0;
                await Problems.WriteAsync(http, UploadProblem.Offset, json => json.WriteNumber("next"u8, next));
                break;
        }
    }

    private static Task BegunAsync(HttpContext http, Practitioner who, UploadBegun begun) => begun switch
    {
        UploadBegun.Begun(var upload) => WriteAsync(http, who, upload),
        UploadBegun.Refused(var fault, var sequence) => Problems.WriteAsync(http, UploadProblem.Of(fault), json => json.WriteNumber("sequence"u8, sequence)),
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

    private static async Task AgainAsync(HttpContext http, Practitioner who, Upload file, LedgerReceipt? receipt = null) =>
        await WriteAsync(http, who, await Of<ReadUploads>(http).OneAsync(who, file.Id, http.RequestAborted) ?? file, receipt);

    // What came of it tells whether numbers and names fit: whoever reads that is recorded.
    private static async Task WriteAsync(HttpContext http, Practitioner who, Upload upload, LedgerReceipt? receipt = null)
    {
        if (upload.Code is null) await ConfirmOwn.WriteAsync(http, JsonBytes.Of(json => UploadProgress.Write(json, upload, [])), StatusCodes.Status200OK);
        else if ((receipt ?? await ReadAsync(http, who, upload)) is { } recorded) await ResultAsync(http, upload, recorded);
        else await WorkAnswers.ClosedAsync(http, who);
    }

    private static async Task ResultAsync(HttpContext http, Upload upload, LedgerReceipt recorded)
    {
        var kinds = await Of<ReadUploads>(http).KindsAsync(upload, http.RequestAborted);
        await WorkAnswers.WriteAsync(http, recorded, json => UploadProgress.Write(json, upload, kinds));
    }

    private static Task<LedgerReceipt?> ReadAsync(HttpContext http, Practitioner who, Upload upload) => Of<RecordReading>(http).RunAsync(who, "upload-read", [upload.Id], http.RequestAborted);
}
