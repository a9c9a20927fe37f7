using System.Data.Common;
using Gateway.Data;

namespace Gateway.Alerts;

/// <summary>The steps since an instant, read by plain SQL.</summary>
internal static class StoredSteps
{
    public static Task<List<StepOfTrail>> ReadAsync(Store store, DateTimeOffset since, CancellationToken cancellation) => store.ReadAsync(
        $"""select "Asker", "Child", "At", "Purpose", "Withheld", "Stranger" from {store.Table("Trail")} where "At" > @since order by "At" """,
        Read, cancellation, ("@since", since.ToUnixTimeMilliseconds()));

    private static StepOfTrail Read(DbDataReader row) => new()
    {
        Asker = row.GetGuid(0),
        Child = row.GetInt64(1),
        At = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)),
        Purpose = row.GetInt32(3),
        Withheld = row.GetInt32(4),
        Stranger = row.GetBoolean(5),
    };
}
