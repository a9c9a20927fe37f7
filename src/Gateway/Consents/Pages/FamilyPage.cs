using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Agencies;
using Gateway.Consents.Wire;
using Gateway.Disclosure;
using Gateway.Disclosure.Pages;
using Gateway.Hosting;
using Gateway.Hosting.Pages;
using Gateway.Policy;
using Gateway.Rules.Consent;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Policy;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Gateway.Consents.Pages;

/// <summary>
/// What the pages of consent and engagement have in common. The child goes from page to page in the body alone; what is sent is the body that an agency's
/// system would send, read and taken by the same handler.
/// </summary>
public abstract class FamilyPage : PageModel
{
    private const string Found = "/Consents/Pages/Found.cshtml";

    public ImmutableArray<FieldFault> Faults { get; private protected set; } = [];

    /// <summary>The child, and what the sharing is for, as typed or as brought along.</summary>
    public CheckForm Child { get; private protected set; } = CheckForm.Empty("");

    /// <summary>One for each form that is shown: sent twice it is one record.</summary>
    public string FormId { get; } = Guid.NewGuid().ToString("D");

    public string? FaultOf(string field) => Faults.FirstOrDefault(fault => fault.Field == field)?.Words;

    public string Titled(string title) => Faults.IsEmpty ? title : "Error: " + title;

    public bool MayRecord => Use<ConsentTerms>().MayRecord(Who.Role);

    public DateOnly Today => Clock.Today(Use<TimeProvider>());

    /// <summary>What a role may share for, beside the two that rest on agreement.</summary>
    public ImmutableArray<(string Value, string Words)> Purposes =>
        [.. (Policy is { } policy ? Reasons.For(policy, Who.Role) : []).Union([Purpose.EarlyHelp, Purpose.Section17]).Order().Select(purpose => (purpose.Word(), purpose.Name()))];

    internal Practitioner Who => WorkAnswers.Who(HttpContext);

    private protected PolicyBundle? Policy => Use<PoliciesInForce>().Current;

    internal T Use<T>() where T : notnull => HttpContext.RequestServices.GetRequiredService<T>();

    /// <summary>As people read it out; what does not read is shown as it was typed.</summary>
    public string Number => NhsNumber.Read(Child.NhsNumber, out var number) == NhsNumberFault.None ? number.Spaced : Child.NhsNumber;

    private protected JsonObject ChildBody => new()
    {
        ["nhsNumber"] = Child.NhsNumber,
        ["dateOfBirth"] = TypedBirth.Real(Child)?.ToString("O", System.Globalization.CultureInfo.InvariantCulture) ?? "",
    };

    /// <summary>What was recorded of the child, with a sentence about what was just done; or why it is not shown.</summary>
    private protected async Task<IActionResult> FoundAsync(string? said = null, JsonObject? seek = null)
    {
        var body = new JsonObject { ["child"] = ChildBody, ["purposes"] = new JsonArray(Child.Reason) };
        if (seek is not null) body["seek"] = seek;
        return await SearchAsync(body) is var (found, instead) && found is null ? instead! : this.Show(Found, new FoundPage(this, found!, said));
    }

    private protected async Task<(ConsentsFound? Found, IActionResult? Instead)> SearchAsync(JsonObject body)
    {
        if (Policy is not { } policy) return (null, Closed());
        var (search, faults) = Reader.Search(JsonSerializer.SerializeToUtf8Bytes(body));
        if (search is null) return (null, Again(faults));
        return await Use<SearchConsents>().RunAsync(new Recorder(Who, Guid.NewGuid(), policy), search, Stopping) switch
        {
            SearchOutcome.Found(var found, _) => (found, null),
            SearchOutcome.Refused(var byRole) => (null, Turned(byRole)),
            _ => (null, Closed()),
        };
    }

    /// <summary>Records what was typed, once, as the API does.</summary>
    private protected async Task<(StepOutcome? Outcome, IActionResult? Instead)> TakeAsync(string what, JsonObject body, Func<ReadConsent, ReadOnlyMemory<byte>, (ConsentCommand? Read, IReadOnlyList<FieldFault> Faults)> read)
    {
        if (!Guid.TryParseExact(Child.Request, "D", out var request) || request == Guid.Empty) return (null, BadRequest());
        if (Policy is not { } policy) return (null, Closed());
        body["child"] = ChildBody;
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body);
        var (command, faults) = read(Reader, bytes);
        if (command is null) return (null, Again(faults));
        var sent = Use<ChildKeys>().OfSent($"{Who.Role} {what}", bytes);
        return (await Use<TakeStep>().TakeAsync(new Recorder(Who, request, policy), command, sent, Stopping), null);
    }

    private protected async Task<IActionResult> OfAsync(StepOutcome outcome, string said) => outcome switch
    {
        StepOutcome.Recorded => await RecordedAsync(said),
        StepOutcome.Refused(var byRole) => Turned(byRole),
        StepOutcome.MovedOn => await FoundAsync("Nothing was changed. The record has changed since you looked. Look at it again."),
        StepOutcome.RequestIdReused => Again([new FieldFault("main-content", "This page was sent before with other answers. Look at the answers and send it again")]),
        StepOutcome.NotFound => NotFound(),
        _ => Closed(),
    };

    // It is recorded whether or not the rest can be shown: nobody is sent away to record it again.
    private async Task<IActionResult> RecordedAsync(string said)
    {
        var (found, _) = await SearchAsync(new JsonObject { ["child"] = ChildBody, ["purposes"] = new JsonArray(Child.Reason) });
        return found is null ? this.Show("/Consents/Pages/Recorded.cshtml", said) : this.Show(Found, new FoundPage(this, found, said));
    }

    private protected IActionResult Again(IEnumerable<FieldFault> faults)
    {
        Faults = [.. faults.Select(FamilyWords.OnPage).DistinctBy(fault => fault.Field)];
        // Whoever did not say who was told is not asked why nobody was.
        if (FaultOf("informed") is not null) Faults = [.. Faults.Where(fault => fault.Field != "because")];
        // A child who does not read cannot be put right on a page that only brings them along.
        if (Faults.Any(fault => fault.Field.StartsWith("child", StringComparison.Ordinal))) return Redirect("/family");
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private protected ViewResult Turned(bool byRole)
    {
        var problem = byRole ? ConsentProblems.RoleRecordsNone : ConsentProblems.NotInvolved;
        return this.Show("/Consents/Pages/Turned.cshtml", new TurnedPage(problem.Title, problem.Detail, Ring), StatusCodes.Status403Forbidden);
    }

    private protected ViewResult Closed() => this.Show("/Disclosure/Pages/LedgerClosed.cshtml", Ring, StatusCodes.Status503ServiceUnavailable);

    private ReadConsent Reader => new(Use<Register>(), Today);

    private ImmutableArray<RingAnswer> Ring => Use<WhomToRing>().ForAreas(Who.Agency.Areas);

    // The asker going away does not stop what is half recorded: a retry finds it.
    private CancellationToken Stopping => Use<IHostApplicationLifetime>().ApplicationStopping;
}

/// <summary>What was found, and what was just done.</summary>
internal sealed record FoundPage(FamilyPage Page, ConsentsFound Found, string? Said);

/// <summary>Why nothing is shown or recorded, and whom to ring.</summary>
public sealed record TurnedPage(string Title, string Words, ImmutableArray<RingAnswer> Ring);
