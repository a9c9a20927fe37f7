using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Concerns.Store;
using Gateway.Data;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Concerns;

/// <summary>
/// Keeps what somebody typed on a page of concerns and has not sent, so that a lock, a lost signal or a closed ledger takes nothing from them. It is held to nothing, nobody else finds it,
/// and it goes when the page is sent or cleared, or some days later (workflows, 1.0; <see cref="ForgetConcernTyped"/>).
/// </summary>
internal sealed class KeepConcernTyped(IDbContextFactory<GatewayContext> contexts, SealConcerns seal, ForgetConcernTyped forget, TimeProvider time)
{
    /// <summary>More forms than anybody has begun in a week: what is typed in another is not kept, and the page says that it stands there alone.</summary>
    private const int MostForms = 100;

    private const string New = "new";

    /// <summary>The page of one opened form of a new concern: each has its own text, for the next tab is about another child.</summary>
    /// <param name="form">Empty for what was kept before each had its own.</param>
    public static string OfForm(Guid form) => form == Guid.Empty ? New : $"{New} {form:N}";

    /// <param name="boxes">What stands in each; none takes away what was kept.</param>
    /// <returns>False where it could not be kept.</returns>
    public async Task<bool> RunAsync(Practitioner who, string page, IReadOnlyDictionary<string, string[]>? boxes, CancellationToken stopping)
    {
        var since = forget.Before ?? DateTimeOffset.MinValue;
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var before = await Theirs(db, who, page).SingleOrDefaultAsync(stopping);
        if (boxes is null && before is null) return true;
        if (before is null && page.StartsWith(New, StringComparison.Ordinal) && await Forms(db, who).CountAsync(typed => typed.KeptAt > since, stopping) >= MostForms) return false;
        if (boxes is null) db.Remove(before!);
        else if (before is null) db.Add(TypedPage.Of(who, page, Sealed(who, page, boxes), time.GetUtcNow()));
        else (before.Content, before.KeptAt) = (Sealed(who, page, boxes), time.GetUtcNow());
        try
        {
            await db.SaveChangesAsync(stopping);
        }
        catch (DbUpdateException fault) when (fault is DbUpdateConcurrencyException || fault.IsUniqueViolation())
        {
            // Two windows of one person kept the same page at once: either may stand.
        }

        return true;
    }

    /// <summary>What is kept of a page; none where nothing is.</summary>
    public async Task<Dictionary<string, string[]>?> ReadAsync(Practitioner who, string page, CancellationToken stopping)
    {
        var since = forget.Before ?? DateTimeOffset.MinValue;
        await using var db = await contexts.CreateDbContextAsync(stopping);
        return await Theirs(db, who, page).AsNoTracking().SingleOrDefaultAsync(typed => typed.KeptAt > since, stopping) is { } kept
            ? JsonSerializer.Deserialize<Dictionary<string, string[]>>(seal.Open(kept))
            : null;
    }

    /// <summary>The forms of new concerns that somebody began and has not sent, the newest first.</summary>
    public async Task<ImmutableArray<FormKept>> FormsAsync(Practitioner who, CancellationToken stopping)
    {
        var since = forget.Before ?? DateTimeOffset.MinValue;
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var kept = await Forms(db, who).AsNoTracking().Where(typed => typed.KeptAt > since).OrderByDescending(typed => typed.KeptAt).ToListAsync(stopping);
        return [.. kept.Select(one => new FormKept(one.Page == New ? Guid.Empty : Guid.ParseExact(one.Page[(New.Length + 1)..], "N"), one.KeptAt, JsonSerializer.Deserialize<Dictionary<string, string[]>>(seal.Open(one))!))];
    }

    private static IQueryable<TypedPage> Theirs(GatewayContext db, Practitioner who, string page)
    {
        var (agency, person) = (who.Agency.Id, who.Subject);
        return db.Set<TypedPage>().Where(typed => typed.Agency == agency && typed.Person == person && typed.Page == page);
    }

    private static IQueryable<TypedPage> Forms(GatewayContext db, Practitioner who)
    {
        var (agency, person) = (who.Agency.Id, who.Subject);
        return db.Set<TypedPage>().Where(typed => typed.Agency == agency && typed.Person == person && (typed.Page == New || typed.Page.StartsWith(New + " ")));
    }

    private byte[] Sealed(Practitioner who, string page, IReadOnlyDictionary<string, string[]> boxes) => seal.Typed(who.Agency.Id, who.Subject, page, JsonSerializer.SerializeToUtf8Bytes(boxes));
}

/// <summary>One opened form of a new concern, and what stands in its boxes.</summary>
internal sealed record FormKept(Guid Form, DateTimeOffset KeptAt, Dictionary<string, string[]> Boxes)
{
    /// <summary>The first pupil, as far as they are typed.</summary>
    public string Pupil => string.Join(' ', ((string[])["pupils-0-firstName", "pupils-0-lastName"]).SelectMany(box => Boxes.GetValueOrDefault(box) ?? []).Select(name => name.Trim()).Where(name => name.Length > 0));
}
