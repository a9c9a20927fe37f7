using System.Data.Common;
using System.Globalization;
using Gateway.Data;

namespace Gateway.Messages;

/// <summary>What waits, the oldest first. Read and marked in batches and by plain SQL: the outbox may cost a message no more than the broker does.</summary>
internal sealed class OutboxRows(Data.Store store)
{
    private readonly string _owed = store.Table("OwedMessages");

    public Task<List<Waiting>> NextAsync(long after, int most, CancellationToken stopping) => store.ReadAsync(
        $"""select "Sequence", "Id", "Kind", "Agency", "Child", "Body" from {_owed} where "SentAt" is null and "Sequence" > @after order by "Sequence" limit @most""",
        Read, stopping, ("@after", after), ("@most", most));

    /// <summary>Numbers of our own store, so that they may stand in the text.</summary>
    public Task SentAsync(IReadOnlyCollection<long> sequences, DateTimeOffset now, CancellationToken stopping) => sequences.Count == 0 ? Task.CompletedTask : store.WriteAsync(
        $"""update {_owed} set "SentAt" = @now where "SentAt" is null and "Sequence" in ({string.Join(',', sequences.Select(one => one.ToString(CultureInfo.InvariantCulture)))})""",
        stopping, ("@now", now.ToUnixTimeMilliseconds()));

    public Task ForgetAsync(DateTimeOffset before, CancellationToken stopping) => store.WriteAsync(
        $"""delete from {_owed} where "Sequence" in (select "Sequence" from {_owed} where "SentAt" < @before order by "Sequence" limit 10000)""",
        stopping, ("@before", before.ToUnixTimeMilliseconds()));

    private static Waiting Read(DbDataReader row) => new(row.GetInt64(0), row.GetGuid(1), row.GetString(2), row.GetString(3), row.GetGuid(4), row.GetFieldValue<byte[]>(5));
}

/// <summary>A message that waits to go.</summary>
internal sealed record Waiting(long Sequence, Guid Id, string Kind, string Agency, Guid Child, byte[] Body);
