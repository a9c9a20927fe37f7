using Gateway.Audit;
using Gateway.Audit.Pages;
using Gateway.Disclosure;
using Gateway.Hosting;
using Gateway.Retention.Store;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Retention.Pages;

/// <summary>One hold: why it is on, and how two people take it off.</summary>
internal sealed class OneHoldModel(PutHold holds, SealHolds seal, RecordReading record) : OfficerPage
{
    public Hold Hold { get; private set; } = null!;

    public AboutHold About { get; private set; } = null!;

    public string Why { get; private set; } = "";

    public string? LiftWhy => seal.OpenWhy(Hold);

    /// <summary>A colleague asked, so that this officer may agree.</summary>
    public bool MayAgree => Hold.LiftAskedBy is { } asker && asker != Officer.Subject;

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (!await FindAsync(id)) return NotFound();
        return await record.RunAsync(Officer, "hold-read", [id], HttpContext.RequestAborted) is null ? Closed() : Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        if (!await FindAsync(id)) return NotFound();
        if (Request.Form["agree"] == "yes") return Outcome(await holds.LiftAsync(Officer, id, CancellationToken.None));
        Why = SearchForm.Typed(Request.Form, SearchForm.WhyField).Trim();
        if (PlainText.WhatIsWrong(Why, WorkAnswers.LongestText) is { } wrong) return Again([new FieldFault(SearchForm.WhyField, Why.Length == 0 ? "Say why it may come off, in your own words." : wrong)]);
        return Outcome(await holds.AskToLiftAsync(Officer, id, Why, CancellationToken.None));
    }

    private async Task<bool> FindAsync(Guid id)
    {
        if ((await holds.OfAsync(Officer, HttpContext.RequestAborted)).FirstOrDefault(each => each.Hold.Id == id && each.Hold.LiftedAt is null) is not { Hold: { } hold } found) return false;
        (Hold, About) = (hold, found.About);
        return true;
    }

    private IActionResult Outcome(HoldDone done) => done switch
    {
        HoldDone.LedgerClosed => Closed(),
        HoldDone.NotFound => NotFound(),
        _ => Redirect("/retention"),
    };
}
