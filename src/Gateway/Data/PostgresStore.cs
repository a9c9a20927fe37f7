using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Gateway.Data;

/// <summary>PostgreSQL, in the schema <c>gateway</c>.</summary>
internal sealed class PostgresStore(string connection) : Store
{
    internal const string Schema = "gateway";
    private const int Turns = 0x6761_7465; // "gate": a space of its own beside the migrations' lock
    private const long MigrationLock = 0x6761_7465_7761_7900; // "gateway"

    internal override string AppliedMigrations =>
        $"""select "MigrationId" from {Schema}."__EFMigrationsHistory" """;

    internal override string NewStoreScript => "postgres.sql";

    internal override string Table(string name) => $"{Schema}.\"{name}\"";

    internal override void Configure(DbContextOptionsBuilder options) =>
        options.UseNpgsql(connection, npgsql => npgsql
            .MigrationsHistoryTable(HistoryRepository.DefaultTableName, Schema)
            .ExecutionStrategy(dependencies => new NonRetryingExecutionStrategy(dependencies))); // the provider's own wraps faults beyond recognition

    internal override DbConnection Connect() => new NpgsqlConnection(connection);

    // Not pooled: closing the session is what lets the lock go, and the server does that for a process that died.
    internal override async Task<IAsyncDisposable> LockMigrationsAsync(TimeProvider clock, CancellationToken cancellation)
    {
        var session = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ConnectionString);
        try
        {
            await session.OpenAsync(cancellation);
            await using var command = new NpgsqlCommand($"select pg_advisory_lock({MigrationLock})", session) { CommandTimeout = 0 };
            await command.ExecuteNonQueryAsync(cancellation);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    internal override async Task<IAsyncDisposable> TakeTurnAsync(int number, CancellationToken cancellation)
    {
        var session = new NpgsqlConnection(connection);
        try
        {
            await session.OpenAsync(cancellation);
            // Ends with the transaction, which ends with the session.
            await session.BeginTransactionAsync(cancellation);
            await using var command = new NpgsqlCommand($"select pg_advisory_xact_lock({Turns}, {number})", session);
            await command.ExecuteNonQueryAsync(cancellation);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    internal override Task PrepareAsync(CancellationToken cancellation) => Task.CompletedTask;
}
