using System.Collections.Frozen;
using System.Collections.Immutable;
using Gateway.Rules.Policy;
using Gateway.Rules.Policy.Reading;

namespace Gateway.Rules.Retention;

/// <summary>What is nobody's record and only on its way: it is kept for days, and for no longer than it is needed.</summary>
public enum PassingKind
{
    /// <summary>That somebody was told by text, e-mail or their own system that there is a notice: since it was sent, or since the notice was taken where it was laid aside.</summary>
    Delivery,

    /// <summary>What somebody typed on a page of concerns and has not sent: since they last typed.</summary>
    Typed,
}

/// <summary>The words of <see cref="PassingKind"/>.</summary>
public static class PassingKindWords
{
    private static readonly FrozenDictionary<string, PassingKind> Kinds = Enum.GetValues<PassingKind>().ToFrozenDictionary(kind => kind.Word(), StringComparer.Ordinal);

    /// <summary>All of them.</summary>
    public static ImmutableArray<string> All { get; } = [.. Enum.GetValues<PassingKind>().Select(kind => kind.Word())];

    /// <summary>As it stands in tables.</summary>
    public static string Word(this PassingKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>False where there is no such kind.</summary>
    public static bool TryRead(string? word, out PassingKind kind) => Kinds.TryGetValue(word ?? "", out kind);
}

/// <summary>One row of <c>contracts/retention/passing.csv</c>.</summary>
/// <param name="Days">For how many whole days it is kept.</param>
/// <param name="Period">The days on which the rule counts, for whatever there is then.</param>
/// <param name="Source">Where it comes from.</param>
public sealed record PassingRule(PassingKind Kind, int Days, Period Period, string Source);

/// <summary>The rows of <c>contracts/retention/passing.csv</c>: for how many days what is on its way is kept. Without a row it is kept.</summary>
public sealed class PassingTable
{
    private const string File = "passing.csv";

    // Longer than a quarter it would be a record, which has an owner and a rule of theirs.
    private const int Most = 92;

    private PassingTable(ImmutableArray<PassingRule> rules) => Rules = rules;

    /// <summary>Every row, in the order of the file.</summary>
    public ImmutableArray<PassingRule> Rules { get; }

    /// <summary>What was last needed before this instant may go; none where no row counts on the day.</summary>
    public DateTimeOffset? Before(PassingKind kind, DateTimeOffset now, DateOnly today) => Rules.FirstOrDefault(rule => rule.Kind == kind && rule.Period.Holds(today)) is { } rule ? now.AddDays(-rule.Days) : null;

    /// <summary>Reads the file strictly and whole, or names every fault of it.</summary>
    public static PassingReading Read(ReadOnlyMemory<byte> bytes)
    {
        var faults = new PolicyFaults();
        var rules = ImmutableArray.CreateBuilder<PassingRule>();
        foreach (var row in new PolicyTable(File, ["record", "days_after", "from", "to", "source"], faults).Rows(bytes))
        {
            var before = faults.Count;
            var rule = new PassingRule(row.Word<PassingKind>(0, "a kind of what is on its way", PassingKindWords.TryRead), row.Whole(1, 1, Most), row.Period(2, 3), row.Text(4));
            if (faults.Count > before) continue;
            if (rules.Any(other => other.Kind == rule.Kind && other.Period.Meets(rule.Period))) row.Fault($"holds on a day on which another of {rule.Kind.Word()} does");
            rules.Add(rule);
        }

        return faults.Count > 0 ? new PassingReading.Faulty(faults.All) : new PassingReading.Valid(new PassingTable(rules.ToImmutable()));
    }
}

/// <summary>Either the table, or everything that is wrong with it.</summary>
public abstract record PassingReading
{
    private PassingReading() { }

    /// <summary>A table that may be used.</summary>
    public sealed record Valid(PassingTable Table) : PassingReading;

    /// <summary>Every fault, with its line.</summary>
    public sealed record Faulty(ImmutableArray<string> Faults) : PassingReading;
}
