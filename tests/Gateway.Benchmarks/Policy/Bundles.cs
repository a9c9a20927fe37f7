using System.Collections.Immutable;
using Gateway.Benchmarks.Processes;
using Gateway.Rules.Policy;

namespace Gateway.Benchmarks.Policy;

/// <summary>The policies that are measured: the one of contracts/policy, and others made from its text.</summary>
internal static class Bundles
{
    private const string MatrixHead = "role,purpose,item,outcome,reason,note\n";

    public static PolicyBundle Whole() => Read(Texts());

    /// <summary>The policy with no cells but those of the shared rules.</summary>
    public static PolicyBundle Of(ImmutableArray<CellRule> cells) =>
        Read(Texts() with { Matrix = MatrixHead + string.Join('\n', cells.SelectMany(cell => cell.Rows())) + '\n' });

    public static PolicyBundle Read(PolicyFiles files) => PolicyReader.Read(files) switch
    {
        PolicyReading.Valid valid => valid.Policy,
        PolicyReading.Faulty faulty => throw new MeasureException($"The policy does not read: {faulty.Faults[0]}"),
        _ => throw new InvalidOperationException(),
    };

    public static PolicyFiles Texts()
    {
        static string Text(string name) => File.ReadAllText(Programs.Contract("policy", name));
        return new PolicyFiles(Text("manifest.csv"), Text("matrix.csv"), Text("roles.csv"), Text("reasons.csv"));
    }
}
