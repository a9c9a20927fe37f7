using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Disclosure;
using Gateway.Hosting;
using Gateway.Hosting.Pages;
using Gateway.Referrals.Form;
using Gateway.Referrals.Pages.Boxes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Gateway.Referrals.Pages;

/// <summary>What the pages of referrals have in common: who reads, what is wrong, and one page where the ledger is closed.</summary>
internal abstract class ReferralPage : PageModel
{
    private const string Problems = "/Hosting/Pages/Problem.cshtml";

    public ImmutableArray<FieldFault> Faults { get; protected set; } = [];

    internal Practitioner Who => WorkAnswers.Who(HttpContext);

    internal DateOnly Today => Use<OpenForm>().Today;

    internal ReferralTables Tables => Use<ReferralTables>();

    internal ImmutableArray<RingAnswer> RingNow => Use<WhomToRing>().ForAreas(Who.Agency.Areas);

    public string Titled(string title) => Faults.IsEmpty ? title : "Error: " + title;

    public string NameOf(string agency) => Use<Register>().Agencies.GetValueOrDefault(agency)?.Name ?? agency;

    internal T Use<T>() where T : notnull => HttpContext.RequestServices.GetRequiredService<T>();

    internal BoxPage Boxes(string words, ImmutableArray<FormField> fields, Typed typed) => new(words, fields, typed, Faults, Tables.Codes, Use<Register>(), Today);

    // The caller going away does not stop what is half done: sent again it is found.
    private protected CancellationToken Stopping => Use<IHostApplicationLifetime>().ApplicationStopping;

    private protected IActionResult Again(ImmutableArray<FieldFault> faults, int status = StatusCodes.Status400BadRequest)
    {
        Faults = faults;
        Response.StatusCode = status;
        return Page();
    }

    /// <summary>Nothing is shown without the entry that says so.</summary>
    private protected async Task<bool> RecordedAsync(string what, params IEnumerable<Guid> shown) => await Use<RecordReading>().RunAsync(Who, what, shown, HttpContext.RequestAborted) is not null;

    private protected ViewResult Closed() => this.Show("/Disclosure/Pages/LedgerClosed.cshtml", RingNow, StatusCodes.Status503ServiceUnavailable);

    private protected ViewResult Problem(Problem problem, ImmutableArray<RingAnswer> ring) => this.Show(Problems, new PageProblem(problem.Title, [problem.Detail], ring), problem.Status);

    private protected static bool TryRequest(string? text, out Guid request) => Guid.TryParseExact(text, "D", out request) && request != Guid.Empty;
}
