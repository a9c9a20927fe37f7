using Gateway.Agencies;
using Gateway.Data;
using Gateway.Disclosure;
using Gateway.Matching;
using Gateway.Reviews;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Alerts;

/// <summary>
/// Tells the officers of the agencies that would have been asked: the councils of the child's homes, else the council where the
/// asker is. Afterwards and apart, so that a refusal takes no longer for a child whom the gateway knows.
/// </summary>
internal sealed class SpreadToHolders(IDbContextFactory<GatewayContext> contexts, Register register, Children children, TimeProvider time)
{
    private const int Batch = 100;

    // Who could not be looked up is looked up again, a minute later, for a day; then the council where the asker is is told.
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    private DateTimeOffset _notBefore = DateTimeOffset.MinValue;

    public async Task RunAsync(CancellationToken stopping)
    {
        if (time.GetUtcNow() < _notBefore) return;
        await using var db = await contexts.CreateDbContextAsync(stopping);
        foreach (var alert in await db.Set<Alert>().Where(alert => !alert.Spread).OrderBy(alert => alert.At).Take(Batch).ToListAsync(stopping))
        {
            if (await HoldersAsync(alert, stopping) is not { } holders) continue;
            await contexts.AddNewAsync([.. holders.Select(alert.For)], stopping);
            alert.HasSpread();
        }

        foreach (var review in await db.Set<Review>().Where(review => !review.Spread).OrderBy(review => review.At).Take(Batch).ToListAsync(stopping))
        {
            if (await HoldersAsync(review, stopping) is not { } holders) continue;
            await contexts.AddNewAsync([.. holders.Select(review.For)], stopping);
            review.HasSpread();
        }

        await db.SaveChangesAsync(stopping);
    }

    // Null where nobody could look where the child lives, and later somebody may.
    private async Task<IEnumerable<string>?> HoldersAsync(AboutCheck about, CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        var match = now < _notBefore ? new ChildMatch.NotKnown(LookFault.Busy) : await children.MatchAsync(about.Child, about.DateOfBirth, stopping);
        if (match is ChildMatch.NotKnown) _notBefore = now + Again;
        if (match is ChildMatch.NotKnown && about.At > now - Patience) return null;
        var home = match is ChildMatch.Exact exact ? exact.Home.Councils : [];
        var councils = home.IsEmpty ? [.. (register.Agencies.GetValueOrDefault(about.AskerAgency)?.Areas ?? []).Select(register.CouncilOf).OfType<Agency>().Select(council => council.Id)] : home;
        return councils.Where(council => council != about.AskerAgency).Distinct(StringComparer.Ordinal);
    }
}
