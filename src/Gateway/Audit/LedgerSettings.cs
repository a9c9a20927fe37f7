using System.Security.Cryptography;
using Gateway.Audit.Sealing;
using Gateway.Rules.Ledger.Notes;

namespace Gateway.Audit;

internal enum StorageProvider
{
    Sqlite,
    Postgres,
}

/// <summary>Where the ledger is kept and under which key. A setting that is missing or wrong stops the start with its name.</summary>
/// <param name="Connection">SQLite: a folder. PostgreSQL: a connection string.</param>
/// <param name="Keys">Where the children's keys are kept: a folder or a connection string, as for <paramref name="Connection"/>; null keeps them beside the log.</param>
/// <param name="Anchor">The file that keeps the newest signed checkpoint; null where nothing is signed.</param>
/// <param name="Origin">What the names of new logs begin with.</param>
/// <param name="MaximumPages">SQLite only: the most pages the file may have; 0 leaves the store's own limit.</param>
internal sealed record LedgerSettings(StorageProvider Provider, string Connection, LedgerKey Key, int MaximumPages = 0, string? Keys = null, string? Anchor = null, string Origin = LedgerSettings.UsualOrigin)
{
    /// <summary>The most entries in one commit. Less than this is for measuring what group commit gains.</summary>
    public int MostEntries { get; init; } = 256;

    /// <summary>Whether an empty store begins a log of its own accord: in Development alone.</summary>
    public bool MayBegin { get; init; } = true;

    public const string UsualOrigin = "gateway-ledger";

    public static LedgerSettings Read(IConfiguration configuration, IHostEnvironment environment)
    {
        var word = configuration["Storage:Provider"];
        if (!Enum.TryParse<StorageProvider>(word, ignoreCase: true, out var provider) || !Enum.IsDefined(provider))
            throw new InvalidOperationException($"Storage:Provider must be Sqlite or Postgres; it is '{word}'.");
        if (configuration["Storage:Connection"] is not { Length: > 0 } connection)
            throw new InvalidOperationException("Storage:Connection is not set. It is a folder for Sqlite and a connection string for Postgres.");

        var key = configuration["Ledger:Key"] is { Length: > 0 } configured ? Parse(configured) : MadeOnce(provider, connection, environment);
        return new LedgerSettings(provider, connection, key)
        {
            MayBegin = environment.IsDevelopment(),
            Keys = Set(configuration, "Ledger:Keys"),
            Anchor = Set(configuration, "Ledger:Anchor") ?? UsualAnchor(provider, connection, environment),
            Origin = Set(configuration, "Ledger:Origin") is { } origin ? CheckedOrigin(origin) : UsualOrigin,
        };
    }

    internal static string? Set(IConfiguration configuration, string name) => configuration[name] is { Length: > 0 } value ? value : null;

    private static string? UsualAnchor(StorageProvider provider, string folder, IHostEnvironment environment)
    {
        if (environment.IsDevelopment()) return provider == StorageProvider.Sqlite ? Path.Combine(folder, "anchor", "anchor.db") : null;
        throw new InvalidOperationException(
            "Ledger:Anchor is not set. Outside Development the gateway does not start without it: a file on another volume than the ledger's, which keeps its newest signed checkpoint.");
    }

    private static string CheckedOrigin(string origin) => KeyName.IsValid(origin) && origin.Length <= 128
        ? origin
        : throw new InvalidOperationException("Ledger:Origin must have 1 to 128 characters, without spaces and plus: it begins the name of each new log.");

    private static LedgerKey Parse(string text)
    {
        var bytes = new byte[LedgerKey.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length) || length != LedgerKey.Length)
            throw new InvalidOperationException("Ledger:Key must be 32 bytes in base64.");
        return new LedgerKey(bytes);
    }

    private static LedgerKey MadeOnce(StorageProvider provider, string folder, IHostEnvironment environment)
    {
        if (!environment.IsDevelopment())
            throw new InvalidOperationException("Ledger:Key is not set. Outside Development the gateway does not start without it: 32 random bytes in base64.");
        if (provider != StorageProvider.Sqlite)
            throw new InvalidOperationException("Ledger:Key is not set, and Postgres gives no folder to keep one in: 32 random bytes in base64.");

        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "ledger.key");
        if (!File.Exists(path)) Make(path, Convert.ToBase64String(RandomNumberGenerator.GetBytes(LedgerKey.Length)));
        return Parse(File.ReadAllText(path));
    }

    // Whole or not at all: a key half written by a process that was killed would refuse every start after it.
    internal static void Make(string path, string text)
    {
        var made = $"{path}.{Guid.NewGuid():N}.new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(made, options)) writer.Write(text);
        try
        {
            File.Move(made, path);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Somebody else made it at the same moment: theirs is the one.
            File.Delete(made);
        }
    }
}
