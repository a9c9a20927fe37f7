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
    /// <param name="boxes">What stands in each; none takes away what was kept.</param>
    public async Task RunAsync(Practitioner who, string page, IReadOnlyDictionary<string, string[]>? boxes, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var before = await Theirs(db, who, page).SingleOrDefaultAsync(stopping);
        if (boxes is null && before is null) return;
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

    private static IQueryable<TypedPage> Theirs(GatewayContext db, Practitioner who, string page)
    {
        var (agency, person) = (who.Agency.Id, who.Subject);
        return db.Set<TypedPage>().Where(typed => typed.Agency == agency && typed.Person == person && typed.Page == page);
    }

    private byte[] Sealed(Practitioner who, string page, IReadOnlyDictionary<string, string[]> boxes) => seal.Typed(who.Agency.Id, who.Subject, page, JsonSerializer.SerializeToUtf8Bytes(boxes));
}
