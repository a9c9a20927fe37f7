namespace Gateway.Simulator;

/// <summary>The attendances of a child in the window; the contract never lists a sensitive one.</summary>
internal ref struct AttendanceWalk
{
    private readonly DateOnly since;
    private PackedReader from;
    private long left;

    public AttendanceWalk(PackedReader lists, DateOnly since)
    {
        from = lists;
        this.since = since;
        left = from.Number();
    }

    public DateTimeOffset ArrivedAt { get; private set; }

    public bool Injury { get; private set; }

    public bool LeftBeforeSeen { get; private set; }

    public long Complaint { get; private set; }

    public long Outcome { get; private set; }

    public ReadOnlySpan<byte> Reference { get; private set; }

    public bool MoveNext()
    {
        while (left > 0)
        {
            left--;
            var sensitive = ReadOne();
            if (!sensitive && FactsView.Day(ArrivedAt) >= since) return true;
        }
        return false;
    }

    public static void Skip(ref PackedReader from)
    {
        from.Number();
        from.Byte();
        from.Number();
        from.Number();
        from.Text();
    }

    private bool ReadOne()
    {
        ArrivedAt = from.Instant().GetValueOrDefault();
        var flags = from.Byte();
        (Injury, LeftBeforeSeen) = ((flags & 1) != 0, (flags & 2) != 0);
        (Complaint, Outcome) = (from.Number(), from.Number());
        Reference = from.Text();
        return (flags & 4) != 0;
    }
}
