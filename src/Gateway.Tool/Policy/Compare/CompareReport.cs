using System.Globalization;
using Gateway.Rules.Policy;

namespace Gateway.Tool.Policy.Compare;

/// <summary>What a comparison says: each changed decision as it is found, then the counts.</summary>
internal sealed class CompareReport(PolicyBundle after, TextWriter output, TextWriter error, bool interactive, bool onlyCounts)
{
    private const int MostFaults = 20;

    public ChangeCounts Counts { get; } = new();

    public long Faults { get; private set; }

    public void Add(string name, IReadOnlyCollection<DecisionChange> changes)
    {
        Counts.Add(changes);
        if (onlyCounts) return;
        foreach (var change in changes) output.WriteLine($"{name}: {change}, by {Rule(change.By)}");
    }

    public void Fault(string name, IEnumerable<string> faults)
    {
        if (Faults++ < MostFaults) error.WriteLine($"{name}: {string.Join("; ", faults)}");
        else if (Faults == MostFaults + 1) error.WriteLine("Further faults are counted and not shown.");
    }

    public void Finish(PolicyBundle before)
    {
        if (Counts.Items > 0) Tables();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{before.Version} -> {after.Version}: {Counts.Decisions} decisions read, {Counts.Changed} would change; {Counts.Items} items, "
            + $"{Counts.Of(Direction.Milder)} milder, {Counts.Of(Direction.Stricter)} stricter, {Counts.Of(Direction.OtherReason)} for another reason"));
        if (Faults > 0) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Faults} could not be read"));
    }

    private void Tables()
    {
        output.WriteLine();
        Table(["Role", "Items changed"], Counts.By(change => change.Role));
        Table(["Purpose", "Items changed"], Counts.By(change => $"{change.Purpose.Id()} {change.Purpose.Word()}"));
        Table(["Item", "Items changed"], Counts.By(change => $"{change.Item.Id()} {change.Item.Word()}"));
        PlainTable.Write(output, interactive, ["Role", "Purpose", "Item", "Was", "Becomes", "Count", "By"], Counts.ByCell().Select(row => (string[])
        [
            row.Change.Role, row.Change.Purpose.Id(), row.Change.Item.Id() + (row.Change.SensitiveOnly ? " (sensitive attendance)" : ""),
            row.Change.Before, row.Change.After, row.Count.ToString(CultureInfo.InvariantCulture), Rule(row.Change.By),
        ]));
        output.WriteLine();
    }

    private void Table(string[] headings, IEnumerable<(string Name, long Count)> rows)
    {
        PlainTable.Write(output, interactive, headings, rows.Select(row => (string[])[row.Name, row.Count.ToString(CultureInfo.InvariantCulture)]));
        output.WriteLine();
    }

    private string Rule(RuleSet one) => one == RuleSet.None ? "no rule" : $"rule {one.Id()} {after.Rule(one).Name}";
}
