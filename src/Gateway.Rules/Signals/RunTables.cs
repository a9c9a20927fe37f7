using System.Collections.Immutable;
using Gateway.Rules.Policy.Reading;
using Gateway.Rules.Referrals.Reading;

namespace Gateway.Rules.Signals;

/// <summary>The rows of <c>contracts/signals/runs.csv</c>.</summary>
public sealed class RunTables
{
    private const string File = "runs.csv";

    private readonly ImmutableArray<Dated<RunTerms>> _rows;

    private RunTables(ImmutableArray<Dated<RunTerms>> rows) => _rows = rows;

    /// <summary>What makes a run of checks of a day; none where no row holds on it: then nothing is a run.</summary>
    public RunTerms? On(DateOnly day) => _rows.FirstOrDefault(row => row.Period.Holds(day))?.Value;

    /// <summary>The longest time that any row looks back.</summary>
    public TimeSpan Longest => _rows.Max(row => row.Value.Within);

    /// <summary>Reads the file strictly and whole, or names every fault of it.</summary>
    public static RunReading Read(ReadOnlyMemory<byte> bytes)
    {
        var faults = new PolicyFaults();
        var rows = ImmutableArray.CreateBuilder<Dated<RunTerms>>();
        foreach (var row in new PolicyTable(File, ["agencies", "within", "unit", "from", "to", "source"], faults).Rows(bytes))
        {
            var before = faults.Count;
            if (row[2] != "days") row.Fault("the unit is days");
            var read = new Dated<RunTerms>(new RunTerms(row.Whole(0, 2, 100), TimeSpan.FromDays(row.Whole(1, 1, 366))), row.Period(3, 4), row.Line);
            row.Text(5);
            if (faults.Count > before) continue;
            if (rows.FirstOrDefault(other => other.Period.Meets(read.Period)) is { } other) row.Fault($"holds on a day on which line {other.Line} does");
            rows.Add(read);
        }

        if (faults.Count == 0 && rows.Count == 0) faults.Add(File, "has no row");
        return faults.Count > 0 ? new RunReading.Faulty(faults.All) : new RunReading.Valid(new RunTables(rows.ToImmutable()));
    }
}

/// <summary>Either the table, or everything that is wrong with it.</summary>
public abstract record RunReading
{
    private RunReading() { }

    /// <summary>A table that may be used.</summary>
    public sealed record Valid(RunTables Tables) : RunReading;

    /// <summary>Every fault, with its line.</summary>
    public sealed record Faulty(ImmutableArray<string> Faults) : RunReading;
}
