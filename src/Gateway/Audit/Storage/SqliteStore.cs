using System.Globalization;
using Gateway.Audit.Writing;
using Gateway.Rules.Ledger;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Gateway.Audit.Storage;

/// <summary>One log in <c>ledger.db</c> of a folder on a local disk, written by one process at a time.</summary>
internal sealed class SqliteStore(LedgerSettings settings) : ILedgerStore
{
    private const int BusyMilliseconds = 5000;

    private readonly string _file = Path.Combine(settings.Connection, "ledger.db");
    private readonly SqliteReads _reads = new(Path.Combine(settings.Connection, "ledger.db"));
    private FileStream? _onlyWriter;
    private SqliteConnection? _connection;
    private SqliteAppend? _append;
    private SqliteCheckpoints? _checkpoints;

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
        _append = new SqliteAppend(_connection.Handle!);
        _checkpoints = new SqliteCheckpoints(_file);
        return log;
    });

    public StoredHead ReadHead() => Faulted(() =>
    {
        using var command = Command(SqliteSchema.Head);
        using var row = command.ExecuteReader();
        if (!row.Read()) throw new LedgerStoreException("the ledger has no head");
        return new StoredHead(
            row.GetInt64(0), row.GetFieldValue<byte[]>(1), row.GetFieldValue<byte[]>(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5));
    });

    public List<StoredEntry> ReadEntries(long from, long to) => Faulted(() =>
    {
        using var command = Command(SqliteSchema.Entries, ("$from", from), ("$to", to));
        using var row = command.ExecuteReader();
        var entries = new List<StoredEntry>((int)Math.Min(to - from, 4096));
        while (row.Read())
        {
            entries.Add(new StoredEntry(
                row.GetInt64(0), SqliteReads.Uuid(row, 1), SqliteReads.Uuid(row, 2), row.GetByte(3), row.GetInt64(4),
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

    public long? IndexOf(Guid entryId) => Faulted(() =>
    {
        using var command = Command("select idx from entry where entry_id = $id", ("$id", entryId.ToByteArray(bigEndian: true)));
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
        (_checkpoints, _append, _connection, _onlyWriter) = (null, null, null, null);
    }

    public void Dispose()
    {
        Close();
        _reads.Dispose();
    }

    public Task<InteractionEntry?> FindDecisionAsync(Guid interactionId, CancellationToken cancellation) => Task.FromResult(_reads.Decision(interactionId));

    public Task<InteractionEntry?> FindDecisionEntryAsync(Guid entryId, CancellationToken cancellation) => Task.FromResult(_reads.DecisionEntry(entryId));

    public Task<byte[]?> ReadLeafAsync(long index, CancellationToken cancellation) => Task.FromResult(_reads.Leaf(index));

    public Task<byte[]?> ReadSealedAsync(long index, int section, CancellationToken cancellation) => Task.FromResult(_reads.Sealed(index, section));

    public Task<long?> FindEntryAsync(Guid entryId, CancellationToken cancellation) => Task.FromResult(_reads.Entry(entryId));

    public Task<LogSpan?> ReadSpanAsync(CancellationToken cancellation) => Task.FromResult(_reads.Span());

    public Task<StoredTrail> ReadTrailAsync(IReadOnlyList<Guid> tokens, long upTo, int most, CancellationToken cancellation) =>
        Task.FromResult(_reads.Trail(tokens, upTo, most));

    public Task<StoredWhole> ReadWholeAsync(long index, CancellationToken cancellation) => Task.FromResult(_reads.Whole(index));

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
            var actual = Convert.ToString(Command($"pragma {name}").ExecuteScalar(), CultureInfo.InvariantCulture);
            if (actual != expected) throw new LedgerStoreException($"the ledger's file has {name} {actual} where {expected} is needed");
        }

        if (settings.MaximumPages > 0) Run($"pragma max_page_count={settings.MaximumPages}");
    }

    private LogIdentity? Create(LogIdentity? ifNew)
    {
        Run("begin immediate");
        if (ifNew is null && Command(SqliteSchema.IsNew).ExecuteScalar() is 1L) return null;
        if (Command(SqliteSchema.IsEarlier).ExecuteScalar() is 1L) throw new LedgerStoreException(LogSchema.Earlier);
        Run(SqliteSchema.Tables);
        if (ifNew is not null) Run(
            SqliteSchema.Begin,
            ("$name", ifNew.Name), ("$format", ifNew.Format), ("$key", ifNew.KeyId), ("$now", ifNew.CreatedMilliseconds), ("$root", TreeHash.Empty.ToArray()));
        Run("commit");
        using var command = Command("select name, format, key_id, created_ms from log where log_id = 1");
        using var row = command.ExecuteReader();
        if (!row.Read()) throw new LedgerStoreException("the ledger has no log");
        return new LogIdentity(row.GetString(0), row.GetString(1), row.GetFieldValue<byte[]>(2), row.GetInt64(3));
    }

    private void Run(string sql, params (string Name, object Value)[] parameters)
    {
        using var command = Command(sql, parameters);
        command.ExecuteNonQuery();
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
