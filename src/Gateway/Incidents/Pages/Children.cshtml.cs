using System.Text.Json.Nodes;
using Gateway.Referrals;
using Gateway.Referrals.Pages.Boxes;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Incidents.Pages;

/// <summary>The children that were added: change one, add another, take one away. There is always one.</summary>
internal sealed class ChildrenModel : IncidentPage
{
    public bool MayRemove => ChildNames.Length > 1;

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (await OpenAsync(id) is { } other) return other;
        return ChildNames.IsEmpty ? Redirect($"{Here}/children/new") : Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, int row)
    {
        if (await OpenAsync(id) is { } other) return other;
        if (Saved("children") is not { } saved || row < 1 || row > ChildNames.Length || !MayRemove) return NotFound();
        var body = JsonNode.Parse(saved.GetRawText())!.AsObject();
        body["children"]!.AsArray().RemoveAt(row - 1);
        return await Use<SaveIncident>().RunAsync(Who, id, "children", ReadBoxes.Element(body), Stopping) switch
        {
            TaskSaved.Saved => await RemovedAsync(row),
            TaskSaved.SentBefore => Redirect(Here),
            TaskSaved.Faulty(var faults) => Again([.. faults]),
            _ => Problem(ReferralProblems.MovedOn, []),
        };
    }

    // From this one on each has another place: what was typed of one must not come up with another.
    private async Task<IActionResult> RemovedAsync(int row)
    {
        for (var n = row - 1; n < ChildNames.Length; n++) await KeepAsync(ChildModel.KeptAs(n), null);
        return Redirect($"{Here}/children");
    }
}
