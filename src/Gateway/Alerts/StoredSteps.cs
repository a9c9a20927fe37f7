using Gateway.Data;

namespace Gateway.Alerts;

/// <summary>The steps since an instant, read by plain SQL.</summary>
internal static class StoredSteps
{
    public static async Task<List<StepOfTrail>> ReadAsync(Store store, DateTimeOffset since, CancellationToken cancellation)
    {
        await using var connection = store.Connect();
        await connection.OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The table's name is the store's own.
        command.CommandText = $"""select "Asker", "Child", "At", "Purpose", "Withheld", "Stranger" from {store.Table("Trail")} where "At" > @since order by "At" """;
#pragma warning restore CA2100
        var from = command.CreateParameter();
        (from.ParameterName, from.Value) = ("@since", since.ToUnixTimeMilliseconds());
        command.Parameters.Add(from);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var steps = new List<StepOfTrail>();
        while (await rows.ReadAsync(cancellation))
            steps.Add(new StepOfTrail
            {
                Asker = rows.GetGuid(0),
                Child = rows.GetInt64(1),
                At = DateTimeOffset.FromUnixTimeMilliseconds(rows.GetInt64(2)),
                Purpose = rows.GetInt32(3),
                Withheld = rows.GetInt32(4),
                Stranger = rows.GetBoolean(5),
            });
        return steps;
    }
}
