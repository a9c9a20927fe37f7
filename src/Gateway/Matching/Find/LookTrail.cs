using System.Collections.Concurrent;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Audit.Search;

namespace Gateway.Matching.Find;

/// <summary>
/// Who looked how often lately. A practitioner's day is read from the ledger when this process first meets them, and again each
/// minute, so that neither a restart nor another process begins to count anew.
/// </summary>
internal sealed class LookTrail(LookLimits limits, Ledger ledger, TimeProvider time)
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan ReadAgain = TimeSpan.FromMinutes(1);
    private const int MostPages = 4;
    private const int Page = 100;
    private const int MostWalkers = 100_000;
    private const int MostLooks = MostPages * Page;

    private readonly ConcurrentDictionary<(string Agency, string Practitioner), Walk> _walks = new();
    private readonly ConcurrentDictionary<long, Dictionary<string, DateTimeOffset>> _children = new();

    /// <summary>Counts a look and says what it makes of the practitioner.</summary>
    public async Task<LookVerdict> TakeAsync(Practitioner asker, Look look, CancellationToken stopping)
    {
        if (_walks.Count > MostWalkers) _walks.Clear();
        var walk = _walks.GetOrAdd((asker.Agency.Id, asker.Subject), _ => new Walk());
        await walk.Turn.WaitAsync(stopping);
        try
        {
            if (look.At - walk.ReadAt > ReadAgain) await ReadAsync(walk, asker, look.At, stopping);
            lock (walk.Looks)
            {
                walk.Looks.RemoveAll(before => before.At <= look.At - Day);
                var verdict = Judge(walk.Looks, look);
                walk.Looks.Add(look with { IsRefused = verdict != LookVerdict.Fine });
                // Whoever goes on all day is long refused: the latest say all that the limits ask.
                if (walk.Looks.Count > MostLooks) walk.Looks.RemoveAt(Math.Max(0, walk.Looks.FindIndex(one => one.IsRefused)));
                return verdict;
            }
        }
        finally
        {
            walk.Turn.Release();
        }
    }

    /// <summary>How a look ended, and what that makes of the practitioner; true where somebody should read their looks.</summary>
    public bool Ended(Practitioner asker, Look look, bool isUnsure)
    {
        if (!_walks.TryGetValue((asker.Agency.Id, asker.Subject), out var walk)) return false;
        lock (walk.Looks)
        {
            var at = walk.Looks.LastIndexOf(look);
            if (at >= 0) walk.Looks[at] = look with { IsUnsure = isUnsure };
            var last = walk.Looks.TakeLast(limits.UnsureOver).ToList();
            return last.Count == limits.UnsureOver && last.Count(one => one.IsUnsure) * 100 > limits.UnsurePercent * last.Count;
        }
    }

    /// <summary>A child was shown to a practitioner; true where so many different ones had the child shown within the hour that somebody should know.</summary>
    public bool Shown(Practitioner asker, long child)
    {
        var now = time.GetUtcNow();
        if (_children.Count > MostWalkers) _children.Clear();
        var seen = _children.GetOrAdd(child, _ => []);
        lock (seen)
        {
            foreach (var (who, at) in seen)
                if (at <= now - Hour) seen.Remove(who);
            seen[$"{asker.Agency.Id}\n{asker.Subject}"] = now;
            return seen.Count > limits.Practitioners;
        }
    }

    private LookVerdict Judge(List<Look> day, Look look)
    {
        var births = day.Where(before => before.ButBirth == look.ButBirth).Select(before => before.Birth).Append(look.Birth).Distinct().Count();
        var names = day.Where(before => before.ButNames == look.ButNames).Select(before => before.Names).Append(look.Names).Distinct().Count();
        if (births > limits.Births || names > limits.Names) return LookVerdict.Walks;
        if (day.Count(before => !before.IsRefused && before.At > look.At - Hour) >= limits.WithinAnHour) return LookVerdict.TooOften;
        return day.Count(before => !before.IsRefused && before.At > look.At - TimeSpan.FromHours(limits.ShiftHours)) >= limits.WithinAShift ? LookVerdict.TooOften : LookVerdict.Fine;
    }

    private async Task ReadAsync(Walk walk, Practitioner asker, DateTimeOffset now, CancellationToken stopping)
    {
        var found = new List<Look>();
        long? before = null;
        for (var page = 0; page < MostPages; page++)
        {
            var history = await ledger.History.ReadAsync(new AccessOf.ByPractitioner(asker.Agency.Id, asker.Subject), before, Page, stopping);
            foreach (var access in history.Entries)
                if (access.Leaf is { Type: (byte)EntryType.Match } leaf && !access.Common.IsEmpty && LookPatterns.Read(access.Common, At(leaf.TimeMilliseconds)) is { } look) found.Add(look);
            before = history.Before;
            if (before is null || history.Entries is not [.., { Leaf: { } oldest }] || At(oldest.TimeMilliseconds) <= now - Day) break;
        }

        lock (walk.Looks)
        {
            // What this process counted and another's clock dated otherwise is counted once: the longer list is the truer one.
            found.RemoveAll(look => look.At <= now - Day);
            if (found.Count > walk.Looks.Count)
            {
                walk.Looks.Clear();
                walk.Looks.AddRange(found.OrderBy(look => look.At));
            }
        }

        walk.ReadAt = now;
    }

    private static DateTimeOffset At(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private sealed class Walk
    {
        public SemaphoreSlim Turn { get; } = new(1);

        public List<Look> Looks { get; } = [];

        public DateTimeOffset ReadAt { get; set; } = DateTimeOffset.MinValue;
    }
}

/// <summary>What the looks of a practitioner amount to.</summary>
internal enum LookVerdict
{
    Fine,

    /// <summary>More than anybody needs.</summary>
    TooOften,

    /// <summary>The same question again and again with one thing changed.</summary>
    Walks,
}
