using System.Data.Common;
using Gateway.Audit.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Gateway.Audit.Publishing;

/// <summary>
/// What stands in the log, read over a connection of its own: what the writer believes it wrote is not asked. Every fault is a
/// <see cref="LedgerUnreadableException"/>. Safe for use by many threads; they take turns.
/// </summary>
internal sealed class LogReader(LedgerSettings settings) : IDisposable
{
    private readonly string _schema = settings.Provider == StorageProvider.Sqlite ? "" : "ledger.";
    private readonly Lock _turn = new();
    private DbConnection? _connection;

    /// <summary>The log's name and when it began in UTC milliseconds, or null where there is no log.</summary>
    public (string Name, long BeganMilliseconds)? Log() => Read(
        $"select name, created_ms from {_schema}log where log_id = 1", row => row.Read() ? (row.GetString(0), row.GetInt64(1)) : ((string, long)?)null);

    public ReadHead Head() => Read(
        $"select size, root from {_schema}head where log_id = 1",
        row => row.Read() ? new ReadHead(row.GetInt64(0), row.GetFieldValue<byte[]>(1)) : throw new LedgerUnreadableException("The ledger has no head."));

    /// <summary>The leaves from one index up to, not including, another, in order; a missing one is simply not there. Ask for some thousands at a time.</summary>
    public List<ReadLeaf> Leaves(long from, long to) => Read(
        $"select idx, leaf, leaf_hash from {_schema}entry where log_id = 1 and idx >= @from and idx < @to order by idx",
        row =>
        {
            var leaves = new List<ReadLeaf>();
            while (row.Read()) leaves.Add(new ReadLeaf(row.GetInt64(0), row.GetFieldValue<byte[]>(1), row.GetFieldValue<byte[]>(2)));
            return leaves;
        },
        ("@from", from), ("@to", to));

    /// <summary>Where an interaction has entries between two indexes.</summary>
    public List<long> EntriesOf(Guid interaction, long from, long to) => Read(
        $"select idx from {_schema}entry where log_id = 1 and idx >= @from and idx < @to and interaction_id = @interaction order by idx",
        row =>
        {
            var indexes = new List<long>();
            while (row.Read()) indexes.Add(row.GetInt64(0));
            return indexes;
        },
        ("@from", from), ("@to", to), ("@interaction", settings.Provider == StorageProvider.Sqlite ? interaction.ToByteArray(bigEndian: true) : interaction));

    public void Dispose()
    {
        lock (_turn) Drop();
    }

    private T Read<T>(string sql, Func<DbDataReader, T> read, params (string Name, object Value)[] parameters)
    {
        lock (_turn)
        {
            try
            {
                using var command = (_connection ??= Connect()).CreateCommand();
#pragma warning disable CA2100 // Every text is a constant of this file.
                command.CommandText = sql;
#pragma warning restore CA2100
                foreach (var (name, value) in parameters) Add(command, name, value);
                using var row = command.ExecuteReader();
                return read(row);
            }
            catch (Exception fault) when (fault is SqliteException || PostgresFault.IsOne(fault) && fault is not LedgerUnreadableException)
            {
                Drop();
                throw new LedgerUnreadableException("The ledger could not be read.", fault);
            }
        }
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }

    private DbConnection Connect()
    {
        DbConnection connection = settings.Provider == StorageProvider.Sqlite
            ? new SqliteConnection(new SqliteConnectionStringBuilder
            {
                DataSource = Path.Combine(settings.Connection, "ledger.db"),
                Mode = SqliteOpenMode.ReadOnly,
                Pooling = false,
            }.ToString())
            : new NpgsqlConnection(new NpgsqlConnectionStringBuilder(settings.Connection) { Pooling = false, Timeout = 3, CommandTimeout = 30 }.ToString());
        connection.Open();
        return connection;
    }

    private void Drop()
    {
        _connection?.Dispose();
        _connection = null;
    }
}

/// <param name="Root">What the store says; whether the leaves give it is for the reader to find out.</param>
internal sealed record ReadHead(long Size, byte[] Root);

internal readonly record struct ReadLeaf(long Index, byte[] Leaf, byte[] LeafHash);
