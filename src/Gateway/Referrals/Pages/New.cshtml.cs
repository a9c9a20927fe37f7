using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Disclosure.Pages;
using Gateway.Referrals.Form;
using Gateway.Referrals.Pages.Boxes;
using Gateway.Referrals.Store;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Referrals.Pages;

/// <summary>The first page: whether a child is in danger now, and what is wanted. Where there is danger the short way comes at once; else a draft begins.</summary>
internal sealed class NewModel : ReferralPage
{
    public const string RequestField = "request";

    /// <summary>Sent by the page of an answer: who the child is goes on from there.</summary>
    public const string FromCheck = "from-check";

    public string RequestId { get; private set; } = "";

    /// <summary>The child of a check, or whom nobody could find.</summary>
    public Matching.Pages.FindForm? Child { get; private set; }

    public BoxPage Form => Boxes("wanted", [ReferralForm.First.Fields[1], ReferralForm.First.Fields[0]], Typed);

    private Typed Typed { get; set; } = Typed.None;

    public IActionResult OnGet()
    {
        if (!Use<WhoMay>().Refer(Who)) return Problem(ReferralProblems.MayNotRefer, RingNow);
        RequestId = Guid.NewGuid().ToString("D");
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!Use<WhoMay>().Refer(Who)) return Problem(ReferralProblems.MayNotRefer, RingNow);
        Child = TypedChild.Of(Request.Form);
        if (Request.Form.ContainsKey(FromCheck)) return OnGet();
        (Typed, RequestId) = (Typed.From(Request.Form, ReferralForm.First.Fields), Request.Form[RequestField].ToString());
        // In danger nobody fills in six tasks first. The body goes along, so that the child need not be named again.
        if (Typed.One("dangerNow") == "yes") return RedirectPreserveMethod("/referrals/urgent");
        var body = ReadBoxes.Body(Typed, ReferralForm.First.Fields);
        if (Use<OpenForm>().Check(ReferralForm.First, body) is [_, ..] faults) return Again(InOrder(FaultsOnPage.Of(faults, "", ReferralForm.First.Fields, Typed)));
        return TryRequest(RequestId, out var request) ? await BeginAsync(request, body) : BadRequest();
    }

    private async Task<IActionResult> BeginAsync(Guid request, JsonElement body)
    {
        var begun = ReferralBegun.Of(Who, request, ReferralForm.First, body, Use<SealReferrals>());
        if (await Use<DraftReferral>().RunAsync(Who, begun, Stopping) is not Drafted.Begun(var referral)) return Problem(Hosting.Problem.RequestIdReused, []);
        if (Child is { } child) await Use<KeepTyped>().RunAsync(Who, referral.Id, RowModel.Kept("children", 0), TypedChild.Child(child).Boxes, Stopping);
        return Redirect($"/referrals/{referral.Id}");
    }

    // As the page asks: danger first.
    private static ImmutableArray<Disclosure.FieldFault> InOrder(ImmutableArray<Disclosure.FieldFault> faults) => [.. faults.OrderBy(fault => fault.Field != "dangerNow")];
}
