using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Referrals.Form;
using Gateway.Referrals.Pages.Boxes;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Referrals.Pages;

/// <summary>A page of something that its author may still write: a draft, or what was sent by the danger path and is not complete.</summary>
internal abstract class DraftPage : ReferralPage
{
    internal ReferralSeen Draft { get; private set; } = null!;

    /// <summary>Where the six tasks are.</summary>
    public string TaskListAddress => Draft.Referral.SentAt is null ? Here : Here + "/tasks";

    public string Here => $"/referrals/{Draft.Referral.Id}";

    /// <summary>None where the page can be shown.</summary>
    private protected async Task<IActionResult?> OpenAsync(Guid id)
    {
        if (await Use<ReadReferrals>().OneAsync(Who, id, HttpContext.RequestAborted) is not { Own: true } seen || seen.Referral.Person != Who.Subject) return NotFound();
        // A short form of its own has pages of its own.
        if (seen.Referral is { Kind: "incident", SentAt: null }) return Redirect($"/incidents/{id}");
        if (!seen.Referral.TakesTasks) return Redirect($"/referrals/{id}");
        Draft = seen;
        return null;
    }

    private protected JsonElement? Saved(string task) => Draft.Tasks.TryGetValue(task, out var saved) ? saved : null;

    /// <summary>Children who came with what the draft began with and are not added yet: by what name each is kept, and who they are.</summary>
    private protected async Task<ImmutableArray<(string Kept, string Name)>> WaitingAsync()
    {
        var waiting = ImmutableArray.CreateBuilder<(string, string)>();
        foreach (var page in (await Use<KeepTyped>().PagesAsync(Draft.Referral.Id, HttpContext.RequestAborted)).Where(RowModel.IsWaiting).OrderDescending(StringComparer.Ordinal))
            if (await Use<KeepTyped>().ReadAsync(Draft.Referral.Id, page, HttpContext.RequestAborted) is { } kept)
                waiting.Add((page, string.Join(' ', ((string[])["firstName", "lastName"]).Select(Typed.Kept(kept).One).Where(name => name.Length > 0))));
        return waiting.ToImmutable();
    }

    internal IReadOnlyList<(Guid Id, string Name)> Children => Saved("children") is { } saved ? [.. ChildOfForm.Of(saved, Today).Select(child => (child.Id, child.About.Name))] : [];
}
