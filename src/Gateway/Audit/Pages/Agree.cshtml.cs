using System.Collections.Immutable;
using Gateway.Audit.Search;
using Gateway.Disclosure;
using Gateway.Disclosure.Pages;
using Gateway.Hosting;
using Gateway.Hosting.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Audit.Pages;

/// <summary>A second officer agrees that a colleague reads the history of a protected child.</summary>
internal sealed class AgreeModel(RecordAgreement record, TimeProvider time) : OfficerPage
{
    public AgreeForm Form { get; private set; } = AgreeForm.Empty;

    /// <summary>The boxes of the date that need another look.</summary>
    public ImmutableArray<string> WrongBoxes { get; private set; } = [];

    public async Task<IActionResult> OnPostAsync()
    {
        Form = AgreeForm.From(Request.Form);
        var (agreement, faults) = Form.Read(Clock.Today(time));
        if (agreement is not null) return Outcome(agreement, await record.RunAsync(Officer, agreement, HttpContext.RequestAborted));
        WrongBoxes = TypedBirth.Read(Form.Child, Clock.Today(time)).Boxes;
        return Again(faults);
    }

    private ViewResult Outcome(Agreement agreement, AgreementOutcome outcome) => outcome switch
    {
        AgreementOutcome.Agreed agreed => this.Show(Folder + "Agreed.cshtml", new AgreedPage(agreement.Colleague, agreed.Receipt, agreed.Until)),
        AgreementOutcome.OwnLook => this.Show(
            "/Hosting/Pages/Problem.cshtml", new PageProblem("A colleague agrees, not you", ["You named yourself. Ask a second officer of your agency to agree to your look."], []), Problem.PersonalInterest.Status),
        _ => Closed(),
    };
}

internal sealed record AgreedPage(string Colleague, LedgerReceipt Receipt, DateTimeOffset Until);
