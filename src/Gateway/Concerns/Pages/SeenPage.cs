using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Concerns.Store;
using Gateway.Disclosure;
using Gateway.Referrals.Form;
using Gateway.Referrals.Pages.Boxes;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Concerns.Pages;

/// <summary>A page about one concern, to whoever has it: to anybody else it is not there.</summary>
internal abstract class SeenPage : ConcernPage
{
    internal ConcernSeen.Shown Seen { get; private set; } = null!;

    internal Concern Concern => Seen.Concern;

    public bool IsLead => Seen.Part == ConcernPart.Lead;

    public bool IsReceiver => Seen.Part == ConcernPart.Receiver;

    public string Here => $"/concerns/{Concern.Id}";

    internal JsonElement Written => Use<SealConcerns>().Open(Concern);

    internal DateTimeOffset NoticedAtInstant => new FormPart(Written, Today).Moment(NoticedAt.Box)!.Value;

    /// <summary>How to handle it, before anything else is read.</summary>
    internal ImmutableArray<string> Flags =>
    [
        .. Concern.DangerNow ? (ImmutableArray<string>)["Danger now. Ring 999 if nobody has."] : [],
        Seen.Part switch
        {
            ConcernPart.Receiver => "Only you and the others who receive this may know of it. Do not tell the person it is about.",
            ConcernPart.Lead => "Speak of this only with who needs to know. Do not ask the child to tell it again.",
            _ => "Speak of this with nobody but a safeguarding lead. Do not ask the child to tell it again.",
        },
    ];

    private protected async Task<IActionResult?> ReadAsync(Guid id)
    {
        switch (await Use<ReadConcerns>().OneAsync(Who, id, HttpContext.RequestAborted))
        {
            case ConcernSeen.Shown seen:
                Seen = seen;
                return null;
            case ConcernSeen.NotFound: return NotFound();
            default: return Closed();
        }
    }

    /// <summary>What was written, line by line; marks and moments are said by themselves.</summary>
    internal ImmutableArray<Answered> Say(JsonElement written, FormField.Group form, string words) =>
        new SayAnswers(Own.Codes, Use<Gateway.Agencies.Register>(), new Dictionary<Guid, string>()).Of(written, form.Fields.Where(field => field is not FormField.Moment && field.Name is not (TypedMarks.Box or "links")), words);

    internal ImmutableArray<string> Marks(JsonElement written) => [.. new FormPart(written, Today).Parts(TypedMarks.Box).Select(Mark)];

    internal BodyMap Map(JsonElement written) => Body(new FormPart(written, Today).Parts(TypedMarks.Box).Select(mark => mark.Text("region")!));

    private string Mark(FormPart mark)
    {
        string?[] look = [mark.Text("side") is { } side ? FieldWords.Choice(side).ToLowerInvariant() : null, mark.Text("size") is { } size ? $"{size} cm" : null, mark.Text("colour"), mark.Text("shape"), mark.Text("texture")];
        var said = string.Join(", ", look.OfType<string>().Prepend(Own.Codes.LabelOf("body-region", mark.Text("region")!)));
        return mark.Text("explanation") is { } explanation ? $"{said}. The child says: {explanation}" : said;
    }
}
