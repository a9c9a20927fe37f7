namespace Gateway.Rules.Matching.Index;

/// <summary>Where each day of birth begins among the rows, and how many children were born on it.</summary>
internal sealed class DayBlocks(int firstDayNumber, int[] starts, int[] children)
{
    public DateOnly First { get; } = DateOnly.FromDayNumber(firstDayNumber);

    public DateOnly Last => First.AddDays(Math.Max(0, Days - 1));

    public int Days => starts.Length - 1;

    public (int From, int To) Rows(DateOnly day) => At(day) is var at && (uint)at < (uint)Days ? (starts[at], starts[at + 1]) : (0, 0);

    public int Children(DateOnly day) => At(day) is var at && (uint)at < (uint)Days ? children[at] : 0;

    public int[] YearStarts() => Starts(new DateOnly(First.Year, 1, 1), day => day.AddYears(1));

    public int[] MonthStarts() => Starts(new DateOnly(First.Year, 1, 1), day => day.AddMonths(1));

    public void Write(SnapshotWriter to)
    {
        to.Number(firstDayNumber);
        to.Array(starts);
        to.Array(children);
    }

    public static DayBlocks Read(SnapshotReader from) => new((int)from.Number(), from.Array<int>(), from.Array<int>());

    private int At(DateOnly day) => day.DayNumber - firstDayNumber;

    private int[] Starts(DateOnly from, Func<DateOnly, DateOnly> next)
    {
        var blocks = new List<int>();
        for (var day = from; day.DayNumber < firstDayNumber + Days; day = next(day)) blocks.Add(starts[Math.Max(0, At(day))]);
        if (blocks.Count == 0) blocks.Add(0);
        return [.. blocks];
    }
}
