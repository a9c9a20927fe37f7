using Gateway.Disclosure;
using Gateway.Rules.Notices;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Notices.Pages;

/// <summary>A person's notices, the most urgent first.</summary>
public sealed class InboxModel : NoticePage
{
    internal NoticesListed? Listed { get; private set; }

    /// <summary>What asks nothing of anybody, and may be taken together.</summary>
    public IReadOnlyList<NoticeView> Routine => [.. Listed!.Shown.Where(view => view.Notice.AcknowledgedAt is null && view.Told && view.Urgency == NoticeUrgency.Routine)];

    /// <summary>Several at once. What somebody else took meanwhile, or what is not routine, is left as it is.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        foreach (var id in Request.Form["take"].Take(ListNotices.Size).Select(text => Guid.TryParseExact(text, "D", out var id) ? id : Guid.Empty).Distinct())
            if (await Use<TakeNotice>().AcknowledgeRoutineAsync(Who, id, HttpContext.RequestAborted) is NoticeAnswer.Closed) return Closed();
        return Redirect("/notices");
    }

    public async Task<IActionResult> OnGetAsync()
    {
        if (NoticesEndpoint.Cursor(HttpContext, out var after) is not null) return NotFound();
        Listed = await Use<ListNotices>().RunAsync(Who, after, HttpContext.RequestAborted);
        return Listed is null ? Closed() : Page();
    }
}
