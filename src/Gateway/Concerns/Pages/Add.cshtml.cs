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

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (await ReadAsync(id) is { } other) return other;
        if (await TakeKeptAsync(Kept(id))) Typed = Merged(Typed);
        return Page();
    }

    public Task<IActionResult> OnPostKeepAsync(Guid id) => KeepAsync(id, Kept(id), ConcernForm.Added.Fields, asLead: false);

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        if (await ReadAsync(id, typed: true) is { } other) return other;
        RequestId = Request.Form[RequestField].ToString();
        if (!TryRequest(RequestId, out var request)) return BadRequest();
        if (Request.Form["do"] == "clear") return await LeaveAsync(Kept(id), $"{Here}/add");
        Typed = Merged(Typed.From(Request.Form, ConcernForm.Added.Fields));
        if (IsUnrecorded) return await UndoneAsync(new ConcernDone.Closed(), ConcernForm.Added.Fields, Kept(id), "text");
        if (Request.Form["do"] == "describe")
        {
            await KeepAsync(Kept(id), Typed);
            Added = TypedMarks.Box;
            return Page();
        }

        var done = await Use<AddToConcern>().AddAsync(Who, id, StepTaking.RequestOf(Who, request), ReadBoxes.Body(Typed, ConcernForm.Added.Fields), Stopping);
        return done is ConcernDone.Done ? await LeaveAsync(Kept(id), Here) : await UndoneAsync(done, ConcernForm.Added.Fields, Kept(id), "text");
    }

    private static string Kept(Guid id) => $"add {id:N}";

    private Typed Merged(Typed typed) => TypedMarks.Merged(typed, Body(typed.All(TypedMarks.Box)).Regions.Select(region => region.Code));
}
