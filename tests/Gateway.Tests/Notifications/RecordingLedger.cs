using System.Collections.Concurrent;
using Gateway.Audit;

namespace Gateway.Tests.Notifications;

/// <summary>A ledger that keeps what it was given, or refuses to.</summary>
internal sealed class RecordingLedger
{
    private readonly ConcurrentQueue<LedgerEntry> _entries = new();

    public bool Refuses { get; set; }

    public IReadOnlyList<LedgerEntry> Entries => [.. _entries];

    public ValueTask<AppendResult> AppendAsync(LedgerEntry entry, CancellationToken cancellation)
    {
        if (Refuses) return new(new AppendResult.NotRecorded("sealed"));
        _entries.Enqueue(entry);
        return new(new AppendResult.Recorded(
            new LedgerReceipt("test", Guid.NewGuid(), entry.InteractionId, _entries.Count - 1, new byte[32], _entries.Count, new byte[32], DateTimeOffset.UnixEpoch)));
    }
}
