using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Disclosure;
using Gateway.Referrals;
using Gateway.Referrals.Pages.Boxes;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Incidents.Pages;

/// <summary>Everything once more, what is sent to whom and when, and the button that names who receives it. Nothing is sent before it is pressed, and it is sent once.</summary>
internal sealed class IncidentAnswersModel : IncidentPage
{
    public ImmutableArray<AnswerBlock> Blocks => new SayIncident(Incidents.Codes, Use<Register>(), Today).Draft(Seen.Tasks, this);

    internal IncidentPreview Preview { get; private set; } = null!;

    public string To => string.Join(" and ", Preview.Children.Select(each => each.Council).OfType<CouncilFound.Receives>().Select(each => each.Council.Name).Distinct());

    public ImmutableArray<RingAnswer> Ring => [.. Preview.Children.SelectMany(each => each.Council.Lines).Distinct()];

    public bool CanSend => Preview.Missing.IsEmpty && Ring.IsEmpty && !Preview.Children.IsEmpty;

    /// <summary>The rules make it a case for a MARAC, and the officer has not said that they refer it.</summary>
    public bool AsksMarac => !Seen.Marac.IsEmpty && Saved("risk") is { } risk && !new Gateway.Referrals.Form.FormPart(risk, Today).Is("marac");

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (await OpenAsync(id) is { } other) return other;
        Show(null);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        // Sent before, it is answered as it was then: back and once more is one referral.
        if (await OpenAsync(id) is { } other && other is not RedirectResult) return other;
        switch (await Use<SendIncident>().RunAsync(Who, id, Stopping))
        {
            case ReferralSent.Became(StepTaken.Taken): return Redirect($"/referrals/{id}/sent");
            case ReferralSent.SentBefore: return Redirect($"/referrals/{id}");
            case ReferralSent.Became(StepTaken.LedgerClosed): return Closed();
            case ReferralSent.Became(StepTaken.NotFound): return NotFound();
            case ReferralSent.NotComplete(var missing):
                Show(missing);
                return Again(Faults, StatusCodes.Status409Conflict);
            case ReferralSent.NoCouncil:
                Show(null);
                return Again([new FieldFault("receivers", ReferralProblems.NoCouncil.Detail)], StatusCodes.Status409Conflict);
            default: return Problem(ReferralProblems.MovedOn, []);
        }
    }

    private void Show(IReadOnlyList<FieldFault>? missing)
    {
        Preview = Use<PreviewIncident>().Run(Who, Seen);
        Faults = [.. (missing ?? Preview.Missing).Select(fault => new FieldFault(PageOf(fault.Field.Split('/')), fault.Words)).Distinct()];
    }

    // Each leads to the page where it is put right.
    private static string PageOf(string[] place) => place switch
    {
        [_, "tasks", "children", "children", var row, ..] when int.TryParse(row, out var n) => $"children/{n + 1}",
        [_, "tasks", "children", "home", ..] => "children/1",
        [_, "tasks", "children", ..] => "children",
        [_, "tasks", var task, ..] => $"tasks/{task}",
        _ => "",
    };
}
