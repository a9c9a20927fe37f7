using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Audit.Pages;
using Gateway.Audit.Search;
using Gateway.Disclosure;
using Gateway.Disclosure.Pages;
using Gateway.Hosting;
using Gateway.Hosting.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Retention.Pages;

/// <summary>An officer asks for an extract of what is held about a child; of a family, child by child.</summary>
internal sealed class ExtractModel(MakeExtract make, TimeProvider time) : OfficerPage
{
    public CheckForm Child { get; private set; } = CheckForm.Empty("");

    public string For { get; private set; } = "officer";

    public string Why { get; private set; } = "";

    public string Agreement { get; private set; } = "";

    /// <summary>A colleague agrees first: their reference is asked for.</summary>
    public bool NeedsColleague { get; private set; }

    /// <summary>The boxes of the date that need another look.</summary>
    public ImmutableArray<string> WrongBoxes { get; private set; } = [];

    public async Task<IActionResult> OnPostAsync()
    {
        var form = Request.Form;
        (Child, For, Why, Agreement) = (CheckForm.From(form), form[AgreeForm.ForField].ToString(), SearchForm.Typed(form, SearchForm.WhyField), SearchForm.Typed(form, SearchForm.AgreementField).Trim());
        var (birth, faults) = (TypedBirth.Read(Child, Clock.Today(time)), new List<FieldFault>());
        using var body = JsonDocument.Parse(JsonBytes.Of(json => Write(json, birth)));
        if (ExtractAsked.Read(body.RootElement, Officer, Clock.Today(time), faults) is { } asked) return Outcome(await make.RunAsync(Officer, asked, HttpContext.RequestAborted));
        WrongBoxes = birth.Boxes;
        return Again(SearchForm.OnPage(faults.Select(fault => fault with { Field = fault.Field.Replace("children[0].", "", StringComparison.Ordinal) }), birth));
    }

    private IActionResult Outcome(ExtractMade made)
    {
        switch (made)
        {
            case ExtractMade.Made done:
                return this.Show("/Retention/Pages/Extracted.cshtml", new ExtractedPage(done));
            case ExtractMade.Refused { Problem: var problem } when problem == SearchProblems.AgreementNeeded:
                NeedsColleague = true;
                Response.StatusCode = problem.Status;
                return Page();
            case ExtractMade.Refused { Problem: var problem }:
                return this.Show("/Hosting/Pages/Problem.cshtml", new PageProblem(problem.Title, [problem.Detail], []), problem.Status);
            default:
                return Closed();
        }
    }

    private void Write(Utf8JsonWriter json, TypedBirth birth)
    {
        json.WriteStartArray("children"u8);
        json.WriteStartObject();
        SearchForm.WriteChild(json, Child, birth);
        if (Agreement.Length > 0) json.WriteString("agreement"u8, Agreement);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteString("reason"u8, Why);
        if (For == "family") json.WriteString("extract"u8, "family");
    }
}

internal sealed record ExtractedPage(ExtractMade.Made Made)
{
    public ChildExtract Child => Made.Children[0];
}
