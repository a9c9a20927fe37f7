using System.Collections.Immutable;
using Gateway.Benchmarks.Processes;
using Gateway.Rules.Policy;

namespace Gateway.Benchmarks.Policy;

/// <summary>The policies that are measured: the one of contracts/policy, and others made from its text.</summary>
internal static class Bundles
{
    private const string AnyRole = "anyone,";

    public static PolicyFiles Files() => PolicyFiles.From(name => File.ReadAllBytes(Programs.Contract("policy", name)));

    public static PolicyBundle Read(PolicyFiles files) => PolicyReader.Read(files) switch
    {
        PolicyReading.Valid valid => valid.Policy,
        PolicyReading.Faulty faulty => throw new MeasureException($"The policy does not read: {faulty.Faults[0]}"),
        _ => throw new InvalidOperationException(),
    };

    /// <summary>The policy with no columns but those of the shared rules, in which all else is refused.</summary>
    public static PolicyBundle Of(ImmutableArray<CellRule> cells)
    {
        var files = Files();
        var columns = cells.Select(cell => cell.Column).Distinct().ToArray();
        var refused =
            from column in columns
            from item in ItemWords.All
            where !cells.Any(cell => cell.Column == column && cell.Items.Contains(item.Id()))
            select $"{column},{item.Id()},R,X1,";
        return Read(files
            .With("matrix.csv", Text(files, "matrix.csv", [.. cells.SelectMany(cell => cell.Rows()), .. refused]))
            .With("decisions.csv", Text(files, "decisions.csv", Lines(files, "decisions.csv").Where(line => columns.Any(column => line.StartsWith(column + ",", StringComparison.Ordinal))))));
    }

    /// <summary>The policy with its roles so many times over, each with a name, cells and decisions of its own.</summary>
    public static PolicyFiles Times(int times) => new[] { "matrix.csv", "decisions.csv", "roles.csv" }
        .Aggregate(Files(), (files, name) => files.With(name, Text(files, name, Many(Lines(files, name), times))));

    public static int Rows(PolicyFiles files) => Lines(files, "matrix.csv").Length;

    private static IEnumerable<string> Many(string[] lines, int times) =>
        lines.Concat(Enumerable.Range(1, times - 1).SelectMany(copy => lines
            .Where(line => !line.StartsWith(AnyRole, StringComparison.Ordinal))
            .Select(line => line.Insert(line.IndexOf(',', StringComparison.Ordinal), "-" + Letters(copy)))));

    // A role's name has no digits.
    private static string Letters(int number) => number < 26 ? $"{(char)('a' + number)}" : Letters(number / 26) + Letters(number % 26);

    private static string[] Lines(PolicyFiles files, string name) => files.Text(name).Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..];

    private static string Text(PolicyFiles files, string name, IEnumerable<string> lines) =>
        files.Text(name)[..(files.Text(name).IndexOf('\n', StringComparison.Ordinal) + 1)] + string.Join('\n', lines) + '\n';
}
