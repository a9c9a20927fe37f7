using System.Collections.Concurrent;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Audit.Search;
using Gateway.Rules.Identifiers;

namespace Gateway.Matching.Find;

/// <summary>
/// Which practitioners a child was shown to within the hour. It is read from the child's own trail in the ledger when this process first
/// shows the child, and again each minute, so that neither a restart nor another process begins to count anew.
/// </summary>
internal sealed class ChildTrail(LookLimits limits, Ledger ledger, TimeProvider time)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan ReadAgain = TimeSpan.FromMinutes(1);
    private const int MostPages = 4;
    private const int Page = 50;
    private const int MostChildren = 100_000;

    private readonly ConcurrentDictionary<long, SeenBy> _children = new();

    /// <summary>A child was shown to a practitioner; true where so many different ones had the child shown within the hour that somebody should know.</summary>
    public async Task<bool> ShownAsync(Practitioner asker, NhsNumber child, CancellationToken stopping)
    {
        if (_children.Count > MostChildren) _children.Clear();
        var (seen, now) = (_children.GetOrAdd(child.Value, _ => new SeenBy()), time.GetUtcNow());
        await seen.Turn.WaitAsync(stopping);
        try
        {
            if (now - seen.ReadAt > ReadAgain) await ReadAsync(seen, child, now, stopping);
            seen.At(Named(asker.Agency.Id, asker.Subject), now);
            return seen.Since(now - Hour) > limits.Practitioners;
        }
        finally
        {
            seen.Turn.Release();
        }
    }

    private async Task ReadAsync(SeenBy seen, NhsNumber child, DateTimeOffset now, CancellationToken stopping)
    {
        long? before = null;
        for (var page = 0; page < MostPages; page++)
        {
            var history = await ledger.History.ReadAsync(new AccessOf.ToChild(child), before, Page, stopping);
            foreach (var access in history.Entries)
                if (access.Leaf is { Type: (byte)EntryType.Match } leaf && Who(access.Common) is { } who) seen.At(who, At(leaf.TimeMilliseconds));
            before = history.Before;
            if (before is null || history.Entries is not [.., { Leaf: { } oldest }] || At(oldest.TimeMilliseconds) <= now - Hour) break;
        }

        seen.ReadAt = now;
    }

    // To whom a look showed the child; null where the entry is of something else.
    private static string? Who(ReadOnlyMemory<byte> common)
    {
        if (common.IsEmpty) return null;
        using var document = JsonDocument.Parse(common);
        var root = document.RootElement;
        return root.GetProperty("kind"u8).ValueEquals(FindEntries.Kind) && !root.TryGetProperty("refused"u8, out _)
            ? Named(root.GetProperty("agency"u8).GetString()!, root.GetProperty("practitioner"u8).GetString()!)
            : null;
    }

    private static string Named(string agency, string practitioner) => $"{agency}\n{practitioner}";

    private static DateTimeOffset At(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private sealed class SeenBy
    {
        private readonly Dictionary<string, DateTimeOffset> _last = new(StringComparer.Ordinal);

        public SemaphoreSlim Turn { get; } = new(1);

        public DateTimeOffset ReadAt { get; set; } = DateTimeOffset.MinValue;

        public void At(string who, DateTimeOffset at)
        {
            if (!_last.TryGetValue(who, out var before) || before < at) _last[who] = at;
        }

        /// <summary>How many have seen the child since; who saw it before is forgotten.</summary>
        public int Since(DateTimeOffset from)
        {
            foreach (var (who, at) in _last)
                if (at <= from) _last.Remove(who);
            return _last.Count;
        }
    }
}
