using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Concerns.Store;
using Gateway.Referrals.Form;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Concerns.Pages;

/// <summary>One concern: to its author that it was received and who read it, with their own words; to a lead everything; of an allegation everything to who receives it.</summary>
internal sealed class ConcernModel : SeenPage
{
    /// <summary>Earlier concerns that were said to belong to this one, as far as the reader has them still.</summary>
    internal ImmutableArray<Concern> Linked { get; private set; } = [];

    public string Title => Seen.Part switch
    {
        ConcernPart.Author => "Your concern",
        ConcernPart.Receiver => "An allegation about staff",
        _ => "A concern",
    };

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (await ReadAsync(id) is { } other) return other;
        if (IsLead) Linked = await LinkedAsync();
        return Page();
    }

    internal JsonElement Open(ConcernNote note) => Use<SealConcerns>().Open(note);

    // What became an allegation since is as if it had never been.
    private async Task<ImmutableArray<Concern>> LinkedAsync()
    {
        Guid[] ids = [.. Seen.Notes.SelectMany(note => new FormPart(Open(note), Today).Parts("links")).Select(link => Guid.Parse(link.Text("concern")!)).Distinct()];
        if (ids.Length == 0) return [];
        await using var db = await Use<IDbContextFactory<Data.GatewayContext>>().CreateDbContextAsync(HttpContext.RequestAborted);
        var rows = await db.Set<Concern>().AsNoTracking().Where(one => ids.Contains(one.Id)).ToListAsync(HttpContext.RequestAborted);
        return [.. rows.Where(one => Reads.Of(Who, one) == ConcernPart.Lead).OrderBy(one => one.WrittenAt)];
    }
}
