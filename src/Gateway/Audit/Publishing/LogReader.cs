using System.Data.Common;
using Gateway.Audit.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Gateway.Audit.Publishing;

/// <summary>
/// What stands in the logs, read over a connection of its own: what the writer believes it wrote is not asked. Every fault is a
/// <see cref="LedgerUnreadableException"/>. Safe for use by many threads; they take turns.
/// </summary>
internal sealed class LogReader(LedgerSettings settings) : IDisposable
{
    private const int MostAtOnce = 4096;

    private readonly string _schema = settings.Provider == StorageProvider.Sqlite ? "" : "ledger.";
    private readonly Lock _turn = new();
    private DbConnection? _connection;

    /// <summary>All logs, the first one first; none where none was begun.</summary>
    public List<ReadLog> Logs() => Read(
        $"select log_id, name, first_idx, created_ms from {_schema}log order by log_id",
        row =>
        {
            var logs = new List<ReadLog>();
            while (row.Read()) logs.Add(new ReadLog(row.GetInt32(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3)));
            return logs;
        });

    public ReadHead Head(ReadLog log) => Read(
        $"select size, root from {_schema}head where log_id = @log",
        row => row.Read() ? new ReadHead(row.GetInt64(0), row.GetFieldValue<byte[]>(1)) : throw new LedgerUnreadableException("The ledger has no head."),
        ("@log", log.Id));

    /// <summary>The leaves of a log from one index up to, not including, another, in order; a missing one is simply not there. Ask for some thousands at a time.</summary>
    public List<ReadLeaf> Leaves(ReadLog log, long from, long to) => Read(
        $"select idx, leaf, leaf_hash from {_schema}entry where log_id = @log and idx >= @from and idx < @to order by idx",
        row =>
        {
            var leaves = new List<ReadLeaf>((int)Math.Clamp(to - from, 0, MostAtOnce));
            while (row.Read()) leaves.Add(new ReadLeaf(row.GetInt64(0) - log.First, row.GetFieldValue<byte[]>(1), row.GetFieldValue<byte[]>(2)));
            return leaves;
        },
        ("@log", log.Id), ("@from", log.First + from), ("@to", log.First + to));

    /// <summary>The positions at which an interaction has entries, between two positions.</summary>
    public List<long> EntriesOf(Guid interaction, long from, long to) => Read(
        $"select idx from {_schema}entry where idx >= @from and idx < @to and interaction_id = @interaction order by idx",
        row =>
        {
            var positions = new List<long>();
            while (row.Read()) positions.Add(row.GetInt64(0));
            return positions;
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

/// <param name="Id">1 for the first log.</param>
/// <param name="First">The position of its entry 0.</param>
internal sealed record ReadLog(int Id, string Name, long First, long BeganMilliseconds);

/// <param name="Root">What the store says; whether the leaves give it is for the reader to find out.</param>
internal sealed record ReadHead(long Size, byte[] Root);

/// <param name="Index">In its log.</param>
internal readonly record struct ReadLeaf(long Index, byte[] Leaf, byte[] LeafHash);
