using System.Globalization;

namespace Gateway.Rules.Policy.Reading;

/// <summary>One row of a table. What does not read is a fault with its line; the value given for it is never used.</summary>
internal readonly record struct PolicyRow(PolicyTable Table, int Line, string[] Fields)
{
    /// <summary>Reads a word of a closed list.</summary>
    public delegate bool TryRead<T>(string text, out T value);

    public string this[int column] => Fields[column];

    public void Fault(string what) => Table.Faults.Add(Table.File, Line, what);

    public string Text(int column)
    {
        if (string.IsNullOrWhiteSpace(this[column])) Fault($"{Table.Columns[column]} is empty");
        else if (this[column].Trim() != this[column]) Fault($"{Table.Columns[column]} begins or ends with a space");
        return this[column];
    }

    public T Word<T>(int column, string kind, TryRead<T> read)
    {
        if (!read(this[column], out var value)) Fault($"'{this[column]}' is not {kind}");
        return value;
    }

    public int Whole(int column, int least, int most)
    {
        if (int.TryParse(this[column], NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most) return value;
        Fault($"{Table.Columns[column]} '{this[column]}' is not a whole number from {least} to {most}");
        return least;
    }

    public bool YesNo(int column)
    {
        if (this[column] is not ("yes" or "no")) Fault($"{Table.Columns[column]} is yes or no");
        return this[column] == "yes";
    }

    public DateOnly Day(int column)
    {
        if (DateOnly.TryParseExact(this[column], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        Fault($"{Table.Columns[column]} '{this[column]}' is not a date (year-month-day)");
        return DateOnly.MinValue;
    }

    /// <summary>A period; an empty last day has no end.</summary>
    public Period Period(int from, int to)
    {
        var period = new Period(Day(from), this[to].Length == 0 ? DateOnly.MaxValue : Day(to));
        if (period.To < period.From) Fault("the period ends before it begins");
        return period;
    }

    /// <summary>The words between single spaces, each once.</summary>
    public string[] Words(int column)
    {
        if (this[column].Length == 0) return [];
        var words = this[column].Split(' ');
        if (words.Distinct(StringComparer.Ordinal).Count() < words.Length) Fault($"{Table.Columns[column]} names something twice");
        return words;
    }
}
