using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Gateway.Referrals.Form;
using Gateway.Referrals.Pages.Boxes;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Referrals.Pages;

/// <summary>The children, or the adults, that were added: change one, add another, take one away.</summary>
internal sealed class ListModel : DraftPage
{
    public string List { get; private set; } = "";

    public bool IsChildren => List == "children";

    public string Title => IsChildren ? "The children" : "The adults";

    public IReadOnlyList<string> Names { get; private set; } = [];

    /// <summary>Who came with the concern and is not added yet.</summary>
    public ImmutableArray<(string Kept, string Name)> NotAdded { get; private set; } = [];

    /// <summary>There is always one child.</summary>
    public bool MayRemove => !IsChildren || Names.Count > 1;

    public async Task<IActionResult> OnGetAsync(Guid id, string list)
    {
        if (await ReadyAsync(id, list) is { } other) return other;
        if (Saved(List) is null) return Redirect(IsChildren ? $"{Here}/children/new" : $"{Here}/tasks/household");
        return Page();
    }

    /// <summary>One of them is left out, by who writes the referral and by nobody else.</summary>
    public async Task<IActionResult> OnPostLeaveOutAsync(Guid id, string list, string kept)
    {
        if (await ReadyAsync(id, list) is { } other) return other;
        if (!NotAdded.Any(each => each.Kept == kept)) return NotFound();
        await Use<KeepTyped>().RunAsync(Who, id, kept, null, Stopping);
        return Redirect($"{Here}/{List}");
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string list, int row)
    {
        if (await ReadyAsync(id, list) is { } other) return other;
        if (Saved(List) is not { } saved || row < 1 || row > Names.Count || !MayRemove) return NotFound();
        var body = JsonNode.Parse(saved.GetRawText())!.AsObject();
        body[List]!.AsArray().RemoveAt(row - 1);
        return await Use<SaveTask>().RunAsync(Who, id, List, ReadBoxes.Element(body), Stopping) switch
        {
            TaskSaved.Saved => Redirect($"{Here}/{List}"),
            TaskSaved.SentBefore => Redirect(Here),
            TaskSaved.Faulty(var faults) => Again([.. faults]),
            _ => Problem(ReferralProblems.MovedOn, []),
        };
    }

    private async Task<IActionResult?> ReadyAsync(Guid id, string list)
    {
        if (list is not ("children" or "adults")) return NotFound();
        List = list;
        if (await OpenAsync(id) is { } other) return other;
        Names = IsChildren ? [.. Children.Select(child => child.Name)]
            : Saved(List) is { } saved ? [.. new FormPart(saved, Today).Parts(List).Select(adult => adult.Text("name")!)] : [];
        if (IsChildren) NotAdded = await WaitingAsync();
        return null;
    }
}
