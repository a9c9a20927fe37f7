using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Gateway.Agencies;
using Gateway.Disclosure;
using Gateway.Referrals.Form;
using Gateway.Referrals.Pages.Boxes;
using Gateway.Referrals.Steps;
using Gateway.Referrals.Store;
using Gateway.Rules.Referrals;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Referrals.Pages;

/// <summary>One step as one page, for whichever of the children it is: the same form, the same tables and the same handler as for an agency's system.</summary>
internal sealed class StepModel : ReferralPage
{
    private const string Agencies = "agencies";
    private const string Into = "into";

    internal ReferralSeen Seen { get; private set; } = null!;

    public ReferralEvent Happened { get; private set; }

    public string RequestId { get; private set; } = "";

    internal StepOffered Words => StepWords.For(Happened, Seen.Own, Children);

    public string Here => $"/referrals/{Seen.Referral.Id}";

    internal SayChild Say => new(this);

    /// <summary>Those for whom the step can be taken.</summary>
    internal ImmutableArray<ReferralChild> Children { get; private set; } = [];

    internal ImmutableArray<Guid> Chosen { get; private set; } = [];

    public BoxPage Form => Boxes("step", Fields, Typed);

    /// <summary>Whom one may ask.</summary>
    public IEnumerable<Agency> MayAnswer => Use<Register>().Agencies.Values
        .Where(agency => agency.Id != Who.Agency.Id && agency.Issuer is { } issuer && issuer.Roles.Values.Any(role => Tables.Parts.Refers(role, Today))).OrderBy(agency => agency.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The questions of a section 47 enquiry, in place of one box; null where it is another step, or another's.</summary>
    internal HealthAnswer? Health { get; private set; }

    public bool AsksAgencies => Happened == ReferralEvent.AgencyAsked;

    public bool Merges => Happened == ReferralEvent.ReferralMerged;

    /// <summary>What may be the same incident.</summary>
    internal ImmutableArray<Duplicate> Duplicates { get; private set; } = [];

    /// <summary>Cases to which a decision goes, and of which it makes no referral.</summary>
    internal ImmutableArray<OpenCase> OpenCases { get; private set; } = [];

    /// <summary>Before anything else, where a child may not be safe.</summary>
    public ImmutableArray<RingAnswer> Ring => Happened is ReferralEvent.DisagreementRaised or ReferralEvent.DisagreementEscalated ? [.. Use<FindCouncil>().Lines(Children.Select(child => child.Council), "If the child is not safe tonight, ring now")] : [];

    public bool IsChosen(string box, string value) => Typed.All(box).Contains(value);

    /// <summary>By when a conference is held at the latest, for whoever books it.</summary>
    internal IEnumerable<string> ConferencesDue => Happened == ReferralEvent.ConferenceBooked ? Children.Select(Say.ConferenceDue).OfType<string>().Distinct() : [];

    private Typed Typed { get; set; } = Typed.None;

    private ImmutableArray<FormField> Fields => [.. Use<StepForm>().Fields(Happened).Where(IsAsked).Select(Narrowed)];

    private ImmutableArray<MoveOffered> Offers => [.. Children.SelectMany(child => Use<OfferSteps>().Of(Who, Seen.Referral, child, Seen.Steps)).Where(offer => offer.Event == Happened)];

    public async Task<IActionResult> OnGetAsync(Guid id, string happened, Guid? child)
    {
        if (await ReadyAsync(id, happened) is { } other) return other;
        RequestId = Guid.NewGuid().ToString("D");
        Chosen = child is { } one ? [one] : [.. Children.Select(each => each.Id)];
        if (Merges && Duplicates is [var only]) Typed.Set(Into, only.Other.Id.ToString());
        return await RecordedAsync("referral-read", id) && (OpenCases.IsEmpty || await RecordedAsync("referral-earlier-read", [id, .. OpenCases.Select(each => each.Referral.Id)])) ? Page() : Closed();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string happened)
    {
        if (await ReadyAsync(id, happened) is { } other) return other;
        RequestId = Request.Form[NewModel.RequestField].ToString();
        Typed = Typed.From(Request.Form, Use<StepForm>().Fields(Happened));
        Chosen = [.. Request.Form["child"].Select(text => Guid.TryParseExact(text, "D", out var child) ? child : Guid.Empty)];
        if (!TryRequest(RequestId, out var request)) return BadRequest();
        if (Chosen.IsEmpty) return Again([new FieldFault("child", "Select for which child")]);
        if (Health is not null) Health = HealthAnswer.From(Request.Form);
        if (Health?.Faults() is { IsEmpty: false } open) return Again(open);
        var body = ReadBoxes.Element(Body());
        var faults = Use<StepForm>().Check(body);
        if (faults.Count > 0) return Again(FaultsOnPage.Of(faults, "", Fields, Typed));
        var asked = StepAsked.Of(body, Today);
        if (Missing(asked) is { IsEmpty: false } missing) return Again(missing);
        var sent = Use<SealReferrals>().OfSent($"{Who.Role} step {id:N}", Encoding.UTF8.GetBytes(body.GetRawText()));
        return Answer(await Use<RunStep>().RunAsync(Who, StepTaking.RequestOf(Who, request), sent, id, asked, Stopping));
    }

    private async Task<IActionResult?> ReadyAsync(Guid id, string happened)
    {
        if (!ReferralEventWords.TryRead(happened, out var read) || !StepWords.Has(read)) return NotFound();
        Happened = read;
        if (await Use<ReadReferrals>().WithAskedAsync(Who, id, HttpContext.RequestAborted) is not { Referral.SentAt: not null } seen) return NotFound();
        Seen = seen;
        // Pressed twice, or after somebody else: the handler says what became of it.
        Children = [.. seen.Children.Where(child => HttpMethods.IsPost(Request.Method) || Use<OfferSteps>().Events(Who, seen.Referral, child, seen.Steps).Contains(read))];
        if (Children.IsEmpty) return Redirect(Here);
        Health = HealthAnswer.For(Who, read, seen.Steps.Where(step => Children.Any(child => child.Id == step.Child)));
        if (Happened == ReferralEvent.DecisionMade) OpenCases = await Use<HoldOpenCase>().RunAsync(Who, seen.Referral, Children, HttpContext.RequestAborted);
        if (Merges && await Use<FindDuplicates>().RunAsync(Who, id, HttpContext.RequestAborted) is { } found) Duplicates = found.Found;
        return null;
    }

    // Of two ways in which somebody did not answer the tables know one: whoever asks is asked why only where it is so.
    private bool IsAsked(FormField field) => field.Name switch
    {
        Agencies or Into => false,
        "agreedBy" when Seen.Own => false,
        "answer" when Health is not null => false,
        "without" => Offers.Any(offer => offer.Needs.Contains(ReferralText.Without)) || Children.Any(child => child.Asked.Trim().Length > 0),
        "reason" => Happened == ReferralEvent.PlanStarted || Offers.Any(offer => offer.Needs.Contains(ReferralText.Reason)),
        _ when ReferralTextWords.TryRead(field.Name, out var text) => Offers.Any(offer => offer.Needs.Contains(text)),
        _ => true,
    };

    private FormField Narrowed(FormField field) => field is FormField.Choice { Name: "outcome" } outcome ? outcome with { Of = [.. Offers.Select(offer => offer.Outcome.Word()).Where(word => word.Length > 0).Distinct()] } : field;

    private JsonObject Body()
    {
        var body = ReadBoxes.Object(Typed, [.. Use<StepForm>().Fields(Happened).Where(field => field.Name is not (Agencies or Into))], "");
        body["event"] = Happened.Word();
        if (Health is not null) body["answer"] = Health.Text();
        body["children"] = new JsonArray([.. Chosen.Distinct().Select(child => Named(child))]);
        if (AsksAgencies) body[Agencies] = new JsonArray([.. Typed.All(Agencies).Select(agency => new JsonObject { ["agency"] = agency })]);
        if (Merges && Typed.One(Into) is { Length: > 0 } into) body[Into] = into;
        return body;
    }

    private JsonObject Named(Guid child) => int.TryParse(Request.Form[$"version-{child}"], out var version) ? new JsonObject { ["child"] = child.ToString(), ["version"] = version } : new JsonObject { ["child"] = child.ToString() };

    // Everything that has to be written at once, in the words of the tables, and not one after the other.
    private ImmutableArray<FieldFault> Missing(StepAsked asked) =>
    [
        .. Offers.Where(offer => offer.Outcome == asked.Step.Outcome).SelectMany(offer => offer.Needs).Distinct()
            .Select(text => Tables.Terms.Missing(text, asked.Step, Today)).OfType<MoveResult.Refused>().Select(refused => At(refused)),
    ];

    private static FieldFault At(MoveResult.Refused refused) => new(refused.Text is ReferralText.Message ? "message-decided" : refused.Text?.Word() ?? BoxOf(refused.Because), refused.Words);

    private static string BoxOf(RefusedBecause because) => because switch
    {
        RefusedBecause.OutcomeUnknown or RefusedBecause.OpenCase => "outcome",
        RefusedBecause.RatingMissing => "rating",
        RefusedBecause.NotAWeekday or RefusedBecause.NotTheConferenceDay => "on",
        _ => "child",
    };

    private IActionResult Answer(StepAnswered answered) => answered switch
    {
        StepAnswered.Became(StepTaken.Taken) => Redirect(Happened is ReferralEvent.CaseTransferred ? "/referrals/inbox" : Here),
        StepAnswered.Became(StepTaken.Refused(_, var why)) => Again([At(why)], StatusCodes.Status409Conflict),
        StepAnswered.Became(StepTaken.Elsewhere) => Again([new FieldFault("child", "Somebody else took a step at the same moment. Look at the referral again")], StatusCodes.Status409Conflict),
        StepAnswered.Became(StepTaken.RequestIdReused) => Problem(Hosting.Problem.RequestIdReused, []),
        StepAnswered.Became(StepTaken.NotFound) => NotFound(),
        StepAnswered.Became => Closed(),
        StepAnswered.Faulty(var faults) => Again(FaultsOnPage.Of(faults, "", Fields, Typed)),
        StepAnswered.NoCouncil(var found) => Again([new FieldFault("council", $"This council does not receive referrals here. Ring {string.Join(" or ", found.Lines.Select(line => line.Number))}")], StatusCodes.Status409Conflict),
        _ => throw new InvalidOperationException(),
    };
}
