using System.Collections.Immutable;
using System.Globalization;
using Gateway.Incidents.Form;
using Gateway.Referrals;
using Gateway.Referrals.Form;
using Gateway.Referrals.Pages.Boxes;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Incidents.Pages;

/// <summary>One of the officer's screens: what happened, the people, the risk, and how they are reached.</summary>
internal sealed class ScreenModel : IncidentPage
{
    private const string People = "people";

    public string Name { get; private set; } = "";

    public string Title => Screens.First(screen => screen.Task == Name).Title;

    public BoxPage Boxed => Form(Name, Fields) with { Added = Added };

    private string? Added { get; set; }

    private ImmutableArray<FormField> Fields => IncidentForm.Tasks[Name].Fields;

    public async Task<IActionResult> OnGetAsync(Guid id, string task)
    {
        if (await ReadyAsync(id, task) is { } other) return other;
        if (await TakeKeptAsync(Name)) return Page();
        if (Saved(Name) is { } saved) Typed = Typed.Of(saved, Fields);
        else Begin();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string task)
    {
        if (await ReadyAsync(id, task) is { } other) return other;
        Typed = Typed.From(Request.Form, Fields);
        var pressed = Request.Form["do"].ToString().Split(' ');
        if (pressed is ["remove", People, var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var row)) Typed = Typed.WithoutRow(People, row);
        Imply();
        foreach (var rows in Fields.OfType<FormField.Rows>()) Typed = Typed.WithoutEmptyRows(rows);
        if (pressed is ["add" or "remove", People, ..] && Name == People) return await ChangedAsync(pressed[0] == "add");
        var saved = await Use<SaveIncident>().RunAsync(Who, id, Name, ReadBoxes.Body(Typed, Fields), Stopping);
        if (saved is not TaskSaved.Saved) return await NotSavedAsync(Name, saved, faults => FaultsOnPage.Of(faults, "", Fields, Typed));
        await KeepAsync(Name, null);
        return await OpenAsync(id) is { } gone ? gone : Redirect(Next);
    }

    /// <summary>What stands in the boxes now: a script sends it while somebody types.</summary>
    public async Task<IActionResult> OnPostKeepAsync(Guid id, string task)
    {
        if (await ReadyAsync(id, task) is { } other) return other;
        await KeepAsync(Name, Typed.From(Request.Form, Fields));
        return StatusCode(StatusCodes.Status204NoContent);
    }

    // What the officer would type first stands there already: they confirm it.
    private void Begin()
    {
        if (Name == "incident") Typed.SetMoment("attendedAt", Use<TimeProvider>().GetUtcNow());
        if (Name == People) Typed.Set("people-0-name", "");
        if (Name == "risk" && Seen.Earlier is { } earlier) Typed.Set("earlierIncidents", earlier.ToString(CultureInfo.InvariantCulture));
    }

    // Said by another answer on the same screen: what nobody chose otherwise needs no tap of its own.
    private void Imply()
    {
        if (Name == "incident" && Typed.One("kind").Length == 0 && Typed.All("abuse").Any()) Typed.Set("kind", "domestic-abuse");
        if (Name == "risk" && Typed.One("tool").Length == 0 && Typed.One("yesAnswers").Trim().Length > 0) Typed.Set("tool", "dash");
    }

    private async Task<IActionResult?> ReadyAsync(Guid id, string task)
    {
        if (task == "children" || !IncidentForm.Tasks.ContainsKey(task)) return NotFound();
        Name = task;
        return await OpenAsync(id);
    }

    private async Task<IActionResult> ChangedAsync(bool adds)
    {
        if (adds && Typed.Rows(People) is < 20 and var next)
        {
            Typed.Set($"people-{next}-name", "");
            Added = People;
        }

        await KeepAsync(Name, Typed);
        return Page();
    }
}
