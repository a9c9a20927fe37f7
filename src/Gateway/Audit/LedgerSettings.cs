using System.Security.Cryptography;
using Gateway.Audit.Sealing;

namespace Gateway.Audit;

internal enum StorageProvider
{
    Sqlite,
    Postgres,
}

/// <summary>Where the ledger is kept and under which key. A setting that is missing or wrong stops the start with its name.</summary>
/// <param name="Connection">SQLite: a folder. PostgreSQL: a connection string.</param>
/// <param name="Keys">Where the children's keys are kept: a folder or a connection string, as for <paramref name="Connection"/>; null keeps them beside the log.</param>
/// <param name="MaximumPages">SQLite only: the most pages the file may have; 0 leaves the store's own limit.</param>
internal sealed record LedgerSettings(StorageProvider Provider, string Connection, LedgerKey Key, int MaximumPages = 0, string? Keys = null)
{
    public static LedgerSettings Read(IConfiguration configuration, IHostEnvironment environment)
    {
        var word = configuration["Storage:Provider"];
        if (!Enum.TryParse<StorageProvider>(word, ignoreCase: true, out var provider) || !Enum.IsDefined(provider))
            throw new InvalidOperationException($"Storage:Provider must be Sqlite or Postgres; it is '{word}'.");
        if (configuration["Storage:Connection"] is not { Length: > 0 } connection)
            throw new InvalidOperationException("Storage:Connection is not set. It is a folder for Sqlite and a connection string for Postgres.");

        var key = configuration["Ledger:Key"] is { Length: > 0 } configured ? Parse(configured) : MadeOnce(provider, connection, environment);
        return new LedgerSettings(provider, connection, key) { Keys = configuration["Ledger:Keys"] is { Length: > 0 } keys ? keys : null };
    }

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
        if (!File.Exists(path)) Make(path);
        return Parse(File.ReadAllText(path));
    }

    // Whole or not at all: a key half written by a process that was killed would refuse every start after it.
    private static void Make(string path)
    {
        var made = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(made, options)) writer.Write(Convert.ToBase64String(RandomNumberGenerator.GetBytes(LedgerKey.Length)));
        File.Move(made, path);
    }
}
