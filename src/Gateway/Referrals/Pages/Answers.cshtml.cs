using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Disclosure;
using Gateway.Referrals.Form;
using Gateway.Referrals.Pages.Boxes;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Referrals.Pages;

/// <summary>Everything once more, and the button that names who receives it. Nothing is sent before it is pressed, and it is sent once.</summary>
internal sealed class AnswersModel : DraftPage
{
    public ImmutableArray<AnswerBlock> Blocks { get; private set; } = [];

    /// <summary>For each child, who receives it, or whom to ring.</summary>
    public ImmutableArray<(string Name, CouncilFound Council)> Receivers { get; private set; } = [];

    public bool Completes => Draft.Referral.SentAt is not null;

    /// <summary>Everybody who receives a child, by name.</summary>
    public string To => string.Join(" and ", Receivers.Select(each => each.Council).OfType<CouncilFound.Receives>().Select(each => each.Council.Name).Distinct());

    public ImmutableArray<RingAnswer> Ring => [.. Receivers.SelectMany(each => each.Council.Lines).Distinct()];

    public bool CanSend => Faults.IsEmpty && Ring.IsEmpty && !Receivers.IsEmpty;

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (await OpenAsync(id) is { } other) return other;
        Show();
        Faults = [.. Missing(Use<OpenForm>().Missing(Draft.Tasks)), .. await NotAddedAsync()];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        // Sent before, it is answered as it was then: back and once more is one referral.
        if (await OpenAsync(id) is { } other && other is not RedirectResult) return other;
        if (Draft is { Referral.SentAt: null } && await NotAddedAsync() is [_, ..] waiting)
        {
            Show();
            return Again(waiting, StatusCodes.Status409Conflict);
        }

        var send = Use<SendReferral>();
        var completes = Draft is { Referral.SentAt: not null };
        switch (completes ? await send.CompleteAsync(Who, id, Stopping) : await send.SendAsync(Who, id, Stopping))
        {
            case ReferralSent.Became(StepTaken.Taken): return Redirect($"/referrals/{id}/sent");
            case ReferralSent.SentBefore: return Redirect($"/referrals/{id}");
            case ReferralSent.Became(StepTaken.LedgerClosed): return Closed();
            case ReferralSent.Became(StepTaken.NotFound): return NotFound();
            case ReferralSent.NotComplete(var missing):
                Show();
                return Again(Missing(missing), StatusCodes.Status409Conflict);
            case ReferralSent.NoCouncil:
                Show();
                return Again([new FieldFault("receivers", ReferralProblems.NoCouncil.Detail)], StatusCodes.Status409Conflict);
            default: return Problem(ReferralProblems.MovedOn, []);
        }
    }

    private void Show()
    {
        Blocks = [.. SayReferral.Of(Draft.Tasks, Tables.Codes, Use<Register>(), Today, Here), .. SayAttachments.Of(Draft, this).Block(Here)];
        if (Saved("children") is not { } children) return;
        var known = Draft.Children.ToDictionary(child => child.Id, child => child.Council);
        Receivers = [.. ChildOfForm.Of(children, Today).Select(child => (child.About.Name, Use<FindCouncil>().For(known.GetValueOrDefault(child.Id) ?? child.Council, child.Postcode, Who.Agency.Areas)))];
    }

    // Nobody whom the concern names is dropped without a word.
    private async Task<ImmutableArray<FieldFault>> NotAddedAsync() => [.. (await WaitingAsync()).Select(child => new FieldFault("children", $"Add {child.Name}, or leave them out"))];

    // Each leads to the page where it is put right.
    private static ImmutableArray<FieldFault> Missing(IEnumerable<FieldFault> faults) => [.. faults.Select(fault => new FieldFault(Page(fault.Field.Split('/')), fault.Words)).Distinct()];

    private static string Page(string[] place) => place switch
    {
        [_, "tasks", "children" or "adults", var list, var row, ..] when int.TryParse(row, out var n) => $"{list}/{n + 1}",
        [_, "tasks", "children", ..] => "children",
        [_, "tasks", "adults", ..] => "tasks/household",
        [_, "tasks", var task, ..] => $"tasks/{task}",
        _ => "",
    };
}
