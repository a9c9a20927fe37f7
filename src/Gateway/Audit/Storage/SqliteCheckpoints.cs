using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Gateway.Audit.Storage;

/// <summary>
/// Moves the write-ahead log into the file on a thread of its own: inside a commit it would make the tail of the latency.
/// When the log has grown long, a second and short pass runs between two commits, so that the log can begin again.
/// </summary>
internal sealed class SqliteCheckpoints : IDisposable
{
    private const int Commits = 200;
    private const int LongLogPages = 4096;
    private static readonly TimeSpan AtLeastEvery = TimeSpan.FromSeconds(1);

    private readonly string _file;
    private readonly AutoResetEvent _due = new(false);
    private readonly Thread _thread;
    private volatile bool _stopping;
    private int _since;

    public SqliteCheckpoints(string file)
    {
        _file = file;
        _thread = new Thread(Run) { Name = "Ledger checkpoints", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Held by the writer while it commits.</summary>
    public Lock BetweenCommits { get; } = new();

    public void Committed()
    {
        if (Interlocked.Increment(ref _since) == Commits) _due.Set();
    }

    public void Dispose()
    {
        _stopping = true;
        _due.Set();
        _thread.Join();
        _due.Dispose();
    }

    private void Run()
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _file, Pooling = false }.ToString());
        while (!_stopping)
        {
            _due.WaitOne(AtLeastEvery);
            if (!_stopping && Interlocked.Exchange(ref _since, 0) > 0 && !Checkpoint(connection)) return;
        }
    }

    // A failed checkpoint loses nothing: the entries are durable in the log. The writer meets the same disk and decides.
    private bool Checkpoint(SqliteConnection connection)
    {
        try
        {
            if (connection.State != System.Data.ConnectionState.Open) connection.Open();
            if (Passive(connection) < LongLogPages) return true;
            lock (BetweenCommits) Passive(connection);
            return true;
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    private static int Passive(SqliteConnection connection)
    {
        _ = raw.sqlite3_wal_checkpoint_v2(connection.Handle, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out var pages, out _);
        return pages;
    }
}
