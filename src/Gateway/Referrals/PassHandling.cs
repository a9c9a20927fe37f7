using System.Collections.Immutable;
using Gateway.Data;
using Gateway.Referrals.Form;
using Gateway.Referrals.Store;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Referrals;

/// <summary>
/// How a referral is to be handled holds for what it was merged into too, also where it is said afterwards: whoever decides there reads it first. It only adds up, and stays where a merger is taken back.
/// </summary>
internal static class PassHandling
{
    private const int Most = 50;

    /// <summary>Within the change in which it is said.</summary>
    public static async Task AlongAsync(GatewayContext db, Referral said, IEnumerable<ReferralChild> children, CancellationToken stopping)
    {
        if (said.Handling.Length == 0) return;
        foreach (var child in children)
            foreach (var (into, _) in await IntoAsync(db, child, stopping)) into.Handle(HandlingOf.Read(said.Handling));
    }

    /// <summary>What a child's referral was merged into, and what that was merged into: the nearest first.</summary>
    public static async Task<ImmutableArray<(Referral Referral, ReferralChild Child)>> IntoAsync(GatewayContext db, ReferralChild child, CancellationToken stopping)
    {
        var found = ImmutableArray.CreateBuilder<(Referral, ReferralChild)>();
        for (var next = child.MergedInto; next is { } id && found.Count < Most;)
        {
            if (await db.Set<ReferralChild>().SingleOrDefaultAsync(one => one.Id == id, stopping) is not { } into) break;
            found.Add((await db.Set<Referral>().SingleAsync(one => one.Id == into.Referral, stopping), into));
            next = into.MergedInto;
        }

        return found.ToImmutable();
    }
}
