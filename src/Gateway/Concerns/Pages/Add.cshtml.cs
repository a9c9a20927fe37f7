using Gateway.Referrals;
using Gateway.Referrals.Pages.Boxes;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Concerns.Pages;

/// <summary>Adds to a concern. Nothing that was written is changed.</summary>
internal sealed class AddModel : SeenPage
{
    public BoxPage Form => OwnBoxes("concern", ConcernForm.Added.Fields, Typed) with { Added = Added };

    public BodyMap Ticked => Body(Typed.All(TypedMarks.Box));

    private string? Added { get; set; }

    private Typed Typed { get; set; } = Typed.None;

    public async Task<IActionResult> OnGetAsync(Guid id) => await ReadAsync(id) ?? Page();

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        if (await ReadAsync(id) is { } other) return other;
        RequestId = Request.Form[RequestField].ToString();
        if (!TryRequest(RequestId, out var request)) return BadRequest();
        Typed = TypedMarks.Merged(Typed.From(Request.Form, ConcernForm.Added.Fields), Ticked.Regions.Select(region => region.Code));
        if (Request.Form["do"] == "describe")
        {
            Added = TypedMarks.Box;
            return Page();
        }

        var done = await Use<AddToConcern>().AddAsync(Who, id, StepTaking.RequestOf(Who, request), ReadBoxes.Body(Typed, ConcernForm.Added.Fields), Stopping);
        return done is ConcernDone.Done ? Redirect(Here) : Undone(done, ConcernForm.Added.Fields, Typed, "text");
    }
}
