using Gateway.Audit.Storage;
using Gateway.Benchmarks.Processes;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Gateway.Benchmarks.Ledger;

/// <summary>The bare loop on SQLite: the ledger's settings, its columns, no trigger.</summary>
internal sealed class BareSqlite : BareLoop
{
    private readonly SqliteConnection _connection;
    private readonly SqliteStatement _begin, _commit, _head, _entry, _sealed, _subject, _subjectHead;

    public BareSqlite(string folder)
    {
        _connection = new SqliteConnection($"Data Source={Path.Combine(folder, "bare.db")};Pooling=False");
        _connection.Open();
        foreach (var (set, _, _) in SqliteSchema.Pragmas) Execute(set.StartsWith("wal_autocheckpoint", StringComparison.Ordinal) ? "pragma wal_autocheckpoint=1000" : "pragma " + set);
        foreach (var table in SqliteSchema.Tables.Split(';').Where(text => text.Contains("create table", StringComparison.Ordinal) || text.Contains("create unique index", StringComparison.Ordinal))) Execute(table);
        Execute("insert into head values (1, 0, x'', x'', 0, 1)");
        (_begin, _commit) = (Prepare("begin immediate"), Prepare("commit"));
        _head = Prepare("update head set size = ?, root = ?, frontier = ?, time_ms = ? where log_id = 1");
        (_entry, _sealed) = (Prepare(SqliteSchema.InsertEntry(1)), Prepare(SqliteSchema.InsertSealed(1)));
        _subject = Prepare("insert into entry_subject (log_id, token, idx, epoch) values (1, ?, ?, 1)");
        _subjectHead = Prepare("insert into subject_head (log_id, token, epoch, ordinal, last_idx) values (1, ?, 1, ?, ?) on conflict (log_id, token) do update set ordinal = excluded.ordinal, last_idx = excluded.last_idx");
    }

    public override void Commit(int batch)
    {
        Done(_begin.Run());
        for (var row = 0; row < batch; row++, Next++) Insert();
        Done(_head.Bind(Next).Bind(Hash).Bind(Leaf).Bind(Next).Run());
        Done(_commit.Run());
    }

    public override ValueTask DisposeAsync()
    {
        foreach (var statement in (SqliteStatement[])[_begin, _commit, _head, _entry, _sealed, _subject, _subjectHead]) statement.Dispose();
        return _connection.DisposeAsync();
    }

    private void Insert()
    {
        Done(_entry.Bind(Next).Bind(Guid.CreateVersion7()).Bind(Guid.NewGuid()).Bind(3L).Bind(Next).Bind(Leaf).Bind(Hash).Run());
        for (var section = 0; section < Sections; section++) Done(_sealed.Bind(Next).Bind((long)section).Bind(Ciphertext).Run());
        for (var trail = 0; trail < Trails; trail++)
        {
            Done(_subject.Bind(Token(Next, trail)).Bind(Next).Run());
            Done(_subjectHead.Bind(Token(Next, trail)).Bind(Next).Bind(Next).Run());
        }
    }

    private static void Done(int code)
    {
        if (code != raw.SQLITE_DONE) throw new MeasureException($"The bare loop failed (SQLite {code}).");
    }

    private SqliteStatement Prepare(string sql) => new(_connection.Handle!, sql);

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Every text is a constant of the ledger's own schema.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
