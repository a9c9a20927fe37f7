using System.Data.Common;
using System.Globalization;
using Gateway.Data;

namespace Gateway.Messages;

/// <summary>What is owed, the oldest first. Read and let go in batches and by plain SQL: the outbox may cost a message no more than the broker does.</summary>
internal sealed class OutboxRows(Data.Store store)
{
    private const int MostRuns = 16;
    private readonly string _owed = store.Table("OwedMessages");

    /// <summary>
    /// The oldest. Always from the beginning, without what is under way: a number is given before its row is committed, so that whoever went on from the last would pass over one and send
    /// what follows it first. A row is never seen without those of its line before it, for they were committed first.
    /// </summary>
    /// <param name="underWay">Those that were read before and are not gone yet.</param>
    /// <param name="but">Agencies whose queue takes nothing now.</param>
    public Task<List<Waiting>> NextAsync(int most, IReadOnlyCollection<long> underWay, IReadOnlyCollection<string> but, CancellationToken stopping)
    {
        (string Name, object Value)[] given = [.. but.Select((agency, n) => ($"@but{n}", (object)agency))];
        var others = (underWay.Count == 0 ? "" : $" and not ({Among(underWay)})") + (given.Length == 0 ? "" : $""" and "Agency" not in ({string.Join(',', given.Select(each => each.Name))})""");
        return store.ReadAsync(
            $"""select "Sequence", "Id", "Kind", "Agency", "Child", "Body" from {_owed} where true{others} order by "Sequence" limit @most""", Read, stopping, [("@most", most), .. given]);
    }

    public Task GoneAsync(IReadOnlyCollection<long> sequences, CancellationToken stopping) => sequences.Count == 0
        ? Task.CompletedTask
        : store.WriteAsync($"delete from {_owed} where {Among(sequences)}", stopping);

    // Numbers of our own store, so that they may stand in the text. They mostly follow one another, and of a run without a gap the store needs no more than its ends.
    private static string Among(IReadOnlyCollection<long> sequences)
    {
        var runs = new List<(long First, long Last)>();
        foreach (var one in sequences.Order())
            if (runs is [.., var run] && run.Last == one - 1) runs[^1] = (run.First, one);
            else runs.Add((one, one));
        return runs.Count <= MostRuns
            ? string.Join(" or ", runs.Select(run => string.Create(CultureInfo.InvariantCulture, $"\"Sequence\" between {run.First} and {run.Last}")))
            : $"\"Sequence\" in ({string.Join(',', sequences.Select(one => one.ToString(CultureInfo.InvariantCulture)))})";
    }

    private static Waiting Read(DbDataReader row) => new(row.GetInt64(0), row.GetGuid(1), row.GetString(2), row.GetString(3), row.GetGuid(4), row.GetFieldValue<byte[]>(5));
}

/// <summary>A message that waits to go.</summary>
internal sealed record Waiting(long Sequence, Guid Id, string Kind, string Agency, Guid Child, byte[] Body);
