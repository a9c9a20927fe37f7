using Gateway.Agencies;
using Gateway.Rules.Retention;

namespace Gateway.Retention;

/// <summary>How long what is kept, as <c>contracts/retention</c> has it: built in, or in the folder that is named. A fault stops the start.</summary>
internal static class RulesInForce
{
    /// <param name="folder">The setting <c>Gateway:Retention</c>.</param>
    public static RetentionTable From(string? folder) => RetentionTable.Read(folder is null ? BuiltIn("rules.csv") : File.ReadAllBytes(Path.Combine(folder, "rules.csv"))) switch
    {
        RetentionReading.Valid(var table) => table,
        RetentionReading.Faulty(var faults) => throw new StartRefusedException([.. faults]),
        _ => throw new InvalidOperationException(),
    };

    /// <summary>The same of what is on its way: a folder may leave it as it is.</summary>
    /// <param name="folder">The setting <c>Gateway:Retention</c>.</param>
    public static PassingTable Passing(string? folder) => PassingTable.Read(folder is not null && Path.Combine(folder, "passing.csv") is var own && File.Exists(own) ? File.ReadAllBytes(own) : BuiltIn("passing.csv")) switch
    {
        PassingReading.Valid(var table) => table,
        PassingReading.Faulty(var faults) => throw new StartRefusedException([.. faults]),
        _ => throw new InvalidOperationException(),
    };

    private static byte[] BuiltIn(string file)
    {
        using var stream = typeof(RulesInForce).Assembly.GetManifestResourceStream("retention/" + file) ?? throw new InvalidOperationException($"{file} was not built in.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
