using System.Collections.Immutable;
using Gateway.Concerns.Pages;
using Gateway.Concerns.Store;
using Gateway.Referrals.Form;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Concerns.Files.Pages;

/// <summary>Pupils' files that the school sent or was sent: what nobody has yet stands first.</summary>
internal sealed class FilesModel : ConcernPage
{
    internal ImmutableArray<SchoolFile> Listed { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        if (!Reads.Decides(Who)) return NotAllowed();
        Listed = await Use<ReadFiles>().ListAsync(Who, HttpContext.RequestAborted);
        return await RecordedAsync("files-read", Listed.Select(file => file.Id)) ? Page() : Closed();
    }

    internal string Pupil(SchoolFile file) => FileModel.Named(new FormPart(Use<SealConcerns>().Open(file).GetProperty("pupil"), Today));
}
