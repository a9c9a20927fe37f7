using SQLitePCL;

namespace Gateway.Audit.Storage;

/// <summary>A prepared statement that takes spans: the writer's rows are slices of one buffer and are not copied into objects.</summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3_stmt _statement;
    private int _next = 1;

    public SqliteStatement(sqlite3 database, string sql)
    {
        var code = raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement);
        if (code != raw.SQLITE_OK) throw SqliteFault.From(code);
    }

    public SqliteStatement Bind(long value)
    {
        raw.sqlite3_bind_int64(_statement, _next++, value);
        return this;
    }

    public SqliteStatement Bind(ReadOnlySpan<byte> value)
    {
        raw.sqlite3_bind_blob(_statement, _next++, value);
        return this;
    }

    public SqliteStatement Bind(Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        return Bind(bytes);
    }

    /// <summary>Runs to the end and is ready for the next row.</summary>
    /// <returns>SQLITE_DONE, or the code of what went wrong.</returns>
    public int Run()
    {
        var code = raw.sqlite3_step(_statement);
        raw.sqlite3_reset(_statement);
        _next = 1;
        return code;
    }

    /// <summary>Steps to the next row. Whoever reads rows calls <see cref="Reset"/> at the end.</summary>
    public bool Read() => raw.sqlite3_step(_statement) switch
    {
        raw.SQLITE_ROW => true,
        raw.SQLITE_DONE => false,
        var code => throw SqliteFault.From(code),
    };

    public long Integer(int column) => raw.sqlite3_column_int64(_statement, column);

    public void Reset()
    {
        raw.sqlite3_reset(_statement);
        _next = 1;
    }

    public void Dispose() => _statement.Dispose();
}

internal static class SqliteFault
{
    /// <summary>Another connection holds the lock: that passes. Whatever else goes wrong, a restart and its verification decide.</summary>
    public static LedgerStoreException From(int code, Exception? inner = null) =>
        new($"the ledger's file failed (SQLite {code})", inner) { MayComeBack = (code & 0xff) is raw.SQLITE_BUSY or raw.SQLITE_LOCKED };

    /// <summary>The row is at fault, not the store.</summary>
    public static bool IsOfTheRow(int code) => (code & 0xff) is raw.SQLITE_CONSTRAINT or raw.SQLITE_TOOBIG;
}
