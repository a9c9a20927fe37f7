using Gateway.Audit.Storage;
using Gateway.Rules.Ledger.Checkpoints;
using Gateway.Rules.Ledger.Notes;
using Gateway.Rules.Ledger.Witnessing;
using Microsoft.Data.Sqlite;

namespace Gateway.Audit.Anchoring;

/// <summary>
/// Which log is written here, and its newest signed checkpoint, in a small file of its own outside the ledger's database: a log that came
/// back smaller or other than it was is told by it. A log has its place here before its first entry is written. A place moves by
/// compare-and-swap, and neither back nor sideways. Every fault is a <see cref="LedgerStoreException"/>.
/// </summary>
internal sealed class Anchor(string path)
{
    private readonly string _connection =
        new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 5 }.ToString();

    /// <summary>A place for each log that was begun, in order; none where there is no anchor yet.</summary>
    public IReadOnlyList<AnchorPlace> Places() => Faulted(Places);

    /// <summary>The newest checkpoint of the log that is written now, or null where none was ever kept.</summary>
    public Anchored? Read() => Places() is [.., var last] ? last.Newest : null;

    /// <summary>The newest checkpoint of one log.</summary>
    public Anchored? Read(string origin) => Places().FirstOrDefault(place => place.Origin == origin)?.Newest;

    /// <summary>Gives a new log its place behind those that are there. Where another process was first, its name counts.</summary>
    /// <param name="after">The last place that was seen; null where there was none.</param>
    /// <param name="origin">The name of the new log.</param>
    /// <returns>The name of the log that has the place.</returns>
    public string Begin(string? after, string origin) => Faulted(connection =>
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        if (Places(connection) is [.., var last] && last.Origin != after) return last.Origin;
        using var command = SqliteReads.Command(connection, AnchorSchema.Begin, ("$origin", origin));
        command.ExecuteNonQuery();
        transaction.Commit();
        return origin;
    });

    /// <summary>The store holds the log.</summary>
    public void Opened(string origin) => Faulted(connection =>
    {
        using var command = SqliteReads.Command(connection, AnchorSchema.Opened, ("$origin", origin));
        return command.ExecuteNonQuery();
    });

    /// <summary>Moves from what was read before to what follows it.</summary>
    /// <returns>False where the log's place is elsewhere by now, or not there; it is then as it was.</returns>
    public bool Move(Anchored? from, Anchored to)
    {
        if (from is not null && !from.MayBeFollowedBy(to)) throw new ArgumentException("An anchor does not go back or sideways.", nameof(to));
        return Faulted(connection =>
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            if (Places(connection).FirstOrDefault(place => place.Origin == to.Origin) is not { Newest: var now }) return false;
            if (!(now is null ? from is null : now.IsSameTreeAs(from))) return false;
            using var command = SqliteReads.Command(
                connection, AnchorSchema.Move, ("$origin", to.Origin), ("$size", to.Size), ("$root", to.Root.ToArray()), ("$note", to.Head.ToBytes()));
            command.ExecuteNonQuery();
            transaction.Commit();
            return true;
        });
    }

    /// <summary>Which keys sign, or signed, which sizes of which log.</summary>
    public IReadOnlyList<LogKey> Keys() => Faulted(connection =>
    {
        using var command = SqliteReads.Command(connection, AnchorSchema.Keys);
        using var row = command.ExecuteReader();
        var keys = new List<LogKey>();
        while (row.Read())
        {
            if (VerifierKey.Read(row.GetString(0), out var key) != VerifierKeyFault.None) throw new LedgerStoreException("the anchor holds a key that is none");
            keys.Add(new LogKey(key!, row.GetInt64(1), row.IsDBNull(2) ? null : row.GetInt64(2), null));
        }

        return keys;
    });

    /// <summary>The same for one log.</summary>
    public IReadOnlyList<LogKey> Keys(string origin) => [.. Keys().Where(key => key.Key.Name == origin)];

    /// <summary>Adds a key, or says from which size on it signs no more. Where a key began is never changed.</summary>
    public void Set(LogKey key) => Faulted(connection =>
    {
        using var command = SqliteReads.Command(connection, AnchorSchema.SetKey, ("$vkey", key.Key.Text), ("$from", key.From), ("$to", (object?)key.To ?? DBNull.Value));
        return command.ExecuteNonQuery();
    });

    private static List<AnchorPlace> Places(SqliteConnection connection)
    {
        using var command = SqliteReads.Command(connection, AnchorSchema.Places);
        using var row = command.ExecuteReader();
        var places = new List<AnchorPlace>();
        while (row.Read()) places.Add(new AnchorPlace(row.GetString(0), row.IsDBNull(3) ? null : Newest(row), row.GetInt64(4) != 0));
        return places;
    }

    private static Anchored Newest(SqliteDataReader row)
    {
        if (SignedCheckpoint.Read(row.GetFieldValue<byte[]>(3), out var head) != CheckpointFault.None) throw new LedgerStoreException("the anchor holds no checkpoint");
        var anchored = new Anchored(head!);
        return (anchored.Origin, anchored.Size) == (row.GetString(0), row.GetInt64(1)) && anchored.Root.SequenceEqual(row.GetFieldValue<byte[]>(2))
            ? anchored
            : throw new LedgerStoreException("the anchor does not agree with itself");
    }

    private T Faulted<T>(Func<SqliteConnection, T> work)
    {
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
            using var connection = new SqliteConnection(_connection);
            connection.Open();
            Run(connection, "pragma synchronous = full");
            using (var earlier = SqliteReads.Command(connection, AnchorSchema.IsEarlier))
                if (earlier.ExecuteScalar() is 1L) throw new LedgerStoreException(AnchorSchema.Earlier);
            Run(connection, AnchorSchema.Tables);
            return work(connection);
        }
        catch (Exception fault) when (fault is SqliteException or UnauthorizedAccessException or InvalidCastException or (IOException and not LedgerStoreException))
        {
            throw new LedgerStoreException($"the anchor cannot be read or moved ({fault.GetType().Name})", fault) { MayComeBack = true };
        }
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = SqliteReads.Command(connection, sql);
        command.ExecuteNonQuery();
    }
}
