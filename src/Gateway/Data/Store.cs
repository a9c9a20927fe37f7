using System.Data.Common;
using Gateway.Agencies;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Data;

/// <summary>Where the gateway keeps what changes: embedded (SQLite) or PostgreSQL.</summary>
public abstract class Store
{
    private protected Store() { }

    /// <summary>The store that <c>Storage:Provider</c> and <c>Storage:Connection</c> name. Neither has a default.</summary>
    public static Store From(IConfiguration configuration)
    {
        var connection = configuration["Storage:Connection"];
        if (string.IsNullOrWhiteSpace(connection)) throw new StartRefusedException(["Set Storage:Connection."]);
        return configuration["Storage:Provider"] switch
        {
            "Sqlite" => new SqliteStore(connection),
            "Postgres" => new PostgresStore(connection),
            _ => throw new StartRefusedException(["Set Storage:Provider to Sqlite or Postgres."]),
        };
    }

    /// <summary>The name of the script that lays out a new store.</summary>
    internal abstract string NewStoreScript { get; }

    internal abstract void Configure(DbContextOptionsBuilder options);

    /// <summary>A closed connection without EF Core, for what must be quick at start.</summary>
    internal abstract DbConnection Connect();

    /// <summary>The names of the migrations in the store, oldest first; fails where there are none yet.</summary>
    internal abstract string AppliedMigrations { get; }

    /// <summary>A table by the name that SQL without EF Core uses.</summary>
    internal abstract string Table(string name);

    /// <summary>Held by one process at a time while it migrates, and let go by the system when that process dies.</summary>
    internal abstract Task<IAsyncDisposable> LockMigrationsAsync(TimeProvider clock, CancellationToken cancellation);

    /// <summary>One of some turns, held by one at a time in all processes on the store, and let go by the system when a process dies.</summary>
    internal abstract Task<IAsyncDisposable> TakeTurnAsync(int number, CancellationToken cancellation);

    /// <summary>Puts right, under the lock, what a killed process left behind.</summary>
    internal abstract Task PrepareAsync(CancellationToken cancellation);
}
