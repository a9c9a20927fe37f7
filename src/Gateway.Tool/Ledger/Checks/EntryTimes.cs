using System.Buffers.Binary;
using Gateway.Rules.Ledger.Witnessing;

namespace Gateway.Tool.Ledger.Checks;

/// <summary>
/// The times of entries, in the order of the log: none before the one before it, and none outside what witnesses saw. What was in a tree cosigned at T
/// is not later than T, and what came after it is not earlier, each give or take a tolerance.
/// </summary>
internal sealed class EntryTimes(TimeSpan tolerance)
{
    private readonly long _tolerance = (long)tolerance.TotalMilliseconds;
    private long _last;
    private long _notBefore;
    private string _because = "";
    private long _silence;

    /// <summary>The longest time between two entries: a ledger with a heartbeat every minute has no longer one.</summary>
    public TimeSpan LongestSilence => TimeSpan.FromMilliseconds(_silence);

    /// <summary>What is wrong with the time of the next entry, or null.</summary>
    public string? Next(ReadOnlySpan<byte> leaf)
    {
        var time = BinaryPrimitives.ReadInt64BigEndian(leaf[2..]);
        if (time < _last) return "its time is before the time of the entry before it";
        if (_last > 0) _silence = Math.Max(_silence, time - _last);
        _last = time;
        return time < _notBefore - _tolerance ? $"it says {Say(time)}, but {_because} before it was there" : null;
    }

    /// <summary>What is wrong with the time of the last entry of a tree that was cosigned, or null.</summary>
    public string? Cosigned(IReadOnlyCollection<Cosignature> by)
    {
        if (by.MinBy(c => c.Time) is not { } first) return null;
        var seen = first.Time <= long.MaxValue / 1000 ? first.Time * 1000 : long.MaxValue;
        var because = $"{first.By.Name} cosigned at {Words.Time(first.Time)}";
        if (_last - _tolerance > seen) return $"it says {Say(_last)}, but {because} when it was there";
        if (seen > _notBefore) (_notBefore, _because) = (seen, because);
        return null;
    }

    private static string Say(long milliseconds) => Words.Time(milliseconds / 1000);
}
