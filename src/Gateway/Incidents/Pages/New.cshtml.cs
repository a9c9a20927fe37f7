using System.Text.Json;
using Gateway.Agencies;
using Gateway.Referrals;
using Gateway.Referrals.Form;
using Gateway.Referrals.Pages;
using Gateway.Referrals.Pages.Boxes;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Incidents.Pages;

/// <summary>Where an incident begins: whether a child is in danger now, and what is wanted. Where there is danger the short way comes at once; else the first screen.</summary>
internal sealed class NewIncidentModel : ReferralPage
{
    public string RequestId { get; private set; } = Guid.NewGuid().ToString("D");

    public ChildOfCheck? Child { get; private set; }

    public BoxPage Form => Boxes("wanted", [ReferralForm.First.Fields[1], ReferralForm.First.Fields[0]], Typed);

    private Typed Typed { get; set; } = Typed.None;

    public IActionResult OnGet() => May ? Page() : Problem(ReferralProblems.MayNotRefer, RingNow);

    public async Task<IActionResult> OnPostAsync()
    {
        if (!May) return Problem(ReferralProblems.MayNotRefer, RingNow);
        Child = ChildOfCheck.From(Request.Form);
        if (Request.Form.ContainsKey(NewModel.FromCheck)) return Page();
        (Typed, RequestId) = (Typed.From(Request.Form, ReferralForm.First.Fields), Request.Form[NewModel.RequestField].ToString());
        // In danger nobody fills in screens first. The body goes along, so that the child need not be named again.
        if (Typed.One("dangerNow") == "yes") return RedirectPreserveMethod("/referrals/urgent");
        var body = ReadBoxes.Body(Typed, ReferralForm.First.Fields);
        if (Use<OpenIncident>().First(body) is [_, ..] faults) return Again([.. FaultsOnPage.Of(faults, "", ReferralForm.First.Fields, Typed).OrderBy(fault => fault.Field != "dangerNow")]);
        return TryRequest(RequestId, out var request) ? await BeginAsync(request, body) : BadRequest();
    }

    private bool May => Who.Agency.Kind == AgencyKind.Police && Use<WhoMay>().Refer(Who);

    private async Task<IActionResult> BeginAsync(Guid request, JsonElement body)
    {
        if (await Use<BeginIncident>().RunAsync(Who, Use<BeginIncident>().Begun(Who, request, body), Stopping) is not Drafted.Begun(var referral)) return Problem(Hosting.Problem.RequestIdReused, []);
        if (Child is { } child) await Use<KeepTyped>().RunAsync(Who, referral.Id, ChildModel.KeptAs(0), child.Boxes().Boxes, Stopping);
        return Redirect($"/incidents/{referral.Id}/tasks/incident");
    }
}
