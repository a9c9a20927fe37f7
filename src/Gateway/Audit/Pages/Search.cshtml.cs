using System.Collections.Immutable;
using Gateway.Audit.Search;
using Gateway.Disclosure;
using Gateway.Disclosure.Pages;
using Gateway.Hosting.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Audit.Pages;

/// <summary>Who has asked about this child, what has this practitioner or this agency asked, and the extract for a family.</summary>
internal sealed class SearchModel(RunSearch search, TimeProvider time) : OfficerPage
{
    private const int OnPage = 50;

    public SearchForm Form { get; private set; } = SearchForm.Empty(SearchForm.OfChild);

    /// <summary>The boxes of the date that need another look.</summary>
    public ImmutableArray<string> WrongBoxes { get; private set; } = [];

    public void OnGet(string of) => Form = SearchForm.Empty(of);

    public async Task<IActionResult> OnPostAsync(string of)
    {
        Form = SearchForm.From(of, Request.Form);
        var (question, faults) = Form.Read(Officer, Clock.Today(time));
        if (question is not null) return Outcome(question, await search.RunAsync(Officer, question, OnPage, HttpContext.RequestAborted));
        WrongBoxes = Form.IsAboutChild ? TypedBirth.Read(Form.Child, Clock.Today(time)).Boxes : [];
        return Again(faults);
    }

    private ViewResult Outcome(SearchQuestion question, SearchOutcome outcome) => outcome switch
    {
        SearchOutcome.Shown shown => this.Show(Folder + "History.cshtml", new HistoryPage(Form, question, Officer, shown.History, shown.Receipt, Desk)),
        SearchOutcome.Extract extract => this.Show(Folder + "Extract.cshtml", new ExtractPage(Form, question, extract.Lines, extract.Gaps, extract.Receipt, Desk)),
        SearchOutcome.Refused { Problem: var problem } when problem == SearchProblems.AgreementNeeded =>
            this.Show(Folder + "NeedsColleague.cshtml", new NeedsColleaguePage(Form, Officer.Subject), problem.Status),
        SearchOutcome.Refused { Problem: var problem } =>
            this.Show("/Hosting/Pages/Problem.cshtml", new PageProblem(problem.Title, [problem.Detail], []), problem.Status),
        _ => Closed(),
    };
}
