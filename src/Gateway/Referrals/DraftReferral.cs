using System.Security.Cryptography;
using Gateway.Agencies;
using Gateway.Data;
using Gateway.Referrals.Store;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Referrals;

/// <summary>Begins a draft, once for each request. Nobody but its author sees it, and nothing is recorded of it before it is sent.</summary>
internal sealed class DraftReferral(IDbContextFactory<GatewayContext> contexts, TimeProvider time)
{
    public async Task<Drafted> RunAsync(Practitioner who, ReferralBegun begun, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        if (await BeforeAsync(db, begun, stopping) is { } before) return before;
        var referral = Referral.Of(who, begun, DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds()));
        db.Add(referral);
        try
        {
            await db.SaveChangesAsync(stopping);
            return new Drafted.Begun(referral);
        }
        catch (DbUpdateException fault) when (fault.IsUniqueViolation())
        {
            db.ChangeTracker.Clear();
            return await BeforeAsync(db, begun, stopping) ?? throw new InvalidOperationException("Somebody drafted it first, and it is not there.");
        }
    }

    private static async Task<Drafted?> BeforeAsync(GatewayContext db, ReferralBegun begun, CancellationToken stopping) =>
        await db.Set<Referral>().AsNoTracking().SingleOrDefaultAsync(referral => referral.Request == begun.Request, stopping) is { } before
            ? CryptographicOperations.FixedTimeEquals(before.Sent, begun.Sent) ? new Drafted.Begun(before) : new Drafted.RequestIdReused()
            : null;
}

internal abstract record Drafted
{
    private Drafted() { }

    public sealed record Begun(Referral Referral) : Drafted;

    public sealed record RequestIdReused : Drafted;
}
