using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Disclosure;
using Gateway.Disclosure.Pages;
using Gateway.Hosting;
using Gateway.Hosting.Pages;
using Gateway.Policy;
using Gateway.Rules.Policy;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Gateway.Chronology.Pages;

/// <summary>A chronology from the question to the paper: the form, the lines to choose from, the page to print and the table, each drawn up anew and recorded.</summary>
internal sealed class ChronologyModel(PoliciesInForce policies, Register register, DrawUp draw, WhomToRing ring, TimeProvider time) : PageModel
{
    private const string Folder = "/Chronology/Pages/";
    private const string Others = "/Disclosure/Pages/";

    private readonly PolicyBundle? _policy = policies.Current;

    public CheckForm Form { get; private set; } = CheckForm.Empty("");

    public ChronologyBoxes Boxes { get; private set; } = ChronologyBoxes.Empty;

    public ImmutableArray<FieldFault> Faults { get; private set; } = [];

    public ImmutableArray<string> WrongBoxes { get; private set; } = [];

    /// <summary>Whom the policy would not tell whether there is a plan is offered none.</summary>
    public ImmutableArray<Purpose> Offered => _policy is null ? [] : For(_policy, Who.Role);

    public static ImmutableArray<Purpose> For(PolicyBundle policy, string role) =>
        [.. Reasons.For(policy, role).Where(purpose => policy.Cell(role, purpose, Item.PlanFlag) is { Outcome: Rules.Policy.Outcome.Share })];

    private Practitioner Who => WorkAnswers.Who(HttpContext);

    public string? FaultOf(params string[] fields) => Faults.FirstOrDefault(fault => fields.Contains(fault.Field))?.Words;

    public IActionResult OnGet()
    {
        if (_policy is null) return Undecided();
        if (Offered is not [var first, ..]) return this.Show(Folder + "NotForRole.cshtml", new NoChronology(Ring), StatusCodes.Status403Forbidden);
        Form = CheckForm.Empty(first.Word());
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (_policy is null) return Undecided();
        (Form, Boxes) = (CheckForm.From(Request.Form), ChronologyBoxes.Read(Request.Form));
        var (asked, faults) = ReadForm.From(Form, Who, _policy, register, Clock.Today(time));
        faults = [.. faults, .. Boxes.Faults()];
        if (asked is null || !faults.IsEmpty) return Again(faults);
        var lines = OfLines();
        var question = new ChronologyQuestion(asked.Child, asked.Purpose, lines.IsEmpty ? Boxes.As : ChronologyForm.Screen)
        {
            From = Boxes.FromDay,
            To = Boxes.ToDay,
            // What is shown to choose from is all of it.
            Chosen = lines.IsEmpty && Boxes.As != ChronologyForm.Screen ? Boxes.Chosen : [],
        };
        return Outcome(await draw.RunAsync(Who, question, HttpContext.RequestAborted), lines);
    }

    private ImmutableArray<RingAnswer> Ring => ring.ForAreas(Who.Agency.Areas);

    private ImmutableArray<FieldFault> OfLines()
    {
        if (Boxes.As == ChronologyForm.Screen) return [];
        if (Boxes.Chosen.IsEmpty) return [new FieldFault(ChronologyBoxes.LineField, "Select at least one line")];
        return [.. Boxes.Chosen.Select(each => (each, Wrong: ReadChronologyQuestion.OfSignificance(each.Significance))).Where(each => each.Wrong is not null).Select(each => new FieldFault(ChronologyBoxes.SignificanceField + each.each.Line, each.Wrong!))];
    }

    private PageResult Again(ImmutableArray<FieldFault> faults)
    {
        (Faults, WrongBoxes) = (faults, TypedBirth.Read(Form, Clock.Today(time)).Boxes);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private IActionResult Outcome(ChronologyOutcome outcome, ImmutableArray<FieldFault> faults) => outcome switch
    {
        ChronologyOutcome.Drawn drawn => Drawn(drawn, faults),
        ChronologyOutcome.Refused refused => Refused(refused),
        ChronologyOutcome.NotMatched none => NotMatched(none),
        ChronologyOutcome.LineGone => Again([new FieldFault(CheckForm.NhsNumberField, "A line that you chose is not there any more. Show the lines again")]),
        ChronologyOutcome.LedgerClosed closed => this.Show(Others + "LedgerClosed.cshtml", closed.RingNow, StatusCodes.Status503ServiceUnavailable),
        ChronologyOutcome.NoPolicy => Undecided(),
        ChronologyOutcome.TooBusy busy => this.Show(Others + "TooBusy.cshtml", busy.RingNow, StatusCodes.Status503ServiceUnavailable),
        ChronologyOutcome.AgencyHeldBack held => this.Show(Others + "TooBusy.cshtml", held.RingNow, StatusCodes.Status429TooManyRequests),
        _ => throw new InvalidOperationException(),
    };

    private IActionResult Drawn(ChronologyOutcome.Drawn drawn, ImmutableArray<FieldFault> faults)
    {
        Sent(drawn.Receipt);
        if (drawn.Chronology.Question.Form == ChronologyForm.Csv) return File(WriteCsv.Of(drawn.Chronology, drawn.Receipt), WriteCsv.MediaType, WriteCsv.FileName);
        var page = new ChronologyPage(Form, Boxes, drawn.Chronology, OnPage(drawn.Receipt), WriteCsv.ReferenceOf(drawn.Receipt), faults);
        return drawn.Chronology.Question.Form == ChronologyForm.Print
            ? this.Show(Folder + "Print.cshtml", page)
            : this.Show(Folder + "Lines.cshtml", page, faults.IsEmpty ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    private ViewResult Refused(ChronologyOutcome.Refused refused)
    {
        Sent(refused.Receipt);
        return this.Show(Others + "Refused.cshtml", new RefusedPage(refused.Refusal, OnPage(refused.Receipt)), StatusCodes.Status403Forbidden);
    }

    private ViewResult NotMatched(ChronologyOutcome.NotMatched none)
    {
        Sent(none.Receipt);
        return this.Show(Folder + "NotMatched.cshtml", none, none.Looked ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private ViewResult Undecided() => this.Show(Others + "NoPolicy.cshtml", Ring, StatusCodes.Status503ServiceUnavailable);

    private void Sent(LedgerReceipt receipt) => WhatBecame.Record(HttpContext, new Release(receipt));

    private static ReceiptOnPage OnPage(LedgerReceipt receipt) => new(receipt.Index, Convert.ToHexStringLower(receipt.LeafHash.Span[..6]), receipt.EntryId, receipt.At);
}
