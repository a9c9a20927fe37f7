using System.Collections.Immutable;
using System.Data.Common;
using Gateway.Agencies;
using Gateway.Consents.Store;
using Gateway.Data;
using Gateway.Federation;
using Gateway.Hosting;
using Gateway.Rules.Consent;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Policy;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Consents;

/// <summary>What the records come to for one question. For a purpose that does not rest on consent they are not even read.</summary>
internal sealed class ConsentsInForce(IDbContextFactory<GatewayContext> contexts, ConsentTerms terms, ChildKeys keys, TimeProvider time, ILogger<ConsentsInForce> log)
{
    /// <summary>Records that cannot be read are no yes.</summary>
    public async Task<ConsentHeld?> ForAsync(
        PolicyBundle policy, Practitioner asker, ChildAsked child, Purpose purpose, ImmutableArray<Item> items, CancellationToken stopping)
    {
        if (!policy.Terms(purpose).ConsentDependent) return null;
        try
        {
            var now = time.GetUtcNow();
            var today = LondonTime.Day(now);
            var (records, engagements) = await AboutAsync(child.NhsNumber, stopping);
            var question = new ConsentQuestion(purpose, asker.Agency.Id, items, child.AgeOn(today), today, ConsentAges.Of(policy.LimitsAt(now)));
            return new ConsentHeld(Resolve.For(terms, question, records, engagements), engagements.Where(told => told.Purposes.Contains(purpose)).MaxBy(told => told.RecordedAt));
        }
        catch (Exception fault) when (fault is DbException or InvalidOperationException or InvalidDataException or TimeoutException)
        {
            log.LogError(SecurityEvents.ConsentsNotRead, "The records of consent could not be read, so none counts: {Fault}", fault.GetType().Name);
            return new ConsentHeld(Resolution.Unread, null);
        }
    }

    /// <summary>Every record about a child, whoever recorded it.</summary>
    public async Task<(ImmutableArray<ConsentRecord> Records, ImmutableArray<EngagementRecord> Engagements)> AboutAsync(NhsNumber number, CancellationToken stopping)
    {
        var child = keys.Of(number);
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var consents = await db.Set<RecordedConsent>().AsNoTracking().Where(consent => consent.Child == child && consent.Stage != ConsentStage.Superseded).ToListAsync(stopping);
        var engagements = await db.Set<RecordedEngagement>().AsNoTracking().Where(engagement => engagement.Child == child && engagement.LedgerEntry != null).ToListAsync(stopping);
        return ([.. consents.Select(consent => consent.Value())], [.. engagements.Select(engagement => engagement.Value())]);
    }
}

/// <summary>The consent that a question was decided by, and what is recorded of telling the family.</summary>
public sealed record ConsentHeld(Resolution Resolution, EngagementRecord? Engagement)
{
    /// <summary>True where the other lets go of something that this one lets go of no longer.</summary>
    public bool LetsGoLessThan(ConsentHeld before) =>
        before.Resolution.State == ConsentState.Given
        && (Resolution.State != ConsentState.Given || Resolution.OutOfScope.Except(before.Resolution.OutOfScope).Any());
}
