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
        var indexes = new SortedSet<long>();
        foreach (var token in tokens)
        {
            if (Head(connection, token) is { } one && (head is null || one.Ordinal > head.Value.Ordinal)) head = one;
            Indexes(connection, token, upTo, most, indexes);
        }

        return new StoredTrail(head, [.. indexes.Reverse().Take(most).Select(index => Whole(connection, index))]);
    }

    public static StoredWhole Whole(SqliteConnection connection, long index)
    {
        using var leaf = SqliteReads.Command(connection, SqliteSchema.LeafOf, ("$idx", index));
        using var sections = SqliteReads.Command(connection, SqliteSchema.SectionsOf, ("$idx", index));
        var whole = new StoredWhole(index, leaf.ExecuteScalar() as byte[], []);
        using var row = sections.ExecuteReader();
        while (row.Read()) whole.Sections.Add(new StoredSection(row.GetInt32(0), row.GetFieldValue<byte[]>(1)));
        return whole;
    }

    private static StoredSubjectHead? Head(SqliteConnection connection, Guid token)
    {
        using var command = SqliteReads.Command(connection, SqliteSchema.TrailHead, ("$token", token.ToByteArray(bigEndian: true)));
        using var row = command.ExecuteReader();
        return row.Read() ? new StoredSubjectHead(SqliteReads.Uuid(row, 0), row.GetInt64(1), row.GetInt64(2)) : null;
    }

    private static void Indexes(SqliteConnection connection, Guid token, long upTo, int most, SortedSet<long> indexes)
    {
        using var command = SqliteReads.Command(
            connection, SqliteSchema.Trail, ("$token", token.ToByteArray(bigEndian: true)), ("$upTo", upTo), ("$most", most));
        using var row = command.ExecuteReader();
        while (row.Read()) indexes.Add(row.GetInt64(0));
    }
}
