using Gateway.Agencies;
using Gateway.Rules.Retention;

namespace Gateway.Retention;

/// <summary>How long what is kept, as <c>contracts/retention</c> has it: built in, or in the folder that is named. A fault stops the start.</summary>
internal static class RulesInForce
{
    /// <param name="folder">The setting <c>Gateway:Retention</c>.</param>
    public static RetentionTable From(string? folder) => RetentionTable.Read(folder is null ? BuiltIn() : File.ReadAllBytes(Path.Combine(folder, "rules.csv"))) switch
    {
        RetentionReading.Valid(var table) => table,
        RetentionReading.Faulty(var faults) => throw new StartRefusedException([.. faults]),
        _ => throw new InvalidOperationException(),
    };

    private static byte[] BuiltIn()
    {
        using var stream = typeof(RulesInForce).Assembly.GetManifestResourceStream("retention/rules.csv") ?? throw new InvalidOperationException("rules.csv was not built in.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
