using System.Collections.Immutable;
using Gateway.Audit;
using Gateway.Audit.Pages;
using Gateway.Disclosure;
using Gateway.Federation.Uploads.Store;
using Gateway.Hosting.SignIn;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Federation.Uploads.Pages;

/// <summary>One file: how far it is, what is wrong with its records and what to do about each, and the button that applies it.</summary>
internal sealed class FileModel(ReadUploads read, ApplyUpload apply, RecordReading reading) : OfficerPage
{
    public Upload Shown { get; private set; } = null!;

    public IReadOnlyList<ReturnedRecord> Returned { get; private set; } = [];

    /// <summary>How many records of each kind can be used.</summary>
    public ImmutableArray<KindCount> Kinds { get; private set; } = [];

    /// <summary>From which record the next page is.</summary>
    public int? Next { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, int? from)
    {
        if (!await FindAsync(id)) return NotFound();
        if (Shown.State is UploadState.Receiving or UploadState.Checking) Response.Headers["Refresh"] = $"2; url=/uploads/{id}?{SignInCapability.LookAgain}";
        return await ShowAsync(from ?? 1) ? Page() : Closed();
    }

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        if (!await FindAsync(id)) return NotFound();
        switch (await apply.RunAsync(Officer, Shown, Request.Form["fewer"] == "yes", HttpContext.RequestAborted))
        {
            case UploadApplied.Whole or UploadApplied.Before: return Redirect($"/uploads/{id}");
            case UploadApplied.FewerThanBefore(_, _, var kinds): return await AgainAsync(new FieldFault("fewer", $"{Lost(kinds)}. Say that this is right, or send it again"));
            case UploadApplied.LedgerClosed: return Closed();
            case UploadApplied.Behind: return await AgainAsync(new FieldFault("apply", "The extract is older than the one that speaks. Send the newest one"));
            default: return await AgainAsync(new FieldFault("apply", "It cannot be applied. Look how far it is"));
        }
    }

    private static string Lost(ImmutableArray<KindCount> kinds) =>
        string.Join(". ", kinds.Where(kind => kind.HasLostMost).Select(kind => $"Of the kind {kind.Word} the file has {kind.Now} records that can be used, and the one before had {kind.Before}"));

    private async Task<IActionResult> AgainAsync(FieldFault fault)
    {
        if (!await FindAsync(Shown.Id) || !await ShowAsync(1)) return Closed();
        return Again([fault]);
    }

    // What came of it tells whether numbers and names fit: whoever reads that is recorded.
    private async Task<bool> ShowAsync(int from)
    {
        if (Shown.Code is null) return true;
        Kinds = await read.KindsAsync(Shown, HttpContext.RequestAborted);
        (Returned, Next) = await read.ReturnedAsync(Shown, from, HttpContext.RequestAborted);
        return await reading.RunAsync(Officer, "upload-read", [Shown.Id], HttpContext.RequestAborted) is not null;
    }

    private async Task<bool> FindAsync(Guid id)
    {
        if (await read.OneAsync(Officer, id, HttpContext.RequestAborted) is not { } upload) return false;
        Shown = upload;
        return true;
    }
}
