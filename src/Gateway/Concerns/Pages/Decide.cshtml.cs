using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Gateway.Concerns.Store;
using Gateway.Referrals;
using Gateway.Referrals.Form;
using Gateway.Referrals.Pages;
using Gateway.Referrals.Pages.Boxes;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Concerns.Pages;

/// <summary>What a safeguarding lead decides (C3): actions, the reason always, links to earlier concerns; refer begins a referral, and an allegation stops here.</summary>
internal sealed class DecideModel : SeenPage
{
    private const string Links = "links";

    /// <summary>Earlier concerns of the school about these pupils, or with a surname of theirs.</summary>
    internal ImmutableArray<Concern> Earlier { get; private set; } = [];

    /// <summary>There are more of them than are shown.</summary>
    public bool HasMore { get; private set; }

    /// <summary>It went its own way: no lead has it any more.</summary>
    public bool Moved { get; private set; }

    public BoxPage Form => OwnBoxes("decided", ConcernForm.Decided.Fields, Typed);

    /// <summary>What was selected to belong to it, where the others cannot be shown.</summary>
    public IEnumerable<string> Linked => IsUnrecorded ? Typed.All(Links) : [];

    public bool IsLinked(Guid concern) => Typed.All(Links).Contains(concern.ToString());

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (await ReadyAsync(id) is { } other) return other;
        await TakeKeptAsync(Kept(id));
        if (Request.Query["refer"] == "yes") Typed.Set("actions", "refer");
        return Page();
    }

    public Task<IActionResult> OnPostKeepAsync(Guid id) => KeepAsync(id, Kept(id), ConcernForm.Decided.Fields, asLead: true);

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        if (await ReadyAsync(id, typed: true) is { } other) return other;
        RequestId = Request.Form[RequestField].ToString();
        if (!TryRequest(RequestId, out var request)) return BadRequest();
        if (Request.Form["do"] == "clear") return await LeaveAsync(Kept(id), $"{Here}/decide");
        Typed = Typed.From(Request.Form, ConcernForm.Decided.Fields);
        if (IsUnrecorded) return await UndoneAsync(new ConcernDone.Closed(), ConcernForm.Decided.Fields, Kept(id), "actions");
        var body = ReadBoxes.Object(Typed, ConcernForm.Decided.Fields, "");
        if (Typed.All(Links).ToArray() is [_, ..] links) body[Links] = new JsonArray([.. links.Select(link => new JsonObject { ["concern"] = link })]);
        var done = await Use<AddToConcern>().DecideAsync(Who, id, StepTaking.RequestOf(Who, request), ReadBoxes.Element(body), Stopping);
        return done is ConcernDone.Done decided ? await DecidedAsync(decided) : await UndoneAsync(done, ConcernForm.Decided.Fields, Kept(id), "actions");
    }

    private static string Kept(Guid id) => $"decide {id:N}";

    private async Task<IActionResult?> ReadyAsync(Guid id, bool typed = false)
    {
        if (await ReadAsync(id, typed) is { } other) return other;
        if (!IsLead) return NotFound();
        if (!IsUnrecorded) (Earlier, HasMore) = await Use<FindEarlier>().RunAsync(Who, Concern, FindEarlier.Most, HttpContext.RequestAborted);
        return null;
    }

    private async Task<IActionResult> DecidedAsync(ConcernDone.Done decided)
    {
        await KeepAsync(Kept(decided.Concern.Id), null);
        if (decided.Concern.Allegation)
        {
            Moved = true;
            return Page();
        }

        if (decided.Referral is not { } referral) return Redirect(Here);
        await KeepPupilsAsync(referral);
        await KeepWorriesAsync(referral);
        return Redirect($"/referrals/{referral}");
    }

    // What makes a whole task is saved in the draft already; what does not stands typed where it is completed.
    private async Task KeepWorriesAsync(Guid referral)
    {
        var (form, worries) = (ReferralForm.Tasks["worries"], ReadBoxes.Element(Use<DraftFromConcern>().Prefill(Concern)["worries"]!.AsObject()));
        if (Use<OpenForm>().Check(form, worries).Count > 0) await Use<KeepTyped>().RunAsync(Who, referral, "worries", Typed.Of(worries, form.Fields).Boxes, Stopping);
    }

    // Who the children are goes along, every one of them, typed and not yet saved: what else a referral asks of a child is still to be said.
    private async Task KeepPupilsAsync(Guid referral)
    {
        foreach (var (pupil, n) in new FormPart(Written, Today).Parts("pupils").Select((pupil, n) => (pupil, n)))
        {
            var typed = Typed.Of(pupil.Element, ConcernForm.Written.Fields.OfType<FormField.Rows>().First().Fields);
            typed.Set("school-name", Who.Agency.Name);
            await Use<KeepTyped>().RunAsync(Who, referral, n == 0 ? RowModel.Kept("children", 0) : RowModel.Waiting(n), typed.Boxes, Stopping);
        }
    }
}
