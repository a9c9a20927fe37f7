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
internal sealed class SpreadToHolders(IDbContextFactory<GatewayContext> contexts, Register register, ChildIndex children)
{
    private const int Batch = 100;

    public async Task RunAsync(CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        foreach (var alert in await db.Set<Alert>().Where(alert => !alert.Spread).OrderBy(alert => alert.At).Take(Batch).ToListAsync(stopping))
        {
            await contexts.AddNewAsync([.. Holders(alert).Select(alert.For)], stopping);
            alert.HasSpread();
        }

        foreach (var review in await db.Set<Review>().Where(review => !review.Spread).OrderBy(review => review.At).Take(Batch).ToListAsync(stopping))
        {
            await contexts.AddNewAsync([.. Holders(review).Select(review.For)], stopping);
            review.HasSpread();
        }

        await db.SaveChangesAsync(stopping);
    }

    private IEnumerable<string> Holders(AboutCheck about)
    {
        var home = children.Match(about.Child, about.DateOfBirth) is ChildMatch.Exact exact ? exact.Home.Councils : [];
        var councils = home.IsEmpty ? [.. (register.Agencies.GetValueOrDefault(about.AskerAgency)?.Areas ?? []).Select(register.CouncilOf).OfType<Agency>().Select(council => council.Id)] : home;
        return councils.Where(council => council != about.AskerAgency).Distinct(StringComparer.Ordinal);
    }
}
