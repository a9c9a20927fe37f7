using Gateway.Disclosure;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Notices.Pages;

/// <summary>A person's notices, the most urgent first.</summary>
public sealed class InboxModel : NoticePage
{
    internal NoticesListed? Listed { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (NoticesEndpoint.Cursor(HttpContext, out var after) is not null) return NotFound();
        Listed = await Use<ListNotices>().RunAsync(Who, after, HttpContext.RequestAborted);
        return Listed is null ? Closed() : Page();
    }
}
