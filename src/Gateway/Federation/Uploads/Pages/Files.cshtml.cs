using System.Globalization;
using Gateway.Agencies;
using Gateway.Audit.Pages;
using Gateway.Disclosure;
using Gateway.Federation.Uploads.Store;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Federation.Uploads.Pages;

/// <summary>The files of an officer's own custodian, and the form that sends one. The chosen file stays in memory until it is sealed.</summary>
[RequestSizeLimit(SendUpload.Largest + Rest)]
[RequestFormLimits(MultipartBodyLengthLimit = SendUpload.Largest + Rest, MemoryBufferThreshold = SendUpload.Largest + Rest)]
internal sealed class FilesModel(Register register, ReadUploads read, SendUpload send, TimeProvider time) : OfficerPage
{
    // What stands around the file in the form.
    private const int Rest = 64 * 1024;

    public Custodian? Custodian { get; private set; }

    public IReadOnlyList<Upload> Uploads { get; private set; } = [];

    public long Speaks { get; private set; }

    public FileHead? Head { get; private set; }

    public string On { get; private set; } = "";

    public string At { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync()
    {
        await FindAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await FindAsync();
        if (Custodian is not { } custodian) return NotFound();
        var form = await Request.ReadFormAsync(HttpContext.RequestAborted);
        (On, At) = (form["on"].ToString().Trim(), form["at"].ToString().Trim());
        if (form.Files["file"] is not { Length: > 0 and <= SendUpload.Largest } file) return Again([new FieldFault("file", "Choose a file of at most 16 MB. A larger one is sent by a program.")]);
        if (Made() is not { } made) return Again([new FieldFault("on", "Enter the day and the time at which the extract was made, such as 2026-11-22 and 02:00")]);
        using var bytes = new MemoryStream((int)file.Length);
        await file.CopyToAsync(bytes, HttpContext.RequestAborted);
        return await send.RunAsync(Officer, custodian, bytes.ToArray(), made, HttpContext.RequestAborted) switch
        {
            UploadSent.Sent(var upload) => Redirect($"/uploads/{upload.Id}"),
            UploadSent.Empty => Again([new FieldFault("file", $"The file must have 1 to {UploadDeclared.MostRecords} records, each on a line of its own")]),
            UploadSent.Refused => Again([new FieldFault("on", "The extract must not be older than the one that speaks, nor made in the future")]),
            UploadSent.Elsewhere => Again([new FieldFault("file", "This file is on its way already: somebody else sends it. Look how far it is, or send it again in a while")]),
            _ => Closed(),
        };
    }

    private DateTimeOffset? Made() =>
        DateTime.TryParseExact($"{On} {At}", "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var wall) && wall.Year >= 2000 ? LondonTime.Instant(wall) : null;

    private async Task FindAsync()
    {
        if (register.CustodiansOf(Officer.Agency).FirstOrDefault(one => one.Uploads) is not { } custodian) return;
        Custodian = custodian;
        (Uploads, Speaks, Head) = await read.OfAsync(custodian, HttpContext.RequestAborted);
        if (Request.Method == HttpMethods.Get) (On, At) = (LondonTime.OnTheWall(time.GetUtcNow()).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "");
    }
}
