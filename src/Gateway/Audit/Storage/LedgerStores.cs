namespace Gateway.Audit.Storage;

/// <summary>The stores of these settings.</summary>
internal static class LedgerStores
{
    public static ILedgerStore Logs(LedgerSettings settings) => settings.Provider == StorageProvider.Sqlite ? new SqliteStore(settings) : new PostgresStore(settings);

    public static ISubjectKeyStore Keys(LedgerSettings settings, TimeProvider time) => settings.Provider == StorageProvider.Sqlite
        ? new SqliteKeys(settings.Keys ?? settings.Connection, time)
        : new PostgresKeys(settings.Keys ?? settings.Connection, time);
}
