using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Gateway.Audit.Storage;

/// <summary>The children's keys in <c>keys.db</c> of a folder, which need not be the log's. One connection; its users take turns.</summary>
internal sealed class SqliteKeys(string folder, TimeProvider time) : ISubjectKeyStore
{
    private readonly Lock _turn = new();
    private readonly string _file = Path.Combine(folder, "keys.db");
    private SqliteConnection? _connection;

    public string? Open() => Do(connection =>
    {
        Run(connection, SqliteKeySchema.Tables);
        using var command = SqliteReads.Command(connection, SqliteKeySchema.Log);
        return command.ExecuteScalar() as string;
    });

    public void Begin(string log) => Do(connection => Run(connection, SqliteKeySchema.Begin, ("$log", log)));

    public Task<List<StoredKey>> FindOrAddAsync(IReadOnlyList<StoredKey> made, CancellationToken cancellation) => Task.FromResult(Do(connection =>
    {
        var found = Find(connection, made.Select(key => key.Subject));
        if (found.Count == made.Count) return found;
        var there = found.Select(key => key.Subject).ToHashSet();
        List<StoredKey> missing = [.. made.Where(key => !there.Contains(key.Subject))];
        using var transaction = connection.BeginTransaction();
        foreach (var key in missing)
            Run(connection, SqliteKeySchema.Add, ("$id", Bytes(key.Id)), ("$subject", Bytes(key.Subject)), ("$wrapped", key.Wrapped), ("$now", Now()));
        found.AddRange(Find(connection, missing.Select(key => key.Subject)));
        transaction.Commit();
        return found;
    }));

    public Task<List<StoredKey>> FindAsync(IReadOnlyList<Guid> subjects, CancellationToken cancellation) =>
        Task.FromResult(Do(connection => Find(connection, subjects)));

    public Task<StoredKey?> ReadAsync(Guid id, CancellationToken cancellation) => Task.FromResult(Do(connection =>
    {
        using var command = SqliteReads.Command(connection, SqliteKeySchema.Read, ("$id", Bytes(id)));
        return Rows(command).SingleOrDefault();
    }));

    public Task<Guid?> WhereDestroyedAsync(Guid id, CancellationToken cancellation) => Task.FromResult(Do(connection =>
    {
        using var command = SqliteReads.Command(connection, SqliteKeySchema.WhereDestroyed, ("$id", Bytes(id)));
        return command.ExecuteScalar() is byte[] entry ? new Guid(entry, bigEndian: true) : (Guid?)null;
    }));

    public Task<List<StoredKey>> InUseAsync(Guid after, int most, CancellationToken cancellation) => Task.FromResult(Do(connection =>
    {
        using var command = SqliteReads.Command(connection, SqliteKeySchema.InUse, ("$after", Bytes(after)), ("$most", most));
        return Rows(command);
    }));

    public Task RetireAsync(IReadOnlyList<Guid> ids, string authority, CancellationToken cancellation) => Task.FromResult(Do(connection =>
    {
        using var transaction = connection.BeginTransaction();
        foreach (var id in ids) Run(connection, SqliteKeySchema.Retire, ("$id", Bytes(id)), ("$authority", authority), ("$now", Now()));
        transaction.Commit();
        return ids.Count;
    }));

    public Task<List<RetiredKey>> RetiredAsync(DateTimeOffset before, Guid after, int most, CancellationToken cancellation) => Task.FromResult(Do(connection =>
    {
        var keys = new List<RetiredKey>();
        using var command = SqliteReads.Command(connection, SqliteKeySchema.Retired, ("$before", before.ToUnixTimeMilliseconds()), ("$after", Bytes(after)), ("$most", most));
        using var row = command.ExecuteReader();
        while (row.Read()) keys.Add(new RetiredKey(Key(row), row.GetString(3)));
        return keys;
    }));

    public Task DestroyAsync(IReadOnlyList<Guid> ids, Guid entryId, CancellationToken cancellation) => Task.FromResult(Do(connection =>
    {
        using (var transaction = connection.BeginTransaction())
        {
            foreach (var id in ids) Run(connection, SqliteKeySchema.Destroy, ("$id", Bytes(id)), ("$entry", Bytes(entryId)), ("$now", Now()));
            transaction.Commit();
        }

        return Run(connection, SqliteKeySchema.Forget);
    }));

    public void Dispose()
    {
        lock (_turn) Drop();
    }

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();

    private static byte[] Bytes(Guid id) => id.ToByteArray(bigEndian: true);

    private static List<StoredKey> Find(SqliteConnection connection, IEnumerable<Guid> subjects)
    {
        var found = new List<StoredKey>();
        using var command = SqliteReads.Command(connection, SqliteKeySchema.Find, ("$subject", Array.Empty<byte>()));
        foreach (var subject in subjects)
        {
            command.Parameters[0].Value = Bytes(subject);
            found.AddRange(Rows(command));
        }

        return found;
    }

    private static List<StoredKey> Rows(SqliteCommand command)
    {
        var rows = new List<StoredKey>();
        using var row = command.ExecuteReader();
        while (row.Read()) rows.Add(Key(row));
        return rows;
    }

    private static StoredKey Key(SqliteDataReader row) => new(SqliteReads.Uuid(row, 0), SqliteReads.Uuid(row, 1), row.GetFieldValue<byte[]>(2));

    private static int Run(SqliteConnection connection, string sql, params (string Name, object Value)[] parameters)
    {
        using var command = SqliteReads.Command(connection, sql, parameters);
        return command.ExecuteNonQuery();
    }

    private T Do<T>(Func<SqliteConnection, T> work)
    {
        lock (_turn)
        {
            try
            {
                return work(_connection ??= Connect());
            }
            catch (Exception fault) when (fault is SqliteException or UnauthorizedAccessException or (IOException and not LedgerStoreException))
            {
                Drop();
                throw new LedgerStoreException("the file of the children's keys failed", fault) { MayComeBack = true };
            }
        }
    }

    private SqliteConnection Connect()
    {
        Directory.CreateDirectory(folder);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _file, Pooling = false, DefaultTimeout = 5 }.ToString());
        connection.Open();
        foreach (var (set, name, expected) in SqliteSchema.Pragmas.Append(("secure_delete=ON", "secure_delete", "1")))
        {
            if (name == "wal_autocheckpoint") continue;
            Run(connection, $"pragma {set}");
            using var read = SqliteReads.Command(connection, $"pragma {name}");
            if (Convert.ToString(read.ExecuteScalar(), CultureInfo.InvariantCulture) is var actual && actual != expected)
                throw new LedgerStoreException($"the file of the children's keys has {name} {actual} where {expected} is needed");
        }

        return connection;
    }

    private void Drop()
    {
        _connection?.Dispose();
        _connection = null;
    }
}
