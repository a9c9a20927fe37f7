using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Concerns.Store;
using Gateway.Disclosure;
using Gateway.Hosting.Pages;
using Gateway.Referrals.Form;
using Gateway.Referrals.Pages;
using Gateway.Referrals.Pages.Boxes;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Concerns.Pages;

/// <summary>What the pages of concerns have in common. Each calls the handler that a school's own system calls.</summary>
internal abstract class ConcernPage : ReferralPage
{
    public const string RequestField = "request";

    /// <summary>One per form: sent twice it is one.</summary>
    public string RequestId { get; protected set; } = Guid.NewGuid().ToString("D");

    /// <summary>Numbers to ring, where nothing could be kept.</summary>
    public bool RingsFirst { get; protected set; }

    /// <summary>Something is shown that was typed and not sent.</summary>
    public bool IsKept { get; private protected set; }

    private protected Typed Typed { get; set; } = Typed.None;

    internal WhoReads Reads => Use<WhoReads>();

    internal ConcernTables Own => Use<ConcernTables>();

    internal BoxPage OwnBoxes(string words, ImmutableArray<FormField> fields, Typed typed) => Boxes(words, fields, typed) with { Codes = Own.Codes };

    internal BodyMap Body(IEnumerable<string> marked) => new([.. Own.Codes.Labels("body-region", Today)], [.. marked]);

    internal string Pupils(Concern concern) => string.Join(" and ", new FormPart(Use<SealConcerns>().Open(concern), Today).Parts("pupils").Select(pupil => string.Join(' ', new[] { pupil.Text("firstName"), pupil.Text("lastName") }.OfType<string>())));

    /// <summary>To its author: that it was received, and who read it.</summary>
    internal static string Heard(Concern concern) => concern switch
    {
        { Allegation: true } or { ReadAt: null } => $"Received {Disclosure.Clock.DayAndTime(concern.WrittenAt)}",
        { ReadBy: { } reader, ReadAt: { } at } => $"Read by {reader}, {Disclosure.Clock.DayAndTime(at)}",
        { ReadAt: { } at } => $"Read by a safeguarding lead, {Disclosure.Clock.DayAndTime(at)}",
    };

    internal static string State(Concern concern) => concern.State switch
    {
        ConcernState.New => "Nobody has decided yet",
        ConcernState.Open => "Open",
        ConcernState.Waiting => "Waiting",
        _ => "Closed",
    };

    /// <summary>What was written, line by line; pupils, marks and moments are said by themselves.</summary>
    internal ImmutableArray<Answered> Say(JsonElement written, FormField.Group form, string words) =>
        new SayAnswers(Own.Codes, Use<Gateway.Agencies.Register>(), new Dictionary<Guid, string>()).Of(written, form.Fields.Where(field => field is not FormField.Moment && field.Name is not (TypedMarks.Box or "pupils" or "links")), words);

    internal ImmutableArray<string> Marks(JsonElement written) => [.. new FormPart(written, Today).Parts(TypedMarks.Box).Select(Mark)];

    internal BodyMap Map(JsonElement written) => Body(new FormPart(written, Today).Parts(TypedMarks.Box).Select(mark => mark.Text("region")!));

    private string Mark(FormPart mark)
    {
        string?[] look = [mark.Text("side") is { } side ? FieldWords.Choice(side).ToLowerInvariant() : null, mark.Text("size") is { } size ? $"{size} cm" : null, mark.Text("colour"), mark.Text("shape"), mark.Text("texture")];
        var said = string.Join(", ", look.OfType<string>().Prepend(Own.Codes.LabelOf("body-region", mark.Text("region")!)));
        return mark.Text("explanation") is { } explanation ? $"{said}. The child says: {explanation}" : said;
    }

    internal IEnumerable<string> PupilsOf(JsonElement written) => new FormPart(written, Today).Parts("pupils").Select(pupil =>
        string.Join(' ', new[] { pupil.Text("firstName"), pupil.Text("lastName") }.OfType<string>()) + (pupil.Day("dateOfBirth") is { } born ? $", born {Disclosure.Clock.Day(born)}" : ""));

    internal DateTimeOffset Noticed(JsonElement written) => new FormPart(written, Today).Moment(NoticedAt.Box)!.Value;

    private protected ViewResult NotAllowed() => Problem(Hosting.Problem.NotAllowed, []);

    /// <param name="typed">None takes away what was kept.</param>
    private protected Task<bool> KeepAsync(string page, Typed? typed) => Use<KeepConcernTyped>().RunAsync(Who, page, typed?.Boxes, Stopping);

    private protected async Task<bool> TakeKeptAsync(string page)
    {
        if (await Use<KeepConcernTyped>().ReadAsync(Who, page, HttpContext.RequestAborted) is not { } kept) return false;
        (Typed, IsKept) = (Typed.Kept(kept), true);
        return true;
    }

    /// <summary>It is sent, or cleared: nothing is kept any more.</summary>
    private protected async Task<IActionResult> LeaveAsync(string page, string address)
    {
        await KeepAsync(page, null);
        return Redirect(address);
    }

    /// <summary>What could not be done, on the page where it was typed; what was typed is kept.</summary>
    /// <param name="at">Where the error is said that belongs to no field.</param>
    private protected async Task<IActionResult> UndoneAsync(ConcernDone done, ImmutableArray<FormField> fields, string page, string at)
    {
        if (done is not ConcernDone.NotFound) await KeepAsync(page, Typed);
        return done switch
        {
            ConcernDone.Faulty(var faults) => Again(FaultsOnPage.Of(faults, "", fields, Typed)),
            ConcernDone.NotFound => NotFound(),
            ConcernDone.NobodyReceives => AgainRinging(new("about-name", "This was not sent. Ring now: nobody is named here who may have it"), StatusCodes.Status409Conflict),
            ConcernDone.RequestIdReused => Problem(Hosting.Problem.RequestIdReused, []),
            ConcernDone.Elsewhere => Again([new(at, "Somebody changed this first. Look at it again")], StatusCodes.Status409Conflict),
            _ => NotRecorded(at),
        };
    }

    private protected IActionResult NotRecorded(string at) => AgainRinging(new(at, "The service cannot record now, so nothing was sent. What you typed is kept"), StatusCodes.Status503ServiceUnavailable);

    private IActionResult AgainRinging(FieldFault fault, int status)
    {
        RingsFirst = true;
        return Again([fault], status);
    }
}
