using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Consents.Store;
using Gateway.Data;
using Gateway.Rules.Consent;
using Gateway.Rules.Policy;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Consents;

/// <summary>Finds what an agency recorded about a child, and what all that is recorded comes to for a question of its own.</summary>
internal sealed class SearchConsents(SearchSteps steps, IDbContextFactory<GatewayContext> contexts, ConsentTerms terms, TimeProvider time)
{
    public async Task<SearchOutcome> RunAsync(Recorder recorder, ConsentSearch search, CancellationToken stopping)
    {
        var admission = await steps.Admit.AskAsync(recorder, search.Child, null, stopping);
        if (admission is not Admission.Involved) return await RefusedAsync(recorder, search, admission, stopping);
        var found = await FindAsync(recorder, search, stopping);
        return await steps.Append(steps.Entries.Searched(recorder, search.Child, admission, found), stopping) is AppendResult.Recorded(var receipt)
            ? new SearchOutcome.Found(found, receipt)
            : new SearchOutcome.LedgerClosed();
    }

    private async Task<SearchOutcome> RefusedAsync(Recorder recorder, ConsentSearch search, Admission admission, CancellationToken stopping)
    {
        var byRole = admission is Admission.NotAllowed;
        var entry = steps.Entries.Refused(recorder, EntryType.Search, byRole ? "role" : "relationship-not-confirmed", search.Child);
        return await steps.Append(entry, stopping) is AppendResult.Recorded ? new SearchOutcome.Refused(byRole) : new SearchOutcome.LedgerClosed();
    }

    private async Task<ConsentsFound> FindAsync(Recorder recorder, ConsentSearch search, CancellationToken stopping)
    {
        var child = steps.Keys.Of(search.Child.NhsNumber);
        var now = time.GetUtcNow();
        var today = LondonTime.Day(now);
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var consents = await db.Set<RecordedConsent>().AsNoTracking().Where(consent => consent.Child == child && consent.Agency == recorder.Agency.Id).OrderBy(consent => consent.RecordedAt).ToListAsync(stopping);
        var engagements = await db.Set<RecordedEngagement>().AsNoTracking().Where(told => told.Child == child && told.Agency == recorder.Agency.Id).OrderBy(told => told.RecordedAt).ToListAsync(stopping);
        var (records, allEngagements) = await steps.InForce.AboutAsync(search.Child.NhsNumber, stopping);
        Resolution Of(Purpose purpose) => Resolve.For(
            terms, new ConsentQuestion(purpose, recorder.Agency.Id, ItemWords.All, search.Child.AgeOn(today), today, ConsentAges.Of(recorder.Policy.LimitsAt(now))), records, allEngagements);
        return new ConsentsFound(
            now, today, [.. consents], [.. engagements], [.. search.Purposes.Select(purpose => (purpose, Of(purpose)))],
            search.Seek is { } seek ? ShouldSeek.Ask(terms, seek) : null);
    }
}

/// <summary>The steps of a search.</summary>
internal sealed record SearchSteps(AdmitRecorder Admit, ConsentsInForce InForce, ConsentEntries Entries, AppendToLedger Append, ChildKeys Keys);

/// <summary>What was found.</summary>
internal sealed record ConsentsFound(
    DateTimeOffset At, DateOnly Today, ImmutableArray<RecordedConsent> Consents, ImmutableArray<RecordedEngagement> Engagements,
    ImmutableArray<(Purpose Purpose, Resolution Resolution)> Resolved, (SeekAdvice Advice, string Test)? Seek);

/// <summary>What can come of a search.</summary>
internal abstract record SearchOutcome
{
    private SearchOutcome() { }

    public sealed record Found(ConsentsFound What, LedgerReceipt Receipt) : SearchOutcome;

    public sealed record Refused(bool ByRole) : SearchOutcome;

    public sealed record LedgerClosed : SearchOutcome;
}
