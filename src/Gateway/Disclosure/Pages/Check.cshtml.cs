using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Agencies.Tokens;
using Gateway.Departments;
using Gateway.Hosting.Pages;
using Gateway.Matching.Find;
using Gateway.Policy;
using Gateway.Referrals;
using Gateway.Rules.Consent;
using Gateway.Rules.Policy;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Gateway.Disclosure.Pages;

/// <summary>Check a child: the form, and each outcome of the one path as its own view with its own status.</summary>
public sealed class CheckModel(PoliciesInForce policies, Register register, TimeProvider time) : PageModel
{
    // Taken once: the form is read, and the question decided, by the same policy.
    private readonly PolicyBundle? _policy = policies.Current;

    public CheckForm Form { get; private set; } = CheckForm.Empty("");

    public ImmutableArray<FieldFault> Faults { get; private set; } = [];

    /// <summary>The boxes of the date that need another look.</summary>
    public ImmutableArray<string> WrongBoxes { get; private set; } = [];

    public ImmutableArray<Purpose> Offered => _policy is null ? [] : Reasons.For(_policy, Asker.Role);

    /// <summary>The page to write a reason on; null where the first form is shown.</summary>
    public WritePage? Writing => Form.Written is { } written ? new WritePage(Form, written, Decisions, Faults, RingNow) : null;

    public bool DrawsChronologies => _policy is not null && !Gateway.Chronology.Pages.ChronologyModel.For(_policy, Asker.Role).IsEmpty;

    /// <summary>An officer, who records what happened at an incident.</summary>
    public bool RecordsIncidents => Asker.Agency.Kind == AgencyKind.Police && Refers;

    public bool Refers => HttpContext.RequestServices.GetRequiredService<WhoMay>().Refer(Asker);

    /// <summary>Whether their role records what families were told and answered.</summary>
    public bool Records => HttpContext.RequestServices.GetRequiredService<ConsentTerms>().MayRecord(Asker.Role);

    private ImmutableArray<DecisionSupported> Decisions =>
        _policy is not null && PurposeWords.TryRead(Form.Reason, out var purpose) ? Reasons.Decisions(_policy, Asker.Role, purpose) : [];

    private Practitioner Asker => SignedInPractitioner.Of(HttpContext) ?? throw new InvalidOperationException("The page is for signed-in practitioners.");

    public bool MayReadVisits => HttpContext.RequestServices.GetRequiredService<MayVisit>().Be(Asker, VisitPart.Read);

    internal Federation.Silence.SilentSources Silent => HttpContext.RequestServices.GetRequiredService<Federation.Silence.SilentSources>();

    public string? FaultOf(params string[] fields) => Faults.FirstOrDefault(fault => fields.Contains(fault.Field))?.Words;

    public IActionResult OnGet()
    {
        // The policy knows no role of theirs: they would be offered no reason to look.
        if (Landing.Of(Asker) != Landing.Check) return Redirect(Landing.Of(Asker));
        if (_policy is null) return Undecided();
        Form = CheckForm.Empty(Offered.IsEmpty ? "" : Offered[0].Word());
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (_policy is null) return Undecided();
        Form = CheckForm.From(Request.Form);
        if (Form.Match.Length > 0 && !Matched()) return Again([new FieldFault(CheckForm.NhsNumberField, FindWords.Lapsed)]);
        // Only the page to write on was asked for: nothing is checked yet.
        if (Form.Written is not null && Request.Form[WrittenReason.Marker] != WrittenReason.Sent) return Page();
        var (question, faults) = ReadForm.From(Form, Asker, _policy, register, Clock.Today(time));
        if (question is null) return Again(faults);
        if (Form.Described is { } described) question = question with { Child = question.Child with { AsDescribed = described, IsByFormer = Form.IsByFormer } };
        if (!Guid.TryParseExact(Form.Request, "D", out var requestId) || requestId == Guid.Empty) return BadRequest();
        return Outcome(await HttpContext.RequestServices.GetRequiredService<AnswerOnce>().AskAsync(AskedFrom.Page, Asker, requestId, question, _policy));
    }

    // A child who was found is named on from here as one who was typed, and asked about as described.
    private bool Matched()
    {
        var handle = HttpContext.RequestServices.GetRequiredService<MatchHandles>().Open(Form.Match, Asker);
        if (handle is not { IsConfirmed: true } || handle.Purpose.Word() != Form.Reason)
        {
            Form = Form with { Match = "", Written = null };
            return false;
        }

        Form = Form.Of(handle);
        return true;
    }

    private ImmutableArray<RingAnswer> RingNow => HttpContext.RequestServices.GetRequiredService<WhomToRing>().ForAreas(Asker.Agency.Areas);

    private ViewResult Undecided() => ShowOutcome.Undecided(this, Asker);

    private PageResult Again(ImmutableArray<FieldFault> faults)
    {
        Faults = faults;
        WrongBoxes = TypedBirth.Read(Form, Clock.Today(time)).Boxes;
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private ViewResult Outcome(CheckOutcome outcome) => ShowOutcome.Of(this, outcome, Asker, Form.Request, (page, answer) => page with
    {
        MayBeginVisit = Form.Reason == Purpose.UnscheduledCare.Word() && HttpContext.RequestServices.GetRequiredService<MayVisit>().Be(Asker, VisitPart.Write),
        Reason = Form.Written is null && WouldOpen(answer) ? Form.Anew() : null,
        Refer = Refers ? Form : null,
        Family = Records ? Form : null,
        RecordsIncident = RecordsIncidents,
    });

    private bool WouldOpen(CheckAnswer answer) =>
        answer.Withheld.Any(item => item.Outcome is "justify" or "ask-holder") && !Decisions.IsEmpty;
}
