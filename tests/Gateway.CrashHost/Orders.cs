using Gateway.Audit;
using Gateway.Audit.Sealing;
using Gateway.Audit.Storage;

namespace Gateway.CrashHost;

/// <summary>What the slim host is told on its command line.</summary>
/// <param name="Folder">Where anchor, published files and the witness's store lie; they outlive the process.</param>
/// <param name="Start">Which start of this store it is: its clock begins a day later than that of the one before.</param>
internal sealed record Orders(LedgerSettings Settings, string Folder, string Signer, string Witness, int Start, int Seed)
{
    private static readonly DateTimeOffset FirstStart = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    public DateTimeOffset Now => FirstStart.AddDays(Start);

    // As a connection does that came back from a pool without what was set on it.
    private static void LosePragma(string lost)
    {
        for (var i = 0; i < SqliteSchema.Pragmas.Length; i++)
            if (lost.StartsWith(SqliteSchema.Pragmas[i].Name + "=", StringComparison.Ordinal)) SqliteSchema.Pragmas[i].Set = lost;
    }

    public static Orders Read(string[] args)
    {
        var given = new ConfigurationBuilder().AddCommandLine(args).Build();
        string At(string name) => given[name] ?? throw new ArgumentException($"--{name} is missing");
        var settings = new LedgerSettings(Enum.Parse<StorageProvider>(At("provider")), At("connection"), new LedgerKey(Convert.FromBase64String(At("key"))))
        {
            Anchor = Path.Combine(At("folder"), "anchor.db"),
        };
        if (given["pragma"] is { } lost) LosePragma(lost);
        return new Orders(settings, At("folder"), At("signer"), At("witness"), int.Parse(At("start")), int.Parse(At("seed")));
    }
}
