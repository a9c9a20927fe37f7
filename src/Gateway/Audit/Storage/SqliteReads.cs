using Microsoft.Data.Sqlite;

namespace Gateway.Audit.Storage;

/// <summary>Reads beside the writer, over a connection of its own that cannot write. Safe for use by many threads; they take turns.</summary>
internal sealed class SqliteReads(string file) : IDisposable
{
    private readonly Lock _turn = new();
    private SqliteConnection? _connection;
    private SqliteCommand? _decision;

    public InteractionEntry? Decision(Guid interactionId) => Read(connection =>
    {
        _decision ??= Prepared(connection);
        _decision.Parameters[0].Value = interactionId.ToByteArray(bigEndian: true);
        return ReadDecision(_decision);
    });

    public InteractionEntry? DecisionEntry(Guid entryId) => Read(connection =>
    {
        using var command = Command(connection, SqliteSchema.DecisionEntry, ("$entry", entryId.ToByteArray(bigEndian: true)));
        return ReadDecision(command);
    });

    public byte[]? Leaf(long index) => Read(connection =>
    {
        using var command = Command(connection, SqliteSchema.Leaf, ("$idx", index));
        return command.ExecuteScalar() as byte[];
    });

    public byte[]? Sealed(long index, int section) => Read(connection =>
    {
        using var command = Command(connection, SqliteSchema.Sealed, ("$idx", index), ("$section", section));
        return command.ExecuteScalar() as byte[];
    });

    public long? Entry(Guid entryId) => Read(connection =>
    {
        using var command = Command(connection, SqliteSchema.FindEntry, ("$entry", entryId.ToByteArray(bigEndian: true)));
        return command.ExecuteScalar() as long?;
    });

    public LogSpan? Span() => Read(connection =>
    {
        using var command = Command(connection, SqliteSchema.Span);
        using var row = command.ExecuteReader();
        return row.Read() ? new LogSpan(row.GetInt64(0), row.GetInt64(1)) : null;
    });

    public IReadOnlyList<LostEntries> Lost() => Read(connection =>
    {
        using var command = Command(connection, SqliteSchema.Lost);
        using var row = command.ExecuteReader();
        var lost = new List<LostEntries>();
        while (row.Read()) lost.Add(new LostEntries(row.GetInt64(0), row.GetInt64(1)));
        return lost;
    });

    public StoredTrail Trail(IReadOnlyList<Guid> tokens, long upTo, int most) => Read(connection => SqliteTrail.Read(connection, tokens, upTo, most));

    public StoredWhole Whole(long index) => Read(connection => SqliteTrail.Whole(connection, index));

    public static InteractionEntry? ReadDecision(SqliteCommand command)
    {
        using var row = command.ExecuteReader();
        return row.Read() ? new InteractionEntry(Uuid(row, 0), row.GetInt64(1), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2))) : null;
    }

    public static Guid Uuid(SqliteDataReader row, int column) => new(row.GetFieldValue<byte[]>(column), bigEndian: true);

    public static SqliteCommand Command(SqliteConnection connection, string sql, params (string Name, object Value)[] parameters)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Every text is a constant of this folder.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in parameters) command.Parameters.AddWithValue(name, value);
        return command;
    }

    public void Dispose()
    {
        lock (_turn) Drop();
    }

    private static SqliteCommand Prepared(SqliteConnection connection)
    {
        var command = Command(connection, SqliteSchema.Decision, ("$interaction", Array.Empty<byte>()));
        command.Prepare();
        return command;
    }

    private T Read<T>(Func<SqliteConnection, T> read)
    {
        lock (_turn)
        {
            try
            {
                return read(_connection ??= Connect());
            }
            catch (SqliteException fault)
            {
                Drop();
                throw new LedgerUnreadableException("The ledger's file could not be read.", fault);
            }
        }
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private void Drop()
    {
        _decision?.Dispose();
        _connection?.Dispose();
        (_decision, _connection) = (null, null);
    }
}
