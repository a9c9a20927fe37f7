using Microsoft.Data.Sqlite;

namespace Gateway.Audit.Storage;

/// <summary>Reads one subject's entries.</summary>
internal static class SqliteTrail
{
    public static StoredTrail Read(SqliteConnection connection, IReadOnlyList<Guid> tokens, long upTo, int most)
    {
        // Deferred: the first read takes the snapshot that the others see.
        using var snapshot = connection.BeginTransaction(deferred: true);
        StoredSubjectHead? head = null;
        var entries = new List<StoredWhole>();
        foreach (var token in tokens)
        {
            if (Head(connection, token) is { } one && (head is null || one.Ordinal > head.Value.Ordinal)) head = one;
            entries.AddRange(Wholes(connection, SqliteSchema.Trail, ("$token", token.ToByteArray(bigEndian: true)), ("$upTo", upTo), ("$most", most)));
        }

        return new StoredTrail(head, [.. entries.OrderByDescending(entry => entry.Index).Take(most)]);
    }

    public static StoredWhole Whole(SqliteConnection connection, long index) => Wholes(connection, SqliteSchema.Whole, ("$idx", index)).Single();

    private static StoredSubjectHead? Head(SqliteConnection connection, Guid token)
    {
        using var command = SqliteReads.Command(connection, SqliteSchema.TrailHead, ("$token", token.ToByteArray(bigEndian: true)));
        using var row = command.ExecuteReader();
        return row.Read() ? new StoredSubjectHead(SqliteReads.Uuid(row, 0), row.GetInt64(1), row.GetInt64(2)) : null;
    }

    private static List<StoredWhole> Wholes(SqliteConnection connection, string sql, params (string Name, object Value)[] parameters)
    {
        var entries = new List<StoredWhole>();
        using var command = SqliteReads.Command(connection, sql, parameters);
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            var index = row.GetInt64(0);
            if (entries.Count == 0 || entries[^1].Index != index) entries.Add(new StoredWhole(index, row.IsDBNull(1) ? null : StoredLeaf.Held(row.GetFieldValue<byte[]>(1), row.GetFieldValue<byte[]>(4)), []));
            if (!row.IsDBNull(2)) entries[^1].Sections.Add(new StoredSection(row.GetInt32(2), row.GetFieldValue<byte[]>(3)));
        }

        return entries;
    }
}
