using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Notices.Channels;
using Gateway.Notices.Store;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Notices.Pages;

/// <summary>What was laid aside, for an operator: why, and a button that sends it again. To everybody else there is no such page.</summary>
public sealed class DeliveriesModel : NoticePage
{
    public IReadOnlyList<NoticeDelivery> Dead { get; private set; } = [];

    /// <summary>How many there are in all.</summary>
    public int Total { get; private set; }

    public string NameOf(string agency) => Use<Register>().Agencies.GetValueOrDefault(agency)?.Name ?? agency;

    public async Task<IActionResult> OnGetAsync()
    {
        if (await Use<DeadLetters>().ListAsync(Who, HttpContext.RequestAborted) is not var (dead, total)) return NotFound();
        (Dead, Total) = (dead, total);
        return await Use<RecordReading>().RunAsync(Who, "deliveries-read", dead.Select(one => one.Id), HttpContext.RequestAborted) is null ? Closed() : Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!Guid.TryParse(Request.Form["delivery"], out var id)) return NotFound();
        return await Use<DeadLetters>().ReplayAsync(Who, id, HttpContext.RequestAborted) switch
        {
            RecordedOnce.Done or RecordedOnce.TooLate => Redirect("/notices/deliveries"),
            RecordedOnce.LedgerClosed => Closed(),
            _ => NotFound(),
        };
    }
}
