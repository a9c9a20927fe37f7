using System.Data.Common;

namespace Gateway.Data;

/// <summary>SQL without EF Core, whose first use costs a good part of a cold start: for what is read or written before the first answer.</summary>
internal static class PlainRows
{
    public static async Task<List<T>> ReadAsync<T>(this Store store, string sql, Func<DbDataReader, T> read, CancellationToken cancellation, params (string Name, object Value)[] given)
    {
        await using var connection = store.Connect();
        await connection.OpenAsync(cancellation);
        await using var command = Command(connection, sql, given);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var all = new List<T>();
        while (await rows.ReadAsync(cancellation)) all.Add(read(rows));
        return all;
    }

    public static async Task WriteAsync(this Store store, string sql, CancellationToken cancellation, params (string Name, object Value)[] given)
    {
        await using var connection = store.Connect();
        await connection.OpenAsync(cancellation);
        await using var command = Command(connection, sql, given);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static DbCommand Command(DbConnection connection, string sql, (string Name, object Value)[] given)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Every text is a constant with the store's own names of tables; what varies is a parameter.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in given)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
