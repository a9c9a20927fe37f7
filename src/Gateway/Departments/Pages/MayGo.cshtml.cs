using Microsoft.AspNetCore.Mvc;

namespace Gateway.Departments.Pages;

/// <summary>What came of a discharge check: the child has gone, or "Do not discharge yet" with what is open (D2).</summary>
public sealed class MayGoModel : VisitPage
{
    internal string Of(Rules.Departments.OpenThing thing) => Use<VisitWords>().Of(thing);

    public async Task<IActionResult> OnGetAsync(Guid id) => await ReadAsync(id) ?? (Seen.Visit.End == Rules.Departments.VisitEnd.None ? Page() : Redirect($"/visits/{id}"));
}
