using System.Data.Common;
using System.Globalization;
using Gateway.Data;

namespace Gateway.Messages;

/// <summary>What waits, the oldest first. Read and marked in batches and by plain SQL: the outbox may cost a message no more than the broker does.</summary>
internal sealed class OutboxRows(Data.Store store)
{
    private readonly string _owed = store.Table("OwedMessages");

    /// <summary>From the oldest each time: a number is given before its row is committed, so that whoever went on from the last would pass over one and send what follows it first.</summary>
    /// <param name="but">Agencies whose queue takes nothing now.</param>
    public Task<List<Waiting>> NextAsync(int most, IReadOnlyCollection<string> but, CancellationToken stopping)
    {
        (string Name, object Value)[] given = [.. but.Select((agency, n) => ($"@but{n}", (object)agency))];
        var others = given.Length == 0 ? "" : $""" and "Agency" not in ({string.Join(',', given.Select(each => each.Name))})""";
        return store.ReadAsync(
            $"""select "Sequence", "Id", "Kind", "Agency", "Child", "Body" from {_owed} where "SentAt" is null{others} order by "Sequence" limit @most""", Read, stopping, [("@most", most), .. given]);
    }

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
