using Microsoft.Data.Sqlite;

namespace Gateway.Tests.Hosting;

/// <summary>The store itself refuses every entry from the next one on, as a full disk or a revoked right would.</summary>
internal static class ClosedLedger
{
    public static async Task CloseAsync(GatewayHost gateway, long after = 0) => await RefuseFromAsync(gateway, await gateway.Entries.CountAsync() + after);

    private static async Task RefuseFromAsync(GatewayHost gateway, long index)
    {
        if (gateway.Store.Provider == "Postgres")
        {
            await PostgresServer.ExecuteAsync(gateway.Store.Connection, $"""
                create function ledger.no_room() returns trigger language plpgsql as 'begin if new.idx >= {index} then raise exception ''full''; end if; return new; end';
                create trigger no_room before insert on ledger.entry for each row execute function ledger.no_room();
                """);
            return;
        }

        await using var connection = new SqliteConnection($"Data Source={Path.Combine(gateway.Store.Connection, "ledger.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = new SqliteCommand($"create trigger no_room before insert on entry when new.idx >= {index} begin select raise(abort, 'full'); end", connection);
        await command.ExecuteNonQueryAsync();
    }
}
