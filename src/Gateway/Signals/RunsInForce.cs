using Gateway.Agencies;
using Gateway.Rules.Signals;

namespace Gateway.Signals;

/// <summary>When checks are a run, as <c>contracts/signals</c> has it: built in, or in the folder that is named. A fault stops the start.</summary>
internal sealed class RunsInForce(RunTables tables)
{
    public TimeSpan Longest => tables.Longest;

    public RunTerms? On(DateOnly day) => tables.On(day);

    public static RunsInForce Load(string? folder) => RunTables.Read(folder is null ? BuiltIn() : File.ReadAllBytes(Path.Combine(folder, "runs.csv"))) switch
    {
        RunReading.Valid(var tables) => new RunsInForce(tables),
        RunReading.Faulty(var faults) => throw new StartRefusedException(faults),
        _ => throw new InvalidOperationException(),
    };

    private static byte[] BuiltIn()
    {
        using var stream = typeof(RunsInForce).Assembly.GetManifestResourceStream("signals/runs.csv") ?? throw new InvalidOperationException("runs.csv was not built in.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
