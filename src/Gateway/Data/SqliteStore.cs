using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Data;

/// <summary>The embedded store: <c>gateway.db</c> in a folder of its own.</summary>
internal sealed class SqliteStore : Store
{
    private static readonly TimeSpan LockPoll = TimeSpan.FromMilliseconds(20);
    private readonly string _connection;
    private readonly string _lockFile;

    internal SqliteStore(string folder)
    {
        var path = Path.Combine(Directory.CreateDirectory(folder).FullName, "gateway.db");
        _connection = new SqliteConnectionStringBuilder { DataSource = path }.ConnectionString;
        _lockFile = path + ".migrating";
    }

    internal override string AppliedMigrations => """select "MigrationId" from "__EFMigrationsHistory" """;

    internal override string NewStoreScript => "sqlite.sql";

    internal override string Table(string name) => $"\"{name}\"";

    internal override void Configure(DbContextOptionsBuilder options) => options.UseSqlite(_connection);

    internal override DbConnection Connect() => new SqliteConnection(_connection);

    internal override async Task<IAsyncDisposable> LockMigrationsAsync(TimeProvider clock, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return new FileStream(_lockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(_lockFile))
            {
                await Task.Delay(LockPoll, clock, cancellation);
            }
        }
    }

    // The embedded store has one process, whose own turns are enough.
    internal override Task<IAsyncDisposable> TakeTurnAsync(int number, CancellationToken cancellation) => Task.FromResult<IAsyncDisposable>(OwnTurn.Enough);

    private sealed class OwnTurn : IAsyncDisposable
    {
        public static readonly OwnTurn Enough = new();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    // EF Core's own lock is a row that outlives a killed process; whoever holds our lock file knows that its holder is gone.
    internal override async Task PrepareAsync(CancellationToken cancellation)
    {
        await using var connection = Connect();
        await connection.OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = """pragma journal_mode = wal; drop table if exists "__EFMigrationsLock";""";
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
