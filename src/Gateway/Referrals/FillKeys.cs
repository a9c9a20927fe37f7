using System.Security.Cryptography;
using Gateway.Data;
using Gateway.Hosting;
using Gateway.Referrals.Store;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Referrals;

/// <summary>
/// Puts the keys by which an earlier referral of a child is found into rows that were received before there were such: once after a start. Of whom neither number nor birth is known there are none, and
/// what does not open stays as it is and is said where it would count.
/// </summary>
internal sealed class FillKeys(IDbContextFactory<GatewayContext> contexts, SealReferrals seal, IConfiguration configuration, TimeProvider time, ILogger<FillKeys> log)
    : Sweep(Seconds(configuration, "Referrals:SweepSeconds", 15), time, log)
{
    private const int Batch = 200;
    private bool _over;

    protected override string Of => "The keys of earlier referrals";

    protected override Task LookAsync(CancellationToken stopping) => _over ? Task.CompletedTask : FillAsync(stopping);

    internal async Task FillAsync(CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        for (var last = Guid.Empty; ;)
        {
            var rows = await db.Set<ReferralChild>().AsNoTracking().Where(child => child.NumberKey == null && child.CalledKey == null && child.Id > last).OrderBy(child => child.Id).Take(Batch).ToListAsync(stopping);
            foreach (var row in rows) await FillAsync(db, row, stopping);
            if (rows.Count < Batch) break;
            last = rows[^1].Id;
        }

        _over = true;
    }

    // Beside whoever works on it at this moment: the keys are no part of where it stands.
    private async Task FillAsync(GatewayContext db, ReferralChild row, CancellationToken stopping)
    {
        if (KeysOf(seal, row) is not var (number, called) || (number is null && called is null)) return;
        await db.Set<ReferralChild>().Where(child => child.Id == row.Id && child.NumberKey == null && child.CalledKey == null)
            .ExecuteUpdateAsync(set => set.SetProperty(child => child.NumberKey, number).SetProperty(child => child.CalledKey, called), stopping);
    }

    /// <summary>None where who it is does not open here.</summary>
    public static (byte[]? Number, byte[]? Called)? KeysOf(SealReferrals seal, ReferralChild row)
    {
        try
        {
            return seal.KeysOf(seal.Open(row));
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException or System.Text.Json.JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
