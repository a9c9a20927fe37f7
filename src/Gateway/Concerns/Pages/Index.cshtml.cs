using System.Collections.Immutable;
using Gateway.Concerns.Store;
using Gateway.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Concerns.Pages;

/// <summary>Where concerns begin: for a safeguarding lead the queue of the school (C2), for anybody of the staff what they wrote. Allegations are in neither queue nor count.</summary>
internal sealed class IndexModel : ConcernPage
{
    public static readonly ImmutableArray<(string Word, string Label)> Tabs = [("new", "New"), ("mine", "Mine"), ("waiting", "Waiting for others"), ("closed", "Closed")];

    public string Tab { get; private set; } = Tabs[0].Word;

    internal ImmutableArray<Concern> Queue { get; private set; } = [];

    internal WorkCursor? Next { get; private set; }

    internal ImmutableArray<Concern> Written { get; private set; } = [];

    /// <summary>Where what they wrote goes on.</summary>
    internal WorkCursor? Older { get; private set; }

    /// <summary>A page further on is of one list alone: of the other it says nothing.</summary>
    public bool ShowsQueue { get; private set; }

    public bool ShowsWritten { get; private set; }

    public bool IsFurther { get; private set; }

    public bool Decides => Reads.Decides(Who);

    public bool Writes => Reads.Writes(Who);

    public bool Receives => WhoReads.Receives(Who);

    public async Task<IActionResult> OnGetAsync()
    {
        if (!Reads.HasPart(Who)) return NotAllowed();
        if (!Writes) return Redirect("/allegations");
        if (!TryTab(out var after) || !TryAfter("written", out var written)) return NotFound();
        var stopping = HttpContext.RequestAborted;
        (ShowsQueue, ShowsWritten, IsFurther) = (Decides && written is null, after is null || !Decides, after is not null || written is not null);
        if (ShowsQueue) (Queue, Next) = await Use<ReadConcerns>().QueueAsync(Who, Tab, after, stopping);
        if (ShowsWritten) (Written, Older) = await Use<ReadConcerns>().WrittenAsync(Who, written, stopping);
        return await RecordedAsync("concerns-read", Queue.Concat(Written).Select(one => one.Id).Distinct()) ? Page() : Closed();
    }

    private bool TryTab(out WorkCursor? after)
    {
        after = null;
        if (Request.Query.TryGetValue("tab", out var given))
        {
            if (given is not [{ } tab] || !ReadConcerns.Tabs.Contains(tab)) return false;
            Tab = tab;
        }

        return TryAfter("after", out after);
    }

    private bool TryAfter(string name, out WorkCursor? after)
    {
        after = null;
        return !Request.Query.TryGetValue(name, out var from) || (from is [{ } text] && WorkCursor.TryRead(text, out after));
    }
}
