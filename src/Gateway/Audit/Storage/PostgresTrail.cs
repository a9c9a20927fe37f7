using System.Data;
using Npgsql;

namespace Gateway.Audit.Storage;

/// <summary>Reads one subject's entries.</summary>
internal static class PostgresTrail
{
    public static async Task<StoredTrail> ReadAsync(NpgsqlConnection connection, IReadOnlyList<Guid> tokens, long upTo, int most, CancellationToken cancellation)
    {
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        var ids = tokens.ToArray();
        var head = await HeadAsync(connection, ids, cancellation);
        var entries = await WholesAsync(
            connection, PostgresSchema.Trail, cancellation,
            new NpgsqlParameter<Guid[]> { TypedValue = ids }, new NpgsqlParameter<long> { TypedValue = upTo }, new NpgsqlParameter<int> { TypedValue = most });
        return new StoredTrail(head, entries);
    }

    public static async Task<StoredWhole> WholeAsync(NpgsqlConnection connection, long index, CancellationToken cancellation) =>
        (await WholesAsync(connection, PostgresSchema.Whole, cancellation, new NpgsqlParameter<long> { TypedValue = index })).Single();

    private static async Task<StoredSubjectHead?> HeadAsync(NpgsqlConnection connection, Guid[] tokens, CancellationToken cancellation)
    {
        StoredSubjectHead? head = null;
        await using var command = new NpgsqlCommand(PostgresSchema.SubjectHeads, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = tokens });
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            var one = new StoredSubjectHead(row.GetGuid(0), row.GetInt64(1), row.GetInt64(2));
            if (head is null || one.Ordinal > head.Value.Ordinal) head = one;
        }

        return head;
    }

    private static async Task<List<StoredWhole>> WholesAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation, params NpgsqlParameter[] parameters)
    {
        var entries = new List<StoredWhole>();
#pragma warning disable CA2100 // Every text is a constant of this folder.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        command.Parameters.AddRange(parameters);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            var index = row.GetInt64(0);
            if (entries.Count == 0 || entries[^1].Index != index)
                entries.Add(new StoredWhole(index, await row.IsDBNullAsync(1, cancellation) ? null : StoredLeaf.Held(row.GetFieldValue<byte[]>(1), row.GetFieldValue<byte[]>(4)), []));
            if (!await row.IsDBNullAsync(2, cancellation)) entries[^1].Sections.Add(new StoredSection(row.GetInt16(2), row.GetFieldValue<byte[]>(3)));
        }

        return entries;
    }
}
