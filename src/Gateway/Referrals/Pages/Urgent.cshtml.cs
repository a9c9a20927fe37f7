using System.Collections.Immutable;
using Gateway.Disclosure;
using Gateway.Referrals.Form;
using Gateway.Referrals.Pages.Boxes;
using Gateway.Referrals.Store;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Referrals.Pages;

/// <summary>A child is in danger now: the numbers first, then the five fields that are sent at once.</summary>
internal sealed class UrgentModel : ReferralPage
{
    private const string Send = "send";

    public string RequestId { get; private set; } = Guid.NewGuid().ToString("D");

    public BoxPage Form => Boxes("urgent", ReferralForm.Urgent.Fields, Typed);

    /// <summary>Nobody receives it here: whom to ring instead.</summary>
    public ImmutableArray<RingAnswer> Instead { get; private set; } = [];

    private Typed Typed { get; set; } = Typed.None;

    /// <param name="incident">A draft of the officer's own: what it says already need not be typed again.</param>
    public async Task<IActionResult> OnGetAsync(Guid? incident)
    {
        if (incident is { } id && await Use<Incidents.ReadIncident>().OneAsync(Who, id, HttpContext.RequestAborted) is { } seen) Typed = Incidents.Pages.UrgentOfIncident.Boxes(Who, seen, Today);
        return Begin();
    }

    private IActionResult Begin()
    {
        if (!Use<WhoMay>().Refer(Who)) return Problem(ReferralProblems.MayNotRefer, RingNow);
        if (Who.Name is { } name) Typed.Set("name", name);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!Use<WhoMay>().Refer(Who)) return Problem(ReferralProblems.MayNotRefer, RingNow);
        if (Request.Form["do"] != Send) return OfFirstPage();
        (Typed, RequestId) = (Typed.From(Request.Form, ReferralForm.Urgent.Fields), Request.Form[NewModel.RequestField].ToString());
        var body = ReadBoxes.Body(Typed, ReferralForm.Urgent.Fields);
        if (Use<OpenForm>().Check(ReferralForm.Urgent, body) is [_, ..] faults) return Again(FaultsOnPage.Of(faults, "", ReferralForm.Urgent.Fields, Typed));
        if (!TryRequest(RequestId, out var request)) return BadRequest();
        return await Use<SendReferral>().UrgentlyAsync(Who, body, ReferralBegun.Of(Who, request, ReferralForm.Urgent, body, Use<SealReferrals>()), Stopping) switch
        {
            ReferralSent.Became(StepTaken.Taken(var referral, _)) => Redirect($"/referrals/{referral.Id}/sent"),
            ReferralSent.Became(StepTaken.LedgerClosed) => Closed(),
            ReferralSent.NoCouncil(var found) => Nobody([.. found.SelectMany(each => each.Council.Lines).Distinct()]),
            _ => Problem(Hosting.Problem.RequestIdReused, RingNow),
        };
    }

    // What a check said of the child comes along.
    private IActionResult OfFirstPage()
    {
        if (TypedChild.Of(Request.Form) is { } child) TypedChild.Urgent(Typed, child);
        return Begin();
    }

    private IActionResult Nobody(ImmutableArray<RingAnswer> ring)
    {
        Instead = ring;
        return Again([new FieldFault("postcode", "Nobody is known who receives this here. Ring the number above now, or select a council")], StatusCodes.Status409Conflict);
    }
}
