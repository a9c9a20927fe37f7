using Gateway.Audit.Publishing;
using Gateway.Audit.Search;
using Gateway.Audit.Trace;
using Gateway.Disclosure;
using Gateway.Hosting;
using Gateway.Hosting.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Audit.Pages;

/// <summary>One decision from end to end, and its receipt to keep. Which one stands in the form and in no address.</summary>
internal sealed class DecisionModel(TraceDecision trace, PublishedLog log, Ledger ledger) : OfficerPage
{
    public const string EntryField = "entry";

    public IActionResult OnGet() => Redirect("/audit");

    public async Task<IActionResult> OnPostAsync()
    {
        var why = SearchForm.Typed(Request.Form, SearchForm.WhyField).Trim();
        if (!Guid.TryParseExact(Request.Form[EntryField], "D", out var entry) || PlainText.WhatIsWrong(why, WorkAnswers.LongestText) is not null) return Missing();
        var agreement = Guid.TryParseExact(Request.Form[SearchForm.AgreementField], "D", out var id) ? id : (Guid?)null;
        return await trace.RunAsync(Officer, new TraceQuestion(entry, why, agreement), HttpContext.RequestAborted) switch
        {
            TraceOutcome.Shown shown => this.Show(Folder + "Trace.cshtml", new TracePage(shown.Trace, shown.Receipt, HttpContext.RequestServices.GetRequiredService<Agencies.Register>(), Desk)),
            TraceOutcome.AgreementNeeded => this.Show(Folder + "TraceWaits.cshtml", SearchProblems.AgreementNeeded, SearchProblems.AgreementNeeded.Status),
            TraceOutcome.Unreadable unreadable => this.Show(Folder + "TraceShut.cshtml", new ShutPage(unreadable.Index, Desk), StatusCodes.Status500InternalServerError),
            TraceOutcome.LedgerClosed => Closed(),
            _ => Missing(),
        };
    }

    public async Task<IActionResult> OnPostReceiptAsync() =>
        Guid.TryParseExact(Request.Form[EntryField], "D", out var entry) && await ReceiptEndpoint.ReadAsync(Officer, log, ledger, entry, HttpContext.RequestAborted) is { } receipt
            ? File(receipt, "application/json", "receipt.json")
            : Missing();

    private ViewResult Missing() => this.Show(
        "/Hosting/Pages/Problem.cshtml", new PageProblem("There is no such decision here", ["It is not one that your agency asked for, or nothing hangs on this entry."], []), StatusCodes.Status404NotFound);
}
