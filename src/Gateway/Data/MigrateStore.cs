using System.Collections.Immutable;
using System.Data.Common;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Gateway.Data;

/// <summary>Brings the store up to date before any other hosted service starts, one process at a time.</summary>
internal sealed class MigrateStore : IHostedLifecycleService
{
    private readonly Store _store;
    private readonly IServiceProvider _services;
    private readonly TimeProvider _clock;
    private readonly Task<bool> _isCurrent;

    /// <summary>Looks at the store at once, while the rest of the start is read; nothing is changed in it before all of that is accepted.</summary>
    public MigrateStore(Store store, IServiceProvider services, TimeProvider clock)
    {
        (_store, _services, _clock) = (store, services, clock);
        _isCurrent = Task.Run(() => IsCurrentAsync(CancellationToken.None));
    }

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (await _isCurrent.WaitAsync(cancellationToken)) return;
        await using var held = await _store.LockMigrationsAsync(_clock, cancellationToken);
        if (await IsCurrentAsync(cancellationToken)) return;

        await _store.PrepareAsync(cancellationToken);
        if (await IsLaidOutAnewAsync(cancellationToken) && await IsCurrentAsync(cancellationToken)) return;
        await using var db = await _services.GetRequiredService<IDbContextFactory<GatewayContext>>().CreateDbContextAsync(cancellationToken);
        await db.Database.MigrateAsync(cancellationToken);
    }

    // Asked without EF Core, which costs a good part of a cold start.
    private async Task<bool> IsCurrentAsync(CancellationToken cancellation)
    {
        try
        {
            var applied = await AppliedAsync(cancellation);
            return Known.All(applied.Contains);
        }
        catch (DbException)
        {
            return false;
        }
    }

    // A new store is laid out whole by what the migrations would run, in one transaction; anything that is there already makes that fail.
    private async Task<bool> IsLaidOutAnewAsync(CancellationToken cancellation)
    {
        await using var connection = _store.Connect();
        await connection.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, await NewStore.ReadAsync(_store, cancellation));
        try
        {
            await command.ExecuteNonQueryAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return true;
        }
        catch (DbException)
        {
            return false;
        }
    }

    private async Task<HashSet<string>> AppliedAsync(CancellationToken cancellation)
    {
        await using var connection = _store.Connect();
        await connection.OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = _store.AppliedMigrations;
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var applied = new HashSet<string>(StringComparer.Ordinal);
        while (await rows.ReadAsync(cancellation)) applied.Add(rows.GetString(0));
        return applied;
    }

    private static readonly ImmutableArray<string> Known = [.. typeof(GatewayContext).Assembly.DefinedTypes
        .Where(type => type.IsSubclassOf(typeof(PortableMigration)))
        .Select(type => type.GetCustomAttribute<MigrationAttribute>()?.Id)
        .OfType<string>()];

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
