using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Matching;
using Gateway.Hosting;
using Gateway.Rules.Ledger;

namespace Gateway.Audit.Search;

/// <summary>
/// Who asked about this child, what did this practitioner or this agency ask: one search, whether a page or a system asks. Of the
/// officer's own agency's entries alone, and recorded before anything is there to show.
/// </summary>
internal sealed class RunSearch(Ledger ledger, AppendToLedger append, Children children, TimeProvider time)
{
    private const int Read = 200;
    private const int MostReads = 5;

    /// <param name="who">An information governance officer.</param>
    /// <param name="question">What they ask.</param>
    /// <param name="most">How many entries a page has.</param>
    /// <param name="stopping">Gives up.</param>
    public async Task<SearchOutcome> RunAsync(Practitioner who, SearchQuestion question, int most, CancellationToken stopping)
    {
        if (ledger.State is LedgerState.Sealed) return new SearchOutcome.LedgerClosed();
        try
        {
            if (await WhyNotAsync(who, question, stopping) is { } problem) return await RefuseAsync(who, question, problem, stopping);
            return question.ForFamily ? await ExtractAsync(who, question, stopping) : await ShowAsync(who, question, most, stopping);
        }
        catch (LedgerUnreadableException)
        {
            return new SearchOutcome.LedgerClosed();
        }
    }

    /// <summary>True where this child's history waits for a colleague. One who is not known, or whom nobody could look up, is treated as protected: nobody can say that they are not.</summary>
    public async Task<bool> WaitsForColleagueAsync(Practitioner who, SearchQuestion question, CancellationToken stopping) =>
        question.Child is { } child
        && await children.MatchAsync(child.NhsNumber, child.DateOfBirth, stopping) is not ChildMatch.Exact { Home.Protected: false }
        && !await Agreement.CoversAsync(ledger, who, question, time.GetUtcNow(), stopping);

    /// <summary>Why it is not for this officer; null where it is.</summary>
    public async Task<Problem?> WhyNotAsync(Practitioner who, SearchQuestion question, CancellationToken stopping)
    {
        if (question.Of is AccessOf.ByAgency(var agency) && agency != who.Agency.Id) return SearchProblems.AnotherAgency;
        return await WaitsForColleagueAsync(who, question, stopping) ? SearchProblems.AgreementNeeded : null;
    }

    private async Task<SearchOutcome> RefuseAsync(Practitioner who, SearchQuestion question, Problem problem, CancellationToken stopping) =>
        await RecordAsync(SearchEntries.Refused(who, question, problem.Type, time.GetUtcNow()), stopping) is null
            ? new SearchOutcome.LedgerClosed()
            : new SearchOutcome.Refused(problem);

    private async Task<SearchOutcome> ShowAsync(Practitioner who, SearchQuestion question, int most, CancellationToken stopping)
    {
        var history = await ReadAsync(who, question, most, stopping);
        return await RecordAsync(SearchEntries.Shown(who, question, Ids(history), history.Gaps.IsEmpty, time.GetUtcNow()), stopping) is { } receipt
            ? new SearchOutcome.Shown(receipt, history)
            : new SearchOutcome.LedgerClosed();
    }

    private async Task<SearchOutcome> ExtractAsync(Practitioner who, SearchQuestion question, CancellationToken stopping)
    {
        var history = await ReadAsync(who, question, int.MaxValue, stopping);
        var gaps = history.Before is { } rest ? history.Gaps.Add(new TrailGap(TrailGapKind.Missing, null, null, rest)) : history.Gaps;
        return await RecordAsync(SearchEntries.Shown(who, question, Ids(history), gaps.IsEmpty, time.GetUtcNow()), stopping) is { } receipt
            ? new SearchOutcome.Extract(receipt, FamilyExtract.Of(history.Entries), gaps)
            : new SearchOutcome.LedgerClosed();
    }

    // A page is full of the agency's own entries, not of what is left of a page when others' are taken out: that would count those.
    private async Task<OwnHistory> ReadAsync(Practitioner who, SearchQuestion question, int most, CancellationToken stopping)
    {
        var (own, gaps, next) = (new List<OwnEntry>(), new List<TrailGap>(), question.Before);
        for (var read = 0; read < MostReads && own.Count < most && (read == 0 || next is not null); read++)
        {
            var history = await ledger.History.ReadAsync(question.Of, next, Read, stopping);
            own.AddRange(history.Entries.Select(access => OwnEntry.Of(access, who.Agency.Id)).OfType<OwnEntry>());
            gaps.AddRange(history.Gaps);
            next = history.Before;
        }

        return own.Count > most ? new OwnHistory([.. own.Take(most)], [.. gaps], own[most - 1].Access.Index) : new OwnHistory([.. own], [.. gaps], next);
    }

    private static IEnumerable<Guid> Ids(OwnHistory history) => history.Entries.Select(entry => entry.Access.Leaf!.EntryId);

    private async Task<LedgerReceipt?> RecordAsync(LedgerEntry entry, CancellationToken stopping) =>
        await append(entry, stopping) is AppendResult.Recorded { Receipt: var receipt } ? receipt : null;
}
