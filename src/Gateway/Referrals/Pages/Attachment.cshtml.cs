using Gateway.Referrals.Attachments;
using Gateway.Referrals.Store;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Referrals.Pages;

/// <summary>One file, to be saved; or why it cannot be opened.</summary>
internal sealed class AttachmentModel : ReferralPage
{
    public async Task<IActionResult> OnGetAsync(Guid id, Guid attachment)
    {
        switch (await Use<OpenAttachment>().RunAsync(Who, id, attachment, HttpContext.RequestAborted))
        {
            case AttachmentOpened.Open(var file):
                await file.WriteAsync(HttpContext);
                return new EmptyResult();
            case AttachmentOpened.Shut(var state): return Problem(state == AttachmentState.VirusFound ? ReferralProblems.VirusFound : ReferralProblems.NotChecked, []);
            case AttachmentOpened.NotFound: return NotFound();
            default: return Closed();
        }
    }
}
