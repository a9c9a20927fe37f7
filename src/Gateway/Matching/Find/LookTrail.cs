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

    /// <summary>Counts a look and says what it makes of the practitioner.</summary>
    public async Task<LookVerdict> TakeAsync(Practitioner asker, Look look, CancellationToken stopping)
    {
        if (_walks.Count > MostWalkers) _walks.Clear();
        var walk = WalkOf(asker.Agency, asker.Subject);
        await walk.Turn.WaitAsync(stopping);
        try
        {
            if (look.At - walk.ReadAt > ReadAgain) await ReadAsync(walk, asker.Agency, asker.Subject, look.At, stopping);
            lock (walk.Looks)
            {
                walk.Looks.RemoveAll(before => before.At <= look.At - Day);
                var verdict = Judge(walk, look);
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

    /// <summary>When the shift ends of somebody who has looked as often as one allows; null where they have looks left.</summary>
    public async Task<DateTimeOffset?> SpentUntilAsync(Agency agency, string practitioner, CancellationToken stopping)
    {
        var (walk, now) = (WalkOf(agency, practitioner), time.GetUtcNow());
        await walk.Turn.WaitAsync(stopping);
        try
        {
            await ReadAsync(walk, agency, practitioner, now, stopping);
            lock (walk.Looks) return IsSpent(walk, now) ? walk.Looks.Where(look => Counts(look, now - Shift)).Min(look => look.At) + Shift : null;
        }
        finally
        {
            walk.Turn.Release();
        }
    }

    /// <summary>From now on they have as many again; other processes read it from the ledger.</summary>
    public void Released(Agency agency, LookRelease release)
    {
        var walk = WalkOf(agency, release.Practitioner);
        lock (walk.Looks) walk.Release = release;
    }

    private TimeSpan Shift => TimeSpan.FromHours(limits.ShiftHours);

    private Walk WalkOf(Agency agency, string practitioner) => _walks.GetOrAdd((agency.Id, practitioner), _ => new Walk());

    private static bool Counts(Look look, DateTimeOffset after) => !look.IsRefused && look.At > after;

    private bool IsSpent(Walk walk, DateTimeOffset now)
    {
        var from = walk.Release is { } release && release.Until > now && release.At > now - Shift ? release.At : now - Shift;
        return walk.Looks.Count(look => Counts(look, from)) >= limits.WithinAShift;
    }

    private LookVerdict Judge(Walk walk, Look look)
    {
        var day = walk.Looks;
        var births = day.Where(before => before.ButBirth == look.ButBirth).Select(before => before.Birth).Append(look.Birth).Distinct().Count();
        var names = day.Where(before => before.ButNames == look.ButNames).Select(before => before.Names).Append(look.Names).Distinct().Count();
        if (births > limits.Births || names > limits.Names) return LookVerdict.Walks;
        if (day.Count(before => Counts(before, look.At - Hour)) >= limits.WithinAnHour) return LookVerdict.TooOften;
        return IsSpent(walk, look.At) ? LookVerdict.ShiftSpent : LookVerdict.Fine;
    }

    private async Task ReadAsync(Walk walk, Agency agency, string practitioner, DateTimeOffset now, CancellationToken stopping)
    {
        var found = await DayOfAsync(agency, practitioner, now, LookPatterns.Read, stopping);
        bool isSpent;
        lock (walk.Looks)
        {
            // What this process counted and another's clock dated otherwise is counted once: the longer list is the truer one.
            found.RemoveAll(look => look.At <= now - Day);
            if (found.Count > walk.Looks.Count)
            {
                walk.Looks.Clear();
                walk.Looks.AddRange(found.OrderBy(look => look.At));
            }

            isSpent = IsSpent(walk, now);
        }

        if (isSpent) await ReadReleasesAsync(walk, agency, practitioner, now, stopping);
        walk.ReadAt = now;
    }

    private async Task ReadReleasesAsync(Walk walk, Agency agency, string practitioner, DateTimeOffset now, CancellationToken stopping)
    {
        foreach (var supervisor in agency.Supervisors.Where(supervisor => supervisor != practitioner))
            foreach (var release in await DayOfAsync(agency, supervisor, now, LookRelease.Read, stopping))
                lock (walk.Looks)
                    if (release.Practitioner == practitioner && !(walk.Release?.At >= release.At)) walk.Release = release;
    }

    // What somebody did within a day, of one kind; the newest of it where it is very much.
    private async Task<List<T>> DayOfAsync<T>(Agency agency, string practitioner, DateTimeOffset now, Func<ReadOnlyMemory<byte>, DateTimeOffset, T?> read, CancellationToken stopping) where T : class
    {
        var found = new List<T>();
        long? before = null;
        for (var page = 0; page < MostPages; page++)
        {
            var history = await ledger.History.ReadAsync(new AccessOf.ByPractitioner(agency.Id, practitioner), before, Page, stopping);
            foreach (var access in history.Entries)
                if (access.Leaf is { Type: (byte)EntryType.Match } leaf && !access.Common.IsEmpty && read(access.Common, At(leaf.TimeMilliseconds)) is { } one) found.Add(one);
            before = history.Before;
            if (before is null || history.Entries is not [.., { Leaf: { } oldest }] || At(oldest.TimeMilliseconds) <= now - Day) break;
        }

        return found;
    }

    private static DateTimeOffset At(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private sealed class Walk
    {
        public SemaphoreSlim Turn { get; } = new(1);

        public List<Look> Looks { get; } = [];

        public LookRelease? Release { get; set; }

        public DateTimeOffset ReadAt { get; set; } = DateTimeOffset.MinValue;
    }
}

/// <summary>What the looks of a practitioner amount to.</summary>
internal enum LookVerdict
{
    Fine,

    /// <summary>More than anybody needs.</summary>
    TooOften,

    /// <summary>As much as a shift allows: a supervisor may release them.</summary>
    ShiftSpent,

    /// <summary>The same question again and again with one thing changed.</summary>
    Walks,
}
