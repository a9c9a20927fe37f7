using System.Collections.Immutable;
using Gateway.Rules.Policy.Reading;

namespace Gateway.Rules.Retention;

/// <summary>The rows of <c>contracts/retention/rules.csv</c>: how long each controller keeps each kind of record. What no row covers is kept.</summary>
public sealed class RetentionTable
{
    private const string File = "rules.csv";

    // Whoever looks back a year, or three days more, must never read what was deleted as nothing.
    private const int Least = 2;
    private const int Most = 150;

    private RetentionTable(ImmutableArray<RetentionRule> rules) => Rules = rules;

    /// <summary>Nothing is deleted under it.</summary>
    public static RetentionTable KeepEverything { get; } = new([]);

    /// <summary>Every row, in the order of the file.</summary>
    public ImmutableArray<RetentionRule> Rules { get; }

    /// <summary>The row that counts on a day: the controller's own, else everybody's; none where neither has one.</summary>
    public RetentionRule? On(string controller, RecordKind kind, DateOnly day) =>
        Find(controller, kind, day) ?? Find(RetentionRule.Everybody, kind, day);

    /// <summary>Whether a record may go, under the rules that count on a day.</summary>
    public RetentionVerdict Judge(Retained record, DateOnly today)
    {
        if (record.IsOpen) return new RetentionVerdict.Open();
        if (record.IsHeld) return new RetentionVerdict.Held();
        // Nobody's record is somebody's whom we do not know.
        if (record.Controllers.IsEmpty) return new RetentionVerdict.NoRule("");
        RetentionVerdict.Ends? latest = null;
        foreach (var controller in record.Controllers)
        {
            if (On(controller, record.Kind, today) is not { } rule) return new RetentionVerdict.NoRule(controller);
            var ends = rule.Ends(record.Born, record.Last);
            if (latest is null || ends > latest.Day) latest = new RetentionVerdict.Ends(ends, rule);
        }

        return latest!;
    }

    /// <summary>Reads the file strictly and whole, or names every fault of it.</summary>
    public static RetentionReading Read(ReadOnlyMemory<byte> bytes)
    {
        var faults = new PolicyFaults();
        var rules = ImmutableArray.CreateBuilder<RetentionRule>();
        foreach (var row in new PolicyTable(File, ["controller", "record", "until_age", "years_after", "from", "to", "source"], faults).Rows(bytes))
        {
            var before = faults.Count;
            var rule = new RetentionRule(
                row.Text(0), row.Word<RecordKind>(1, "a kind of record", RecordKindWords.TryRead), row.Whole(2, 0, Most), row.Whole(3, Least, Most), row.Period(4, 5), row.Text(6), row.Line);
            if (faults.Count > before) continue;
            // A rule that nobody can follow is none: what it was to keep would go too soon.
            if (rule.UntilAge > 0 && !rule.Record.KnowsBirth()) row.Fault($"keeps a {rule.Record.Word()} until an age, and of that kind no day of birth is known");
            if (rules.FirstOrDefault(other => other.Controller == rule.Controller && other.Record == rule.Record && other.Period.Meets(rule.Period)) is { } other)
                row.Fault($"holds on a day on which line {other.Line} does");
            rules.Add(rule);
        }

        return faults.Count > 0 ? new RetentionReading.Faulty(faults.All) : new RetentionReading.Valid(new RetentionTable(rules.ToImmutable()));
    }

    private RetentionRule? Find(string controller, RecordKind kind, DateOnly day) =>
        Rules.FirstOrDefault(rule => rule.Controller == controller && rule.Record == kind && rule.Period.Holds(day));
}

/// <summary>Either the table, or everything that is wrong with it.</summary>
public abstract record RetentionReading
{
    private RetentionReading() { }

    /// <summary>A table that may be used.</summary>
    public sealed record Valid(RetentionTable Table) : RetentionReading;

    /// <summary>Every fault, with its line.</summary>
    public sealed record Faulty(ImmutableArray<string> Faults) : RetentionReading;
}
