using Gateway.Audit.Writing;
using Gateway.Rules.Ledger;
using Npgsql;

namespace Gateway.Audit.Storage;

/// <summary>The logs in the schema <c>ledger</c> of a database. Several processes may write the newest: its head serialises them.</summary>
internal sealed class PostgresStore : ILedgerStore
{
    private readonly string _writing;
    private readonly PostgresReads _reads;
    private NpgsqlConnection? _connection;
    private PostgresAppend? _append;
    private LogIdentity? _log;

    public PostgresStore(LedgerSettings settings)
    {
        var connection = new NpgsqlConnectionStringBuilder(settings.Connection) { Timeout = 3, CommandTimeout = 10 };
        _reads = new PostgresReads(connection.ToString());
        connection.Pooling = false;
        _writing = connection.ToString();
    }

    private NpgsqlConnection Connection => _connection ?? throw new LedgerStoreException("the ledger's database is not connected") { MayComeBack = true };

    private LogIdentity Log => _log ?? throw new LedgerStoreException("the ledger's database is not connected") { MayComeBack = true };

    public bool IsShared => true;

    public LogIdentity? Open(LogIdentity? ifNew) => Faulted(() =>
    {
        Close();
        _connection = new NpgsqlConnection(_writing);
        _connection.Open();
        if (Command(PostgresSchema.Settings).ExecuteScalar() is string unsafeSetting)
            throw new LedgerStoreException($"the ledger's database is not durable: {unsafeSetting}") { MayComeBack = true };
        if (Create(ifNew) is not { } log) return null;
        _log = log;
        _append = new PostgresAppend(_connection, log.Id);
        return log;
    });

    public StoredHead ReadHead() => Faulted(() =>
    {
        using var command = Command(PostgresSchema.Head, Log.Id, Log.First);
        using var row = command.ExecuteReader();
        if (!row.Read()) throw new LedgerStoreException("the ledger has no head");
        return new StoredHead(
            row.GetInt64(0), row.GetFieldValue<byte[]>(1), row.GetFieldValue<byte[]>(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetBoolean(6));
    });

    public List<StoredEntry> ReadEntries(long from, long to) => Faulted(() =>
    {
        using var command = Command(PostgresSchema.Entries, Log.First + from, Log.First + to);
        using var row = command.ExecuteReader();
        var entries = new List<StoredEntry>((int)Math.Min(to - from, 4096));
        while (row.Read())
        {
            entries.Add(new StoredEntry(
                row.GetInt64(0) - Log.First, row.GetGuid(1), row.GetGuid(2), (byte)row.GetInt16(3), row.GetInt64(4),
                row.GetFieldValue<byte[]>(5), row.GetFieldValue<byte[]>(6)));
        }

        return entries;
    });

    public CommitOutcome Commit(LedgerBatch batch) => Faulted(() =>
    {
        try
        {
            var append = _append ?? throw new LedgerStoreException("the ledger's database is not connected") { MayComeBack = true };
            return append.Run(batch) ? CommitOutcome.Committed : CommitOutcome.HeadMoved;
        }
        catch (PostgresException fault) when (PostgresFault.IsOfTheRow(fault))
        {
            return CommitOutcome.EntryRefused;
        }
    });

    public CommitOutcome Begin(LogIdentity next, LedgerBatch batch) => Faulted(() =>
    {
        if (next.Id != Log.Id + 1) return CommitOutcome.HeadMoved;
        using var transaction = Connection.BeginTransaction();
        Run(PostgresSchema.Lock);
        if (Command(PostgresSchema.Newest).ExecuteScalar() is not int newest || newest != Log.Id) return CommitOutcome.HeadMoved;
        Run(PostgresSchema.Leave, next.Id);
        Insert(next);
        var append = new PostgresAppend(Connection, next.Id);
        if (!append.Run(batch))
        {
            append.Dispose();
            return CommitOutcome.HeadMoved;
        }

        transaction.Commit();
        _append?.Dispose();
        (_append, _log) = (append, next);
        return CommitOutcome.Committed;
    });

    public LogIdentity First() => Faulted(() => Logs()[0]);

    public long NextPosition() => Faulted(() => (long)Command(PostgresSchema.NextPosition).ExecuteScalar()!);

    public long? PositionOf(Guid entryId) => Faulted(() =>
    {
        using var command = Command(PostgresSchema.FindEntry, entryId);
        return command.ExecuteScalar() as long?;
    });

    public InteractionEntry? FindDecision(Guid interactionId) => Faulted(() =>
    {
        using var command = Command(PostgresSchema.Decision, interactionId);
        using var row = command.ExecuteReader();
        return row.Read() ? PostgresReads.Decision(row) : null;
    });

    public List<StoredSubjectHead> ReadSubjectHeads(List<Guid> tokens) => Faulted(
        () => (_append ?? throw new LedgerStoreException("the ledger's database is not connected") { MayComeBack = true }).ReadSubjectHeads(tokens));

    public void Close()
    {
        _append?.Dispose();
        _connection?.Dispose();
        (_append, _connection, _log) = (null, null, null);
    }

    public void Dispose()
    {
        Close();
        _reads.Dispose();
    }

    public Task<InteractionEntry?> FindDecisionAsync(Guid interactionId, CancellationToken cancellation) => _reads.DecisionAsync(interactionId, cancellation);

    public Task<InteractionEntry?> FindDecisionEntryAsync(Guid entryId, CancellationToken cancellation) => _reads.DecisionEntryAsync(entryId, cancellation);

    public Task<byte[]?> ReadLeafAsync(long position, CancellationToken cancellation) => _reads.LeafAsync(position, cancellation);

    public Task<byte[]?> ReadSealedAsync(long position, int section, CancellationToken cancellation) => _reads.SealedAsync(position, section, cancellation);

    public Task<long?> FindEntryAsync(Guid entryId, CancellationToken cancellation) => _reads.EntryAsync(entryId, cancellation);

    public Task<LogSpan?> ReadSpanAsync(CancellationToken cancellation) => _reads.SpanAsync(cancellation);

    public Task<IReadOnlyList<LostEntries>> ReadLostAsync(CancellationToken cancellation) => _reads.LostAsync(cancellation);

    public Task<StoredTrail> ReadTrailAsync(IReadOnlyList<Guid> tokens, long upTo, int most, CancellationToken cancellation) =>
        _reads.TrailAsync(tokens, upTo, most, cancellation);

    public Task<StoredWhole> ReadWholeAsync(long position, CancellationToken cancellation) => _reads.WholeAsync(position, cancellation);

    private LogIdentity? Create(LogIdentity? ifNew)
    {
        using var transaction = Connection.BeginTransaction();
        Run(PostgresSchema.Lock);
        if (Command(PostgresSchema.Exists).ExecuteScalar() is false)
        {
            if (ifNew is null) return null;
            Run(PostgresSchema.Tables);
            Insert(ifNew);
        }
        else if (Command(PostgresSchema.IsEarlier).ExecuteScalar() is true) throw new LedgerStoreException(LogSchema.Earlier);

        transaction.Commit();
        return Logs() is [.., var newest] ? newest : throw new LedgerStoreException("the ledger has no log");
    }

    private void Insert(LogIdentity log)
    {
        Run(PostgresSchema.BeginLog, log.Id, log.Name, log.Format, log.KeyId, log.CreatedMilliseconds, log.First);
        Run(PostgresSchema.BeginHead, log.Id, TreeHash.Empty.ToArray());
    }

    private List<LogIdentity> Logs()
    {
        using var command = Command(PostgresSchema.Logs);
        using var row = command.ExecuteReader();
        var logs = new List<LogIdentity>();
        while (row.Read())
            logs.Add(new LogIdentity(row.GetString(0), row.GetString(1), row.GetFieldValue<byte[]>(2), row.GetInt64(3), row.GetInt32(4), row.GetInt64(5)));
        return logs;
    }

    private void Run(string sql, params ReadOnlySpan<object> parameters)
    {
        using var command = Command(sql, parameters);
        command.ExecuteNonQuery();
    }

    private NpgsqlCommand Command(string sql, params ReadOnlySpan<object> parameters)
    {
#pragma warning disable CA2100 // Every text is a constant of this folder.
        var command = new NpgsqlCommand(sql, Connection);
#pragma warning restore CA2100
        foreach (var value in parameters) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }

    private static T Faulted<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception fault) when (PostgresFault.IsOne(fault))
        {
            throw PostgresFault.From(fault);
        }
    }
}
