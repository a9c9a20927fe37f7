using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Data;
using Gateway.Referrals.Store;
using Gateway.Rules.Referrals;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Referrals.Steps;

/// <summary>
/// What the referrer was told. That it is read by the referrer, or by who answers for them, is itself a step, once, and before it is shown; the council that wrote
/// it sees it too, with when it was read.
/// </summary>
internal sealed class ReadFeedback(IDbContextFactory<GatewayContext> contexts, TakeStep take, WhoMay may, SealReferrals seal)
{
    private static readonly Step Read = new(ReferralEvent.FeedbackRead, default);

    /// <summary>None where there is no such referral, or none for them.</summary>
    public async Task<FeedbackFound?> RunAsync(Practitioner who, Guid id, CancellationToken stopping)
    {
        if (await LoadAsync(who, id, stopping) is not { } found) return null;
        ImmutableArray<ReferralChild> own = [.. found.Children.Where(child => may.Act(who, found.Referral, child).Any(WhoMay.IsOfSender))];
        if (own.IsEmpty) return found;
        foreach (var child in own.Where(child => child.Stands().Feedback?.State == ReferralState.ReferrerTold))
        {
            var what = $"read\n{child.Id:N}\n{child.Stands().ToldAt!.Value.ToUnixTimeMilliseconds()}";
            if (await take.RunAsync(StepTaking.Of(who, StepTaking.OwnRequest(what), seal.OfSent(what, []), id, [child.Id], Read), stopping) is StepTaken.LedgerClosed) return found with { Closed = true };
        }

        return await LoadAsync(who, id, stopping);
    }

    private async Task<FeedbackFound?> LoadAsync(Practitioner who, Guid id, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        if (await db.Set<Referral>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id && one.SentAt != null, stopping) is not { } referral) return null;
        var rows = await db.Set<ReferralChild>().AsNoTracking().Where(child => child.Referral == id).OrderBy(child => child.Number).ToListAsync(stopping);
        // An agency that was asked is told nothing of what the referrer is told.
        ImmutableArray<ReferralChild> children = [.. rows.Where(child => may.Act(who, referral, child).Any(part => part != ReferralActor.Agency))];
        if (children.IsEmpty) return null;
        var ids = children.Select(child => child.Id).ToArray();
        var steps = await db.Set<ReferralStep>().AsNoTracking().Where(step => ids.Contains(step.Child)).ToListAsync(stopping);
        return new FeedbackFound(referral, children, [.. steps.OrderBy(step => step.Version).ThenBy(step => step.Number).ThenBy(step => step.At)]);
    }
}

/// <param name="Steps">All of them, the oldest first.</param>
internal sealed record FeedbackFound(Referral Referral, ImmutableArray<ReferralChild> Children, ImmutableArray<ReferralStep> Steps)
{
    /// <summary>The reading could not be recorded, so nothing is shown.</summary>
    public bool Closed { get; init; }

    /// <summary>What was told about a child, the newest first, and when each was read.</summary>
    public IEnumerable<(ReferralStep Told, ImmutableDictionary<ReferralText, string> Texts, ReferralStep? Read)> Of(ReferralChild child, SealReferrals seal)
    {
        ReferralStep? read = null;
        foreach (var step in Steps.Where(step => step.Child == child.Id).Reverse())
        {
            if (step.Event == ReferralEvent.FeedbackRead.Word()) read = step;
            if (seal.Open(step) is not { } texts || !texts.ContainsKey(ReferralText.Message)) continue;
            yield return (step, texts, read);
            read = null;
        }
    }
}
