using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Disclosure;
using Gateway.Incidents.Form;
using Gateway.Referrals;
using Gateway.Referrals.Form;
using Gateway.Referrals.Pages;
using Gateway.Referrals.Pages.Boxes;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Incidents.Pages;

/// <summary>A page of an incident that its officer has not sent. Saved by the handler that a force's own system uses; what does not hold yet stays typed, and is kept.</summary>
internal abstract class IncidentPage : ReferralPage
{
    /// <summary>A screen's page and its title, by the word of its task.</summary>
    public static readonly ImmutableArray<(string Task, string Title)> Screens =
        [("incident", "What happened"), ("people", "The people"), ("children", "The children"), ("risk", "The risk"), ("referrer", "How to reach you")];

    internal IncidentSeen Seen { get; private set; } = null!;

    public string Here => $"/incidents/{Seen.Referral.Id}";

    internal IncidentTables Incidents => Use<IncidentTables>();

    /// <summary>Something is shown that was typed and not saved.</summary>
    public bool IsKept { get; private protected set; }

    private protected Typed Typed { get; set; } = Typed.None;

    /// <summary>Who must not find out, as it was saved last.</summary>
    internal HandleWithCare? Handling => Saved("risk") is { } risk ? HandleWithCare.Of(new FormPart(risk, Today)) : null;

    internal ImmutableArray<string> PeopleNames => Saved("people") is { } people ? [.. new FormPart(people, Today).Parts("people").Select(person => person.Text("name")!)] : [];

    internal ImmutableArray<string> ChildNames => Saved("children") is { } children ? [.. ChildOfForm.Of(children, Today).Select(child => child.About.Name)] : [];

    public string AddressOf(string task) => task == "children" ? $"{Here}/children" : $"{Here}/tasks/{task}";

    /// <summary>The first screen after one that is not there yet; where all are there, everything once more.</summary>
    public string Next => Screens.FirstOrDefault(screen => !Seen.Tasks.ContainsKey(screen.Task)).Task is { } task ? task == "children" ? $"{Here}/children/new" : AddressOf(task) : $"{Here}/answers";

    /// <summary>None where the page can be shown.</summary>
    private protected async Task<IActionResult?> OpenAsync(Guid id)
    {
        if (await Use<ReadIncident>().OneAsync(Who, id, HttpContext.RequestAborted) is not { } seen) return NotFound();
        if (seen.Referral.SentAt is not null) return Redirect($"/referrals/{id}");
        Seen = seen;
        return null;
    }

    private protected JsonElement? Saved(string task) => Seen.Tasks.TryGetValue(task, out var saved) ? saved : null;

    private protected BoxPage Form(string words, ImmutableArray<FormField> fields) =>
        Boxes(words, fields, Typed) with { Codes = Incidents.Codes, Say = IncidentWords.Of, NotOffered = ["grade not-assessed"] };

    private protected Task KeepAsync(string page, Typed? typed) => Use<KeepTyped>().RunAsync(Who, Seen.Referral.Id, page, typed?.Boxes, Stopping);

    private protected async Task<IActionResult> FaultyAsync(string page, ImmutableArray<FieldFault> faults)
    {
        await KeepAsync(page, Typed);
        return Again(faults);
    }

    /// <summary>What came of saving a screen, where it was not saved.</summary>
    private protected async Task<IActionResult> NotSavedAsync(string page, TaskSaved saved, Func<IReadOnlyList<FieldFault>, ImmutableArray<FieldFault>> onPage) => saved switch
    {
        TaskSaved.Faulty(var faults) => await FaultyAsync(page, onPage(faults)),
        TaskSaved.NotFound => NotFound(),
        TaskSaved.SentBefore => Redirect($"/referrals/{Seen.Referral.Id}"),
        _ => await FaultyAsync(page, [new FieldFault("main-content", ReferralProblems.MovedOn.Detail)]),
    };

    // Of what was kept, what was typed last; else what was saved.
    private protected async Task<bool> TakeKeptAsync(string page)
    {
        if (await Use<KeepTyped>().ReadAsync(Seen.Referral.Id, page, HttpContext.RequestAborted) is not { } kept) return false;
        (Typed, IsKept) = (Typed.Kept(kept), true);
        return true;
    }
}

/// <summary>Who must not find out, and how the victim is reached without it.</summary>
internal sealed record HandleWithCare(bool SuspectMustNotKnow, string? SafeContact)
{
    /// <summary>None where nothing has to be hidden.</summary>
    public static HandleWithCare? Of(FormPart said) => said.Is("suspectMustNotKnow") || said.Has("safeContact") ? new HandleWithCare(said.Is("suspectMustNotKnow"), said.Text("safeContact")) : null;

    /// <summary>Of a referral that was made from an incident, as far as its reader has it.</summary>
    public static HandleWithCare? Of(IReadOnlyDictionary<string, JsonElement> tasks, DateOnly today) =>
        tasks.TryGetValue("incident", out var incident) && new FormPart(incident, today).Part("handling") is { } said ? Of(said) : null;
}
