using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Gateway.Agencies;
using Gateway.Data;
using Gateway.Referrals.Store;
using Gateway.Rules.Referrals;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Referrals.Steps;

/// <summary>What happened to a referral, with as much of what was written as was written to whoever reads.</summary>
internal sealed class ReadSteps(IDbContextFactory<GatewayContext> contexts, WhoMay may, SealReferrals seal)
{
    private static readonly ImmutableArray<string> ToReferrer = [ReferralEvent.ReferralWithdrawalRefused.Word(), ReferralEvent.ClockPaused.Word(), ReferralEvent.ClockResumed.Word()];

    public async Task<StepsSeen?> RunAsync(Practitioner who, Guid id, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        if (await db.Set<Referral>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id && one.SentAt != null, stopping) is not { } referral) return null;
        var children = may.Seen(who, referral, await db.Set<ReferralChild>().AsNoTracking().Where(child => child.Referral == id).OrderBy(child => child.Number).ToListAsync(stopping));
        if (children.IsEmpty) return null;
        var ids = children.Select(child => child.Id).ToArray();
        var steps = await db.Set<ReferralStep>().AsNoTracking().Where(step => ids.Contains(step.Child)).ToListAsync(stopping);
        var asks = await db.Set<ReferralAsk>().AsNoTracking().Where(ask => ids.Contains(ask.Child)).ToListAsync(stopping);
        return new StepsSeen(referral, [.. children.Select(child => Of(who, may.Act(who, referral, child), child, steps, asks))]);
    }

    private ChildStepsSeen Of(Practitioner who, ImmutableArray<ReferralActor> parts, ReferralChild child, List<ReferralStep> all, List<ReferralAsk> asks)
    {
        var (seen, raised) = (ImmutableArray.CreateBuilder<StepSeen>(), (ReferralStep?)null);
        var council = parts.Any(StepScope.IsOfCouncil);
        var own = asks.Where(ask => ask.Child == child.Id && (council || (ask.Agency == who.Agency.Id && parts.Contains(ReferralActor.Agency)))).OrderBy(ask => ask.AskedAt).ThenBy(ask => ask.Agency, StringComparer.Ordinal).ToImmutableArray();
        foreach (var step in all.Where(step => step.Child == child.Id).OrderBy(step => step.Version).ThenBy(step => step.Number).ThenBy(step => step.At))
        {
            if (step.Event == ReferralEvent.DisagreementRaised.Word()) raised = step;
            var sender = parts.Any(WhoMay.IsOfSender);
            var written = council || (parts.Contains(ReferralActor.Agency) && ToAgency(who, step, raised, own)) || (sender && IsToReferrer(step, raised));
            if (!written && (!sender || ReadNotes.IsNote(step))) continue;
            // What the referrer is told is read where reading it is recorded.
            seen.Add(new StepSeen(step, written ? seal.Open(step) : ImmutableDictionary<ReferralText, string>.Empty, written || step.Event == ReferralEvent.CaseTransferred.Word() ? Facts(who, step, council) : null));
        }

        return new ChildStepsSeen(child, seen.ToImmutable(), own) { ToSender = !council && parts.Any(WhoMay.IsOfSender) };
    }

    // An agency that was asked reads that it was, and not who else.
    private static string? Facts(Practitioner who, ReferralStep step, bool council)
    {
        if (council || step.Event != ReferralEvent.AgencyAsked.Word() || step.Facts is not { } facts) return step.Facts;
        var shown = JsonNode.Parse(facts)!.AsObject();
        shown["agencies"] = new JsonArray(who.Agency.Id);
        return shown.ToJsonString();
    }

    private static bool IsToReferrer(ReferralStep step, ReferralStep? raised) =>
        IsOfReferrer(step) || ToReferrer.Contains(step.Event) || (IsOfDisagreement(step) && raised is not null && IsOfReferrer(raised));

    private static bool ToAgency(Practitioner who, ReferralStep step, ReferralStep? raised, ImmutableArray<ReferralAsk> asks) =>
        step.Agency == who.Agency.Id || asks.Any(ask => ask.Step == step.Id) || (IsOfDisagreement(step) && raised?.Agency == who.Agency.Id && raised.Actor == ReferralActor.Agency.Word());

    private static bool IsOfReferrer(ReferralStep step) => step.Actor == ReferralActor.Referrer.Word() || step.Actor == ReferralActor.Colleague.Word();

    private static bool IsOfDisagreement(ReferralStep step) => step.Event.StartsWith("disagreement.", StringComparison.Ordinal);
}

internal sealed record StepsSeen(Referral Referral, ImmutableArray<ChildStepsSeen> Children);

/// <param name="Asks">Which agencies were asked, as far as it is for who reads.</param>
internal sealed record ChildStepsSeen(ReferralChild Child, ImmutableArray<StepSeen> Steps, ImmutableArray<ReferralAsk> Asks)
{
    /// <summary>To the side that sent it, which is not told who was asked or what they are called.</summary>
    public bool ToSender { get; init; }
}

internal sealed record StepSeen(ReferralStep Step, ImmutableDictionary<ReferralText, string> Texts, string? Facts);
