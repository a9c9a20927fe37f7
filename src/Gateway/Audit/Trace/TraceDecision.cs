using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit.Publishing;
using Gateway.Audit.Sealing;
using Gateway.Audit.Search;
using Gateway.Disclosure.Explain;
using Gateway.Federation;
using Gateway.Policy;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Ledger;
using Gateway.Rules.Policy;
using Gateway.Rules.Policy.Explain;

namespace Gateway.Audit.Trace;

/// <summary>
/// One decision from end to end: what was asked, decided, answered and disclosed, each entry held against the published tree. For
/// an officer of the agency that asked; the look is recorded first, on the child's own trail.
/// </summary>
internal sealed class TraceDecision(Ledger ledger, PublishedLog log, RunSearch search, KeptPolicies policies, AppendToLedger append, TimeProvider time)
{
    public async Task<TraceOutcome> RunAsync(Practitioner who, TraceQuestion question, CancellationToken stopping)
    {
        if (ledger.State is LedgerState.Sealed) return new TraceOutcome.LedgerClosed();
        try
        {
            if (await FindAsync(question.Entry, stopping) is not { } index) return new TraceOutcome.NotFound();
            if (await OpenAsync(index, 0, stopping) is not { Opened: { } common }) return new TraceOutcome.Unreadable(index);
            return OwnEntry.IsOf(who.Agency.Id, common) ? await OfOwnAsync(who, question, index, stopping) : new TraceOutcome.NotFound();
        }
        catch (LedgerUnreadableException)
        {
            return new TraceOutcome.LedgerClosed();
        }
    }

    private async Task<TraceOutcome> OfOwnAsync(Practitioner who, TraceQuestion question, long index, CancellationToken stopping)
    {
        var (about, isErased) = await OpenAsync(index, 1, stopping);
        if (about is null && !isErased) return new TraceOutcome.Unreadable(index);
        var child = about is { } section ? ChildOf(section) : (ChildAsked?)null;
        if (child is { } one && await search.WaitsForColleagueAsync(who, new SearchQuestion(new AccessOf.ToChild(one.NhsNumber), one, question.Reason, false, question.Agreement, null), stopping))
            return await RecordAsync(SearchEntries.Traced(who, child, question, question.Entry, null, time.GetUtcNow()), stopping) is null
                ? new TraceOutcome.LedgerClosed()
                : new TraceOutcome.AgreementNeeded();
        var trace = await ReadAsync(who, index, stopping);
        return await RecordAsync(SearchEntries.Traced(who, child, question, trace.Decision.Id, [.. trace.Entries.Select(entry => entry.Id)], time.GetUtcNow()), stopping) is { } receipt
            ? new TraceOutcome.Shown(receipt, trace)
            : new TraceOutcome.LedgerClosed();
    }

    private async Task<long?> FindAsync(Guid entry, CancellationToken stopping) =>
        await ledger.FindEntryAsync(entry, stopping) is { } index && await ledger.ReadLeafAsync(index, stopping) is { } leaf
            ? (await ledger.FindAsync(leaf.InteractionId, stopping))?.Index
            : null;

    private async Task<DecisionTrace> ReadAsync(Practitioner who, long index, CancellationToken stopping)
    {
        var decided = await ledger.ReadLeafAsync(index, stopping) ?? throw new LedgerUnreadableException("An entry is gone.");
        var head = log.CheckpointOf(index);
        var (entries, shut) = (new List<TracedEntry>(), new List<long>());
        foreach (var (its, stored) in log.EntriesOf(decided.InteractionId, index))
            if (LeafFormat.Decode(stored.Leaf, out var leaf) != LeafFault.None || await OpenAsync(its.First + stored.Index, 0, stopping) is not { Opened: { } common }) shut.Add(its.First + stored.Index);
            else if (OwnEntry.IsOf(who.Agency.Id, common) || leaf!.ActorClass == (ushort)AgencyClass.Gateway) entries.Add(await ReadAsync(its, stored, leaf!, common, stopping));
        var decision = entries.Find(entry => entry.Index == index) ?? throw new LedgerUnreadableException("An entry is gone.");
        // That a council was told, or a holder asked, is a disclosure too; only the answer to the asker says how the child was identified.
        var answer = entries.Find(entry => entry.Type == EntryType.Disclosure && entry.Common.TryGetProperty("identity", out _));
        var policy = await policies.FindAsync(decided.PolicyHash, stopping);
        return new DecisionTrace(
            decision, answer, [.. entries.Where(entry => entry != decision && entry != answer)], [.. shut], Explain(who, policy, decision, decision), Explain(who, policy, decision, answer),
            head?.Checkpoint.Size, head is null ? Standing.NotKnown : log.Signature(head));
    }

    private async Task<TracedEntry> ReadAsync(ReadLog its, ReadLeaf stored, Leaf leaf, JsonElement common, CancellationToken stopping)
    {
        var position = its.First + stored.Index;
        var (child, isErased) = leaf.Sections > 0 ? await OpenAsync(position, 1, stopping) : default;
        return new TracedEntry(
            position, leaf.EntryId, leaf.InteractionId, DateTimeOffset.FromUnixTimeMilliseconds(leaf.TimeMilliseconds), (EntryType)leaf.Type, (EntryOutcome)leaf.Outcome,
            common, child, isErased, log.Inclusion(its, stored));
    }

    private static ExplanationForGovernance? Explain(Practitioner who, PolicyBundle? policy, TracedEntry decision, TracedEntry? said) =>
        policy is null || said is null || !said.Common.TryGetProperty("items", out _)
            ? null
            : Explanation.Of(policy, RecordedFacts.Read(decision.Common), RecordedItems.Read(said.Common, policy.Hash)).ForGovernance(who.Agency.Kind.Word());

    private async Task<(JsonElement? Opened, bool IsErased)> OpenAsync(long index, int section, CancellationToken stopping)
    {
        var reading = await ledger.ReadSectionAsync(index, section, stopping);
        if (reading is not SectionReading.Opened { Section: var bytes }) return (null, reading is SectionReading.Erased);
        using var document = JsonDocument.Parse(bytes);
        return (document.RootElement.Clone(), false);
    }

    private static ChildAsked ChildOf(JsonElement about)
    {
        var child = about.GetProperty("child");
        if (NhsNumber.Read(child.GetProperty("nhsNumber").GetString(), out var number) != NhsNumberFault.None) throw new LedgerUnreadableException("A section names no child.");
        return new ChildAsked(number, DateOnly.ParseExact(child.GetProperty("dateOfBirth").GetString()!, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
    }

    private async Task<LedgerReceipt?> RecordAsync(LedgerEntry entry, CancellationToken stopping) =>
        await append(entry, stopping) is AppendResult.Recorded { Receipt: var receipt } ? receipt : null;
}
