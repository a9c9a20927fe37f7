using Gateway.Agencies;
using Gateway.Hosting.Pages;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Gateway.Disclosure.Pages;

/// <summary>Each outcome of the one path as its own view with its own status, for whichever page asked.</summary>
internal static class ShowOutcome
{
    private const string Folder = "/Disclosure/Pages/";

    /// <param name="request">The id of the form.</param>
    /// <param name="more">What an answer offers beside itself on this page.</param>
    public static ViewResult Of(PageModel page, CheckOutcome outcome, Practitioner asker, string request, Func<AnswerPage, CheckAnswer, AnswerPage> more) => outcome switch
    {
        CheckOutcome.Answered answered => Answer(page, answered, asker, more),
        CheckOutcome.Refused refused => Refuse(page, refused),
        CheckOutcome.LedgerClosed closed => page.Show(Folder + "LedgerClosed.cshtml", closed.RingNow, StatusCodes.Status503ServiceUnavailable),
        CheckOutcome.NoPolicy => Undecided(page, asker),
        CheckOutcome.TooBusy busy => page.Show(Folder + "TooBusy.cshtml", busy.RingNow, StatusCodes.Status503ServiceUnavailable),
        CheckOutcome.AgencyHeldBack held => page.Show(Folder + "TooBusy.cshtml", held.RingNow, StatusCodes.Status429TooManyRequests),
        CheckOutcome.AlreadyAnswered before => page.Show(Folder + "AlreadyAnswered.cshtml", before, StatusCodes.Status409Conflict),
        CheckOutcome.RequestIdReused => page.Show(Folder + "RequestIdReused.cshtml", request, StatusCodes.Status409Conflict),
        _ => throw new InvalidOperationException(),
    };

    public static ViewResult Undecided(PageModel page, Practitioner asker) => page.Show(
        Folder + "NoPolicy.cshtml", page.HttpContext.RequestServices.GetRequiredService<WhomToRing>().ForAreas(asker.Agency.Areas), StatusCodes.Status503ServiceUnavailable);

    private static ViewResult Refuse(PageModel page, CheckOutcome.Refused refused)
    {
        WhatBecame.Record(page.HttpContext, refused.Release);
        return page.Show(Folder + "Refused.cshtml", new RefusedPage(refused.Refusal, Receipt(refused.Release, refused.Refusal.Check)), StatusCodes.Status403Forbidden);
    }

    private static ViewResult Answer(PageModel page, CheckOutcome.Answered answered, Practitioner asker, Func<AnswerPage, CheckAnswer, AnswerPage> more)
    {
        WhatBecame.Record(page.HttpContext, answered.Release);
        var answer = more(new AnswerPage(answered.Answer, asker.Agency.Kind == AgencyKind.NhsTrust, Receipt(answered.Release, answered.Answer.Check)), answered.Answer);
        var silent = answered.Answer.Completeness is { State: "none", Asked: > 0 };
        return page.Show(Folder + "Answer.cshtml", answer, silent ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);
    }

    private static ReceiptOnPage Receipt(Release release, Guid check) =>
        new(release.Receipt.Index, Convert.ToHexStringLower(release.Receipt.LeafHash.Span[..6]), check, release.Receipt.At);
}
