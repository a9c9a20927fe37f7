using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Audit.Publishing;
using Gateway.Rules.Policy.Explain;

namespace Gateway.Audit.Trace;

/// <summary>One decision to be followed from end to end.</summary>
/// <param name="Entry">The decision's entry, or any other of the same question.</param>
/// <param name="Reason">Why it is looked at, in the officer's own words.</param>
/// <param name="Agreement">What a colleague agreed to, where the child's whereabouts are protected.</param>
internal sealed record TraceQuestion(Guid Entry, string Reason, Guid? Agreement);

internal abstract record TraceOutcome
{
    private TraceOutcome() { }

    /// <param name="Receipt">That of the look.</param>
    public sealed record Shown(LedgerReceipt Receipt, DecisionTrace Trace) : TraceOutcome;

    /// <summary>No decision, or one of another agency: nobody is told which.</summary>
    public sealed record NotFound : TraceOutcome;

    /// <summary>A colleague agrees first; that somebody was turned away is on the record.</summary>
    public sealed record AgreementNeeded : TraceOutcome;

    /// <summary>The decision is there and does not open.</summary>
    public sealed record Unreadable(long Index) : TraceOutcome;

    public sealed record LedgerClosed : TraceOutcome;
}

/// <summary>What the ledger has of one question, in the order in which it was recorded. Who the child is stays sealed.</summary>
/// <param name="Decision">The entry in which it was asked and decided.</param>
/// <param name="Answer">The entry of what was disclosed; null where nothing was.</param>
/// <param name="Later">Whatever else the agency recorded about it, and what the gateway closed it with.</param>
/// <param name="Shut">Where entries of it stand that do not open.</param>
/// <param name="Decided">The decision in words; null where the policy that made it is not here.</param>
/// <param name="Disclosed">What came of it once the sources had answered; null where the child was not found, or nothing was disclosed.</param>
/// <param name="Published">The size of the published tree that the entries were held against; null where none is published.</param>
/// <param name="Signature">Whether that tree's signature holds.</param>
internal sealed record DecisionTrace(
    TracedEntry Decision, TracedEntry? Answer, ImmutableArray<TracedEntry> Later, ImmutableArray<long> Shut,
    ExplanationForGovernance? Decided, ExplanationForGovernance? Disclosed, long? Published, Standing Signature)
{
    public IEnumerable<TracedEntry> Entries => Answer is null ? [Decision, .. Later] : ((TracedEntry[])[Decision, Answer, .. Later]).OrderBy(entry => entry.Index);
}

/// <param name="Common">Who, which agency and what; never the child.</param>
/// <param name="Child">What stands in the child's own section; null where it has none, or it was erased.</param>
/// <param name="Proof">Whether the entry is in the published tree; not known where it is newer.</param>
internal sealed record TracedEntry(
    long Index, Guid Id, Guid Interaction, DateTimeOffset At, EntryType Type, EntryOutcome Outcome, JsonElement Common, JsonElement? Child, bool IsErased, Standing Proof)
{
    public string? Text(string name) => Common.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
