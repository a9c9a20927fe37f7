using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Data;
using Gateway.Hosting;
using Gateway.Referrals.Store;
using Gateway.Rules.Referrals;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Referrals.Steps;

/// <summary>The line that a council keeps of what it sent on to another: which referral, when, by whom and where to. Of the child it says nothing.</summary>
internal sealed class ListSentOn(IDbContextFactory<GatewayContext> contexts)
{
    private const int Page = 50;

    private static readonly string Transferred = ReferralEvent.CaseTransferred.Word();
    private static readonly string Decided = ReferralEvent.DecisionMade.Word();
    private static readonly string OtherArea = StepOutcome.OtherArea.Word();

    public async Task<SentOnList> RunAsync(Practitioner who, WorkCursor? after, CancellationToken stopping)
    {
        var council = who.Agency.Id;
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var all = db.Set<ReferralStep>().AsNoTracking().Where(step => step.Agency == council && (step.Event == Transferred || (step.Event == Decided && step.Outcome == OtherArea)));
        if (after is not null) all = all.Where(step => step.At < after.At || (step.At == after.At && step.Id > after.Id));
        var rows = await all.OrderByDescending(step => step.At).ThenBy(step => step.Id).Take(Page + 1).ToListAsync(stopping);
        var shown = rows.Take(Page).ToImmutableArray();
        var ids = shown.Select(step => step.Referral).Distinct().ToArray();
        var referrals = await db.Set<Referral>().AsNoTracking().Where(one => ids.Contains(one.Id)).ToDictionaryAsync(one => one.Id, stopping);
        return new SentOnList([.. shown.Select(step => (referrals[step.Referral], step))], rows.Count > Page ? new WorkCursor(false, shown[^1].At, shown[^1].Id) : null);
    }

    /// <summary>The council that a child was sent on to, as the step's facts name it.</summary>
    public static string To(string facts)
    {
        using var read = JsonDocument.Parse(facts);
        return read.RootElement.GetProperty("council").GetString()!;
    }

    /// <summary>The child moves, and the plan is here until the conference there: it is still the work of the council that said so.</summary>
    public static bool Stays(ReferralStep step) => StandingJson.Read(step.Standing).Main.State == ReferralState.Plan;
}

internal sealed record SentOnList(ImmutableArray<(Referral Referral, ReferralStep Step)> Shown, WorkCursor? Next);
