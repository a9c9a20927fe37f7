using System.Collections.Immutable;
using Gateway.Concerns.Store;
using Gateway.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Concerns.Pages;

/// <summary>Allegations about staff, to whoever the register names for them; of what names the reader there is no sign.</summary>
internal sealed class AllegationsModel : ConcernPage
{
    internal ImmutableArray<Concern> Listed { get; private set; } = [];

    internal WorkCursor? Next { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (!WhoReads.Receives(Who)) return NotAllowed();
        if (!WorkCursor.TryRead(Request.Query["after"].ToString(), out var after)) after = null;
        (Listed, Next) = await Use<ReadConcerns>().AllegationsAsync(Who, after, HttpContext.RequestAborted);
        return await RecordedAsync("allegations-read", Listed.Select(one => one.Id)) ? Page() : Closed();
    }
}
