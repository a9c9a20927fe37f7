using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Gateway.Agencies;
using Gateway.Concerns.Pages;
using Gateway.Concerns.Store;
using Gateway.Disclosure;
using Gateway.Referrals;
using Gateway.Referrals.Form;
using Gateway.Referrals.Pages.Boxes;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Concerns.Files.Pages;

/// <summary>Sends a pupil's file to the next school, beginning at a concern about them. The school is found by its number, and its name is read before anything goes.</summary>
internal sealed class SendModel : SeenPage
{
    private const string Concerns = "concerns";
    private const string Urn = "urn";
    private const string Confirmed = "confirmed";

    /// <summary>This concern, and others that may be about the same pupil.</summary>
    internal ImmutableArray<Concern> Offered { get; private set; } = [];

    /// <summary>There are more of them than are shown.</summary>
    public bool HasMore { get; private set; }

    /// <summary>The school of that number, once it was looked for.</summary>
    internal Agency? To { get; private set; }

    public BoxPage Form => OwnBoxes("file", FileForm.Sent.Fields, Typed);

    public string? FaultOf(string box) => Faults.FirstOrDefault(fault => fault.Field.StartsWith(box, StringComparison.Ordinal))?.Words;

    /// <summary>The pupils of the concern, where it is not said yet which of them goes.</summary>
    public ImmutableArray<string> Choices { get; private set; } = [];

    /// <summary>Something that is offered names another pupil too.</summary>
    internal bool NamesOthers => Offered.Any(concern => new FormPart(Use<SealConcerns>().Open(concern), Today).Parts("pupils").Skip(1).Any());

    /// <summary>What was selected, where the concerns cannot be shown.</summary>
    public IEnumerable<string> Going => IsUnrecorded ? Typed.All(Concerns) : [];

    public bool Goes(Guid concern) => Typed.All(Concerns).Contains(concern.ToString());

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (await ReadyAsync(id) is { } other) return other;
        if (await TakeKeptAsync(Kept(id))) return Page();
        var pupils = new FormPart(Written, Today).Parts("pupils").ToArray();
        var chosen = pupils.Length == 1 ? 1 : int.TryParse(Request.Query["pupil"], NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n <= pupils.Length ? n : 0;
        if (chosen == 0)
        {
            Choices = [.. PupilsOf(Written)];
            if (Request.Query.ContainsKey("choose")) Faults = [new FieldFault("pupil", "Select which pupil goes to another school")];
            return Page();
        }

        var pupil = pupils[chosen - 1];
        foreach (var (box, values) in Typed.Of(pupil.Element, ConcernForm.Written.Fields.OfType<FormField.Rows>().First().Fields).Boxes) Typed.Set("pupil-" + box, values);
        Typed.Set(Concerns, id.ToString());
        return Page();
    }

    public Task<IActionResult> OnPostKeepAsync(Guid id) => KeepAsync(id, Kept(id), FileForm.Sent.Fields, asLead: true);

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        if (await ReadyAsync(id, typed: true) is { } other) return other;
        RequestId = Request.Form[RequestField].ToString();
        if (!TryRequest(RequestId, out var request)) return BadRequest();
        if (Request.Form["do"] == "clear") return await LeaveAsync(Kept(id), $"{Here}/send");
        Typed = Typed.From(Request.Form, FileForm.Sent.Fields);
        await KeepAsync(Kept(id), Typed);
        if (IsUnrecorded) return NotRecorded(Concerns);
        To = Use<SendFile>().SchoolOf(Who, Typed.One(Urn));
        // What was confirmed is the school of this number, and no other.
        if (To is not null && Request.Form[Confirmed] != To.Id) return Page();
        var body = ReadBoxes.Object(Typed, FileForm.Sent.Fields, "");
        if (Typed.All(Concerns).ToArray() is [_, ..] ids) body[Concerns] = new JsonArray([.. ids.Select(one => new JsonObject { ["concern"] = one })]);
        return await Use<SendFile>().RunAsync(Who, StepTaking.RequestOf(Who, request), ReadBoxes.Element(body), Stopping) switch
        {
            FileDone.Done(var file) => await LeaveAsync(Kept(id), $"/school-files/{file.Id}"),
            FileDone.Faulty(var faults) => Again(FaultsOnPage.Of([.. faults.Select(fault => fault.Field.StartsWith("/concerns", StringComparison.Ordinal) ? new FieldFault("/concerns", fault.Words) : fault)], "", FileForm.Sent.Fields, Typed)),
            FileDone.Elsewhere => Again([new(Concerns, "Somebody changed a concern first. Look at it again")], StatusCodes.Status409Conflict),
            FileDone.RequestIdReused => Problem(Hosting.Problem.RequestIdReused, []),
            FileDone.Closed => NotRecorded(Concerns),
            _ => NotFound(),
        };
    }

    private static string Kept(Guid id) => $"send {id:N}";

    private async Task<IActionResult?> ReadyAsync(Guid id, bool typed = false)
    {
        if (await ReadAsync(id, typed) is { } other) return other;
        if (!IsLead) return NotFound();
        if (IsUnrecorded) return null;
        var (earlier, more) = await Use<FindEarlier>().RunAsync(Who, Concern, FindEarlier.Most - 1, HttpContext.RequestAborted);
        (Offered, HasMore) = ([Concern, .. earlier], more);
        return null;
    }
}
