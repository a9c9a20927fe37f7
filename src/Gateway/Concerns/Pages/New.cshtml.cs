using System.Collections.Immutable;
using System.Globalization;
using Gateway.Referrals;
using Gateway.Referrals.Form;
using Gateway.Referrals.Pages.Boxes;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Concerns.Pages;

/// <summary>A member of staff writes a concern (C1): one page, three minutes, for anybody who works at the school.</summary>
internal sealed class NewModel : ConcernPage
{
    private const string List = "pupils";

    // As they stand on the page: danger first.
    private static readonly string[] Order = [List, "dangerNow", NoticedAt.Box, "sawOrHeard", "childsWords", "where", "others", "toldInPerson", TypedMarks.Box, "category", "about"];

    // What a teaching assistant has at hand: numbers are the safeguarding lead's to add.
    private static readonly ImmutableArray<FormField> Fields =
        [.. ConcernForm.Written.Fields.OrderBy(field => Array.IndexOf(Order, field.Name)).Select(field => field is FormField.Rows { Name: List } pupils ? pupils with { Fields = [.. pupils.Fields.Where(one => one.Name is "firstName" or "lastName" or "dateOfBirth")] } : field)];

    public BoxPage Form => OwnBoxes("concern", Fields, Typed) with { Added = Added };

    public BodyMap Ticked => Body(Typed.All(TypedMarks.Box));

    /// <summary>Which opened form this is: what is typed in another tab is kept by itself.</summary>
    public Guid Opened { get; private set; }

    public string Here => $"/concerns/new/{Opened}";

    /// <summary>Other concerns that they began and have not sent: whom each is about, as far as it is typed.</summary>
    internal ImmutableArray<FormKept> Others { get; private set; } = [];

    private string? Added { get; set; }

    private string Kept => KeepConcernTyped.OfForm(Opened);

    public async Task<IActionResult> OnGetAsync(Guid? opened)
    {
        if (!Reads.Writes(Who)) return NotAllowed();
        if (opened is null) return Redirect($"/concerns/new/{Guid.NewGuid()}");
        Opened = opened.Value;
        Others = (await Use<KeepConcernTyped>().FormsAsync(Who, HttpContext.RequestAborted)).RemoveAll(one => one.Form == Opened);
        if (await TakeKeptAsync(Kept))
        {
            Typed = Tidy(Typed, []);
            return Page();
        }

        NoticedAt.Begin(Typed, Today);
        Typed.Set($"{List}-0-firstName", "");
        return Page();
    }

    /// <summary>What stands in the boxes now: a script sends it while somebody types.</summary>
    public async Task<IActionResult> OnPostKeepAsync(Guid? opened)
    {
        if (!Reads.Writes(Who)) return NotAllowed();
        if (opened is null) return BadRequest();
        Opened = opened.Value;
        return StatusCode(await KeepAsync(Kept, Typed.From(Request.Form, Fields)) ? StatusCodes.Status204NoContent : StatusCodes.Status409Conflict);
    }

    public async Task<IActionResult> OnPostAsync(Guid? opened)
    {
        if (!Reads.Writes(Who)) return NotAllowed();
        RequestId = Request.Form[RequestField].ToString();
        if (opened is null || !TryRequest(RequestId, out var request)) return BadRequest();
        Opened = opened.Value;
        var pressed = Request.Form["do"].ToString().Split(' ');
        if (pressed is ["clear"]) return await LeaveAsync(Kept, "/concerns/new");
        Typed = Tidy(Typed.From(Request.Form, Fields), pressed);
        if (pressed is not ["save" or ""])
        {
            await KeepAsync(Kept, Typed);
            return Page();
        }

        var done = await Use<WriteConcern>().RunAsync(Who, StepTaking.RequestOf(Who, request), ReadBoxes.Body(Typed, Fields), Stopping);
        if (done is not ConcernDone.Done(var concern, _)) return await UndoneAsync(done, Fields, Kept, NoticedAt.Box);
        // Somebody who writes about themselves finds nothing of it afterwards either.
        return await LeaveAsync(Kept, Reads.Of(Who, concern) == ConcernPart.None ? "/concerns" : $"/concerns/{concern.Id}");
    }

    // Of the pupils the first always stands: what is missing is said where it is to be typed.
    private Typed Tidy(Typed typed, string[] pressed)
    {
        if (pressed is ["remove", List, var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var row)) typed = typed.WithoutRow(List, row);
        typed = TypedMarks.Merged(typed, Ticked.Regions.Select(region => region.Code)).WithoutEmptyRows(Fields.OfType<FormField.Rows>().First());
        var pupils = typed.Rows(List);
        if (pupils == 0 || pressed is ["add", List]) typed.Set($"{List}-{pupils}-firstName", "");
        NoticedAt.Read(typed);
        Added = pressed is ["add", List] ? List : pressed is ["describe"] ? TypedMarks.Box : null;
        return typed;
    }
}
