namespace Gateway.Rules.Matching.Decide;

/// <summary>What is needed beside each day of birth of a segment, worked out once a question however many were born on it.</summary>
internal sealed class DayMemo
{
    private long[] _days = [];
    private int _stamp;

    /// <summary>Forgets everything, for so many days.</summary>
    public void Begin(int days)
    {
        if (days > _days.Length) _days = new long[days];
        if (++_stamp != 0) return;
        Array.Clear(_days);
        _stamp = 1;
    }

    public bool TryGet(int day, out int needed)
    {
        var kept = _days[day];
        needed = (int)kept;
        return kept >> 32 == _stamp;
    }

    public void Keep(int day, int needed) => _days[day] = (long)_stamp << 32 | (uint)needed;
}
