using Gateway.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Asks.Pages;

/// <summary>What is for somebody to decide, the soonest due first; then what they asked themselves.</summary>
public sealed class ListModel : AskPage
{
    internal WorkPage<Ask> Listed { get; private set; } = null!;

    public IEnumerable<Ask> ToDecide => Listed.Shown.Where(ask => !IsMine(ask) && ask.AnsweredAt is null);

    public IEnumerable<Ask> Asked => Listed.Shown.Where(IsMine);

    public IEnumerable<Ask> Decided => Listed.Shown.Where(ask => !IsMine(ask) && ask.AnsweredAt is not null);

    public async Task<IActionResult> OnGetAsync()
    {
        WorkCursor? after = null;
        if (Request.Query.TryGetValue("after", out var given) && !(given is [{ } text] && WorkCursor.TryRead(text, out after))) return NotFound();
        if (await Use<TheirAsks>().ListAsync(Who, after, HttpContext.RequestAborted) is not var (page, _)) return Closed();
        Listed = page;
        return Page();
    }
}
