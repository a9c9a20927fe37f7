using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Agencies.Tokens;
using Gateway.Audit;
using Gateway.Departments;
using Gateway.Disclosure;
using Gateway.Disclosure.Pages;
using Gateway.Hosting;
using Gateway.Hosting.Pages;
using Gateway.Matching.Find;
using Gateway.Policy;
using Gateway.Rules.Policy;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Gateway.Matching.Pages;

/// <summary>Find a child by what is known: the form, the choice among a few, and one more fact. No safeguarding fact is on any of them.</summary>
public sealed class FindModel(PoliciesInForce policies, TimeProvider time) : PageModel
{
    private const string Folder = "/Matching/Pages/";
    private const string Checks = "/Disclosure/Pages/";

    public FindForm Form { get; private set; } = FindForm.Empty("");

    public ImmutableArray<FieldFault> Faults { get; private set; } = [];

    public ImmutableArray<string> WrongBoxes { get; private set; } = [];

    public ImmutableArray<Purpose> Offered => policies.Current is { } policy ? Reasons.For(policy, Asker.Role) : [];

    private Practitioner Asker => SignedInPractitioner.Of(HttpContext) ?? throw new InvalidOperationException("The page is for signed-in practitioners.");

    public bool MayRelease => Asker.IsSupervisor();

    public string? FaultOf(params string[] fields) => Faults.FirstOrDefault(fault => fields.Contains(fault.Field))?.Words;

    public IActionResult OnGet()
    {
        if (Asker.IsOfficer()) return Redirect(Landing.Of(Asker));
        Form = FindForm.Empty(Offered.IsEmpty ? "" : Offered[0].Word());
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        Form = FindForm.From(Request.Form);
        var (question, faults) = Form.Read(Offered, Clock.Today(time));
        if (question is null) return Again(faults);
        if (!TryRequest(Form.Birth.Request, out var request)) return BadRequest();
        return Outcome(await Finder.RunAsync(request, Asker, question, HttpContext.RequestAborted), question.Purpose);
    }

    /// <summary>One of a few was chosen, and one more fact typed.</summary>
    public async Task<IActionResult> OnPostConfirmAsync()
    {
        var typed = ConfirmForm.From(Request.Form);
        var candidate = HttpContext.RequestServices.GetRequiredService<MatchHandles>().Open(typed.Candidate, Asker);
        if (candidate is not { IsConfirmed: false } && typed.Candidate.Length > 0) return this.Show(Folder + "Ended.cshtml", new EndedLook("Find the child again", FindWords.Lapsed, []), StatusCodes.Status400BadRequest);
        var (fact, faults) = typed.Read(candidate);
        if (fact is null) return this.Show(Folder + "Candidates.cshtml", new CandidatesPage(typed.Children, typed, faults, RingNow), StatusCodes.Status400BadRequest);
        if (!TryRequest(typed.Request, out var request)) return BadRequest();
        return Outcome(await Finder.ConfirmAsync(request, Asker, candidate!, fact, typed.Reason, HttpContext.RequestAborted), candidate!.Purpose);
    }

    private FindChild Finder => HttpContext.RequestServices.GetRequiredService<FindChild>();

    private static bool TryRequest(string text, out Guid request) => Guid.TryParseExact(text, "D", out request) && request != Guid.Empty;

    private PageResult Again(ImmutableArray<FieldFault> faults)
    {
        Faults = faults;
        WrongBoxes = TypedBirth.Read(Form.Birth, Clock.Today(time)).Boxes;
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private IActionResult Outcome(FindOutcome outcome, Purpose purpose) => outcome switch
    {
        FindOutcome.Found found => this.Show(Folder + "Found.cshtml", new FoundPage(found.Child, found.Match, purpose.Word(), FindWords.Differing(found.Fields), [.. FindWords.Of(found.Notes)])),
        FindOutcome.Candidates several => this.Show(Folder + "Candidates.cshtml", new CandidatesPage([.. several.Children.Select(CandidateLine.Of)], ConfirmForm.Empty(), [], several.RingNow)),
        FindOutcome.Rejected(var why) => Again([new FieldFault(FieldOf(FindWords.Of(why).Field), FindWords.Of(why).Words)]),
        FindOutcome.TooMany many => Ended("More than one child fits", FindWords.TooMany, many.RingNow, notes: many.Notes, receipt: many.Receipt),
        FindOutcome.Conflict conflict => Ended("Check the number", FindWords.Conflict, conflict.RingNow),
        FindOutcome.NotConfirmed wrong => Ended("This does not confirm the child", FindWords.NotConfirmed, wrong.RingNow),
        FindOutcome.NotFound none => Ended(
            "We could not find this child", FindWords.NotFound, none.RingNow, notes: none.Notes, receipt: none.Receipt, refer: Refers ? Form : null, lookedFor: BeginsVisits(purpose) ? none.LookedFor : null),
        FindOutcome.NotLooked fault => Ended(FindWords.NotLooked, $"{fault.Why.Words()} {FindWords.NotLookedMeans} {fault.Why.WhatToDo()}", fault.RingNow, StatusCodes.Status503ServiceUnavailable, receipt: fault.Receipt, refer: Refers ? Form : null),
        FindOutcome.Refused refused => Ended("Not available by this route", refused.Words, refused.RingNow, StatusCodes.Status403Forbidden),
        FindOutcome.TooOften often => Ended("Too many children were looked for", often.Words, often.RingNow, StatusCodes.Status429TooManyRequests),
        FindOutcome.NoPolicy none => this.Show(Checks + "NoPolicy.cshtml", none.RingNow, StatusCodes.Status503ServiceUnavailable),
        FindOutcome.LedgerClosed closed => this.Show(Checks + "LedgerClosed.cshtml", closed.RingNow, StatusCodes.Status503ServiceUnavailable),
        _ => throw new InvalidOperationException(),
    };

    private ViewResult Ended(
        string title, string words, ImmutableArray<RingAnswer> ring, int status = StatusCodes.Status200OK, Rules.Matching.Questions.QuestionNotes notes = default, LedgerReceipt? receipt = null, FindForm? refer = null,
        string? lookedFor = null) =>
        this.Show(
            Folder + "Ended.cshtml",
            new EndedLook(title, words, ring)
            {
                Notes = [.. FindWords.Of(notes)],
                Refer = refer,
                LookedFor = lookedFor,
                Reference = receipt?.EntryId,
                IndexAsOf = receipt is null ? null : HttpContext.RequestServices.GetRequiredService<Children>().AsOf,
            },
            status);

    private ImmutableArray<RingAnswer> RingNow => HttpContext.RequestServices.GetRequiredService<WhomToRing>().ForAreas(Asker.Agency.Areas);

    private bool Refers => HttpContext.RequestServices.GetRequiredService<Referrals.WhoMay>().Refer(Asker);

    private bool BeginsVisits(Purpose purpose) => purpose == Purpose.UnscheduledCare && HttpContext.RequestServices.GetRequiredService<MayVisit>().Be(Asker, VisitPart.Write);

    private static string FieldOf(string member) => member == "child.dateOfBirth" ? CheckForm.DayField : FindForm.GivenField;
}

/// <summary>Looking ended without a child.</summary>
public sealed record EndedLook(string Title, string Words, ImmutableArray<RingAnswer> RingNow)
{
    /// <summary>What of the question was left out.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>What was typed, where the asker may refer a child whom nobody could find.</summary>
    public FindForm? Refer { get; init; }

    /// <summary>What a visit of the child is begun by; null where the asker begins none.</summary>
    public string? LookedFor { get; init; }

    /// <summary>For the asker's own record; null where nothing was looked up.</summary>
    public Guid? Reference { get; init; }

    public DateTimeOffset? IndexAsOf { get; init; }
}

/// <summary>Who was found, for the asker to compare.</summary>
/// <param name="Differing">What does not quite agree with what was typed.</param>
internal sealed record FoundPage(ChildShown Child, string Match, string Purpose, ImmutableArray<string> Differing, ImmutableArray<string> Notes)
{
    public CheckForm Form => CheckForm.Empty(Purpose) with { Match = Match };
}

/// <summary>A few children, and the box for one more fact.</summary>
internal sealed record CandidatesPage(ImmutableArray<CandidateLine> Children, ConfirmForm Typed, ImmutableArray<FieldFault> Faults, ImmutableArray<RingAnswer> RingNow)
{
    public string? FaultOf(string field) => Faults.FirstOrDefault(fault => fault.Field == field)?.Words;
}
