using System.Globalization;
using Gateway.Audit.Writing;
using Gateway.Rules.Ledger;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Gateway.Audit.Storage;

/// <summary>The logs in <c>ledger.db</c> of a folder on a local disk, written by one process at a time.</summary>
internal sealed class SqliteStore(LedgerSettings settings) : ILedgerStore
{
    private const int BusyMilliseconds = 5000;

    private readonly string _file = Path.Combine(settings.Connection, "ledger.db");
    private readonly SqliteReads _reads = new(Path.Combine(settings.Connection, "ledger.db"));
    private FileStream? _onlyWriter;
    private SqliteConnection? _connection;
    private SqliteAppend? _append;
    private SqliteCheckpoints? _checkpoints;
    private LogIdentity? _log;

    private LogIdentity Log => _log ?? throw new LedgerStoreException("the ledger's file is closed");

    private SqliteConnection Connection => _connection ?? throw new LedgerStoreException("the ledger's file is closed");

    public bool IsShared => false;

    public LogIdentity? Open(LogIdentity? ifNew) => Faulted(() =>
    {
        Close();
        Directory.CreateDirectory(settings.Connection);
        _onlyWriter = Hold(Path.Combine(settings.Connection, "ledger.lock"));
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _file, Pooling = false, DefaultTimeout = 5 }.ToString());
        _connection.Open();
        _ = raw.sqlite3_busy_timeout(_connection.Handle, BusyMilliseconds);
        Configure();
        if (Create(ifNew) is not { } log) return null;
        _log = log;
        _append = new SqliteAppend(_connection.Handle!, log.Id);
        _checkpoints = new SqliteCheckpoints(_file);
        return log;
    });

    public StoredHead ReadHead() => Faulted(() =>
    {
        using var command = Command(SqliteSchema.Head, ("$id", Log.Id), ("$first", Log.First));
        using var row = command.ExecuteReader();
        if (!row.Read()) throw new LedgerStoreException("the ledger has no head");
        return new StoredHead(
            row.GetInt64(0), row.GetFieldValue<byte[]>(1), row.GetFieldValue<byte[]>(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6) != 0);
    });

    public List<StoredEntry> ReadEntries(long from, long to) => Faulted(() =>
    {
        using var command = Command(SqliteSchema.Entries, ("$from", Log.First + from), ("$to", Log.First + to));
        using var row = command.ExecuteReader();
        var entries = new List<StoredEntry>((int)Math.Min(to - from, 4096));
        while (row.Read())
        {
            entries.Add(new StoredEntry(
                row.GetInt64(0) - Log.First, SqliteReads.Uuid(row, 1), SqliteReads.Uuid(row, 2), row.GetByte(3), row.GetInt64(4),
                row.GetFieldValue<byte[]>(5), row.GetFieldValue<byte[]>(6)));
        }

        return entries;
    });

    public CommitOutcome Commit(LedgerBatch batch)
    {
        if (_append is null || _checkpoints is null) throw new LedgerStoreException("the ledger's file is closed");
        lock (_checkpoints.BetweenCommits)
        {
            var outcome = _append.Commit(batch);
            if (outcome == CommitOutcome.Committed) _checkpoints.Committed();
            return outcome;
        }
    }

    public CommitOutcome Begin(LogIdentity next, LedgerBatch batch) => Faulted(() =>
    {
        if (_checkpoints is null || next.Id != Log.Id + 1) return CommitOutcome.HeadMoved;
        var append = new SqliteAppend(Connection.Handle!, next.Id);
        lock (_checkpoints.BetweenCommits)
        {
            var outcome = append.Commit(batch, () =>
            {
                Run(SqliteSchema.Leave, ("$id", next.Id));
                Insert(next);
                return true;
            });
            if (outcome != CommitOutcome.Committed)
            {
                append.Dispose();
                return outcome;
            }

            _append?.Dispose();
            (_append, _log) = (append, next);
            _checkpoints.Committed();
            return outcome;
        }
    });

    public LogIdentity First() => Faulted(() => Logs()[0]);

    public long NextPosition() => Faulted(() => (long)Scalar(SqliteSchema.NextPosition)!);

    public long? PositionOf(Guid entryId) => Faulted(() =>
    {
        using var command = Command(SqliteSchema.FindEntry, ("$entry", entryId.ToByteArray(bigEndian: true)));
        return command.ExecuteScalar() as long?;
    });

    public InteractionEntry? FindDecision(Guid interactionId) => Faulted(() =>
    {
        using var command = Command(SqliteSchema.Decision, ("$interaction", interactionId.ToByteArray(bigEndian: true)));
        return SqliteReads.ReadDecision(command);
    });

    public List<StoredSubjectHead> ReadSubjectHeads(List<Guid> tokens) =>
        (_append ?? throw new LedgerStoreException("the ledger's file is closed")).ReadSubjectHeads(tokens);

    public void Close()
    {
        _checkpoints?.Dispose();
        _append?.Dispose();
        _connection?.Dispose();
        _onlyWriter?.Dispose();
        (_checkpoints, _append, _connection, _onlyWriter, _log) = (null, null, null, null, null);
    }

    public void Dispose()
    {
        Close();
        _reads.Dispose();
    }

    public Task<InteractionEntry?> FindDecisionAsync(Guid interactionId, CancellationToken cancellation) => Task.FromResult(_reads.Decision(interactionId));

    public Task<InteractionEntry?> FindDecisionEntryAsync(Guid entryId, CancellationToken cancellation) => Task.FromResult(_reads.DecisionEntry(entryId));

    public Task<byte[]?> ReadLeafAsync(long position, CancellationToken cancellation) => Task.FromResult(_reads.Leaf(position));

    public Task<byte[]?> ReadSealedAsync(long position, int section, CancellationToken cancellation) => Task.FromResult(_reads.Sealed(position, section));

    public Task<long?> FindEntryAsync(Guid entryId, CancellationToken cancellation) => Task.FromResult(_reads.Entry(entryId));

    public Task<LogSpan?> ReadSpanAsync(CancellationToken cancellation) => Task.FromResult(_reads.Span());

    public Task<IReadOnlyList<LostEntries>> ReadLostAsync(CancellationToken cancellation) => Task.FromResult(_reads.Lost());

    public Task<StoredTrail> ReadTrailAsync(IReadOnlyList<Guid> tokens, long upTo, int most, CancellationToken cancellation) =>
        Task.FromResult(_reads.Trail(tokens, upTo, most));

    public Task<StoredWhole> ReadWholeAsync(long position, CancellationToken cancellation) => Task.FromResult(_reads.Whole(position));

    private static FileStream Hold(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException fault)
        {
            throw new LedgerStoreException("another process holds the ledger's lock", fault) { MayComeBack = true };
        }
    }

    private void Configure()
    {
        foreach (var (set, name, expected) in SqliteSchema.Pragmas)
        {
            Run($"pragma {set}");
            var actual = Convert.ToString(Scalar($"pragma {name}"), CultureInfo.InvariantCulture);
            if (actual != expected) throw new LedgerStoreException($"the ledger's file has {name} {actual} where {expected} is needed");
        }

        if (settings.MaximumPages > 0) Run($"pragma max_page_count={settings.MaximumPages}");
    }

    private LogIdentity? Create(LogIdentity? ifNew)
    {
        Run("begin immediate");
        if (ifNew is null && Scalar(SqliteSchema.IsNew) is 1L)
        {
            // A connection that is only closed may keep its lock until the collector comes by, and the first start would find it taken.
            Run("rollback");
            return null;
        }

        if (Scalar(SqliteSchema.IsEarlier) is 1L) throw new LedgerStoreException(LogSchema.Earlier);
        Run(SqliteSchema.Tables);
        if (ifNew is not null && Logs().Count == 0) Insert(ifNew);
        Run("commit");
        return Logs() is [.., var newest] ? newest : throw new LedgerStoreException("the ledger has no log");
    }

    private void Insert(LogIdentity log)
    {
        Run(SqliteSchema.BeginHead, ("$id", log.Id), ("$root", TreeHash.Empty.ToArray()));
        Run(
            SqliteSchema.BeginLog, ("$id", log.Id), ("$name", log.Name), ("$format", log.Format), ("$key", log.KeyId), ("$now", log.CreatedMilliseconds),
            ("$first", log.First));
    }

    private List<LogIdentity> Logs()
    {
        using var command = Command(SqliteSchema.Logs);
        using var row = command.ExecuteReader();
        var logs = new List<LogIdentity>();
        while (row.Read())
            logs.Add(new LogIdentity(row.GetString(0), row.GetString(1), row.GetFieldValue<byte[]>(2), row.GetInt64(3), row.GetInt32(4), row.GetInt64(5)));
        return logs;
    }

    private void Run(string sql, params (string Name, object Value)[] parameters)
    {
        using var command = Command(sql, parameters);
        command.ExecuteNonQuery();
    }

    private object? Scalar(string sql)
    {
        using var command = Command(sql);
        return command.ExecuteScalar();
    }

    private SqliteCommand Command(string sql, params (string Name, object Value)[] parameters) => SqliteReads.Command(Connection, sql, parameters);

    private static T Faulted<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException fault)
        {
            throw SqliteFault.From(fault.SqliteErrorCode, fault);
        }
        catch (Exception fault) when (fault is UnauthorizedAccessException or InvalidCastException or (IOException and not LedgerStoreException))
        {
            throw new LedgerStoreException($"the ledger's file failed ({fault.GetType().Name})", fault);
        }
    }
}
