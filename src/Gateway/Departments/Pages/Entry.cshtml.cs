using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Disclosure;
using Gateway.Referrals;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Gateway.Departments.Pages;

/// <summary>Records one thing of a visit, by the same handler as the API.</summary>
public sealed class EntryModel : VisitPage
{
    private static readonly IReadOnlyDictionary<string, string> Nothing = new Dictionary<string, string>();

    internal EntryForm Form { get; private set; } = null!;

    public string Kind { get; private set; } = "";

    /// <summary>One per form: sent twice it is one entry.</summary>
    public string RequestId { get; private set; } = Guid.NewGuid().ToString("D");

    public IReadOnlyDictionary<string, string> Typed { get; private set; } = Nothing;

    public ShownField Shown(PageField field) => new(field, Faults.FirstOrDefault(fault => fault.Field == field.Id)?.Words, Typed);

    public async Task<IActionResult> OnGetAsync(Guid id, string entry) => await FormAsync(id, entry) ?? Page();

    public async Task<IActionResult> OnPostAsync(Guid id, string entry)
    {
        if (await FormAsync(id, entry) is { } other) return other;
        if (!Guid.TryParseExact(Request.Form["request"], "D", out var request) || request == Guid.Empty) return BadRequest();
        RequestId = request.ToString("D");
        var typed = TypedEntry.From(Form.Fields, Request.Form, Use<TimeProvider>().GetUtcNow());
        Typed = typed.Typed;
        EntryKindWords.TryRead(entry, out var kind);
        return await Use<AddEntry>().RunAsync(Who, id, kind, typed.Body, request, Stopping) switch
        {
            EntryAdded.Added => Redirect(kind == EntryKind.Discharge ? $"/visits/{id}/may-go" : $"/visits/{id}"),
            EntryAdded.Faulty(var faults) => Again(typed.Placed(faults)),
            EntryAdded.NotFound or EntryAdded.NotAllowed => NotFound(),
            EntryAdded.Ended => First(VisitProblems.Ended.Title),
            EntryAdded.NotConfirmed => First(VisitProblems.NotJoined.Title),
            EntryAdded.NotGone => First("Your own system shows the child here, or did not answer"),
            EntryAdded.NotConsultant => First(VisitProblems.NotConsultant.Title),
            EntryAdded.SamePerson => First(VisitProblems.SamePerson.Title),
            EntryAdded.NothingToOverride => First("Fill in the discharge check first"),
            EntryAdded.Elsewhere => First(VisitProblems.MovedOn.Title),
            EntryAdded.RequestIdReused => BadRequest(),
            _ => Closed(),
        };
    }

    private async Task<IActionResult?> FormAsync(Guid id, string entry)
    {
        if (!EntryKindWords.TryRead(entry, out var kind)) return NotFound();
        if (await ReadAsync(id) is { } other) return other;
        if (kind == EntryKind.Identified && Seen.About.Child is not null) return Redirect($"/visits/{id}");
        if (kind == EntryKind.Gone && !Seen.IsOverdue) return Redirect($"/visits/{id}");
        if (kind is EntryKind.Discharge or EntryKind.Override or EntryKind.LeftEarly or EntryKind.Gone && Seen.Visit.End != Rules.Departments.VisitEnd.None) return Redirect($"/visits/{id}");
        var today = Clock.Today(Use<TimeProvider>());
        var practices = Use<Register>().Agencies.Values.Where(agency => agency.Kind == AgencyKind.GpPractice && agency.Areas.Any(Who.Agency.Areas.Contains)).OrderBy(agency => agency.Name, StringComparer.Ordinal).Select(agency => (agency.Id, agency.Name));
        var concerns = Use<ReferralTables>().Codes.Labels("concern", today);
        if (EntryForm.Of(kind, Seen, Who, Use<VisitTerms>().Questions(today), concerns, [.. practices], Use<VisitWords>()) is not { } form) return NotFound();
        (Form, Kind) = (form, entry);
        return null;
    }

    private PageResult Again(ImmutableArray<FieldFault> faults)
    {
        Faults = faults;
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private PageResult First(string words) => Again([new FieldFault(Form.Fields is [var first, ..] ? first.Id : "save", words)]);
}
