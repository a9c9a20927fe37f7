using Gateway.Benchmarks.Processes;
using Gateway.Rules.Ledger;
using Npgsql;
using NpgsqlTypes;

namespace Gateway.Benchmarks.Ledger.Growth;

/// <summary>Puts entries into a ledger that was begun on PostgreSQL: without indexes, which are built behind the last row.</summary>
internal static class BulkPostgres
{
    private const string Bare = """
        alter table ledger.entry drop constraint entry_pkey, drop constraint entry_entry_id_key;
        alter table ledger.entry_subject drop constraint entry_subject_pkey;
        alter table ledger.subject_head drop constraint subject_head_pkey;
        """;

    private const string Indexed = """
        set maintenance_work_mem = '1GB';
        alter table ledger.entry add primary key (idx), add constraint entry_entry_id_key unique (entry_id);
        alter table ledger.entry_subject add primary key (token, idx);
        alter table ledger.subject_head add primary key (token, log_id);
        vacuum (analyze) ledger.entry;
        vacuum (analyze) ledger.entry_subject;
        vacuum (analyze) ledger.subject_head;
        """;

    public static async Task LoadAsync(string connection, long rows, Action<long> progress)
    {
        await using var open = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection) { Pooling = false, CommandTimeout = 0 }.ToString());
        await open.OpenAsync();
        var bulk = await HeadAsync(open);
        await ExecuteAsync(open, Bare);
        await EntriesAsync(open, bulk, rows, progress);
        await SubjectsAsync(open, bulk, rows, progress);
        await HeadsAsync(open, bulk, rows);
        foreach (var statement in Indexed.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) await ExecuteAsync(open, statement);
        await MoveHeadAsync(open, bulk);
        await ExecuteAsync(open, "checkpoint");
    }

    private static async Task<BulkRows> HeadAsync(NpgsqlConnection open)
    {
        await using var command = new NpgsqlCommand("select size, frontier, time_ms, (select coalesce(max(epoch), 1) from ledger.entry_subject) from ledger.head", open);
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        var frontier = Frontier.Read(row.GetInt64(0), row.GetFieldValue<byte[]>(1)) ?? throw new MeasureException("The ledger's head does not read.");
        return new BulkRows(frontier, row.GetInt64(0), row.GetInt64(2), (ushort)row.GetInt16(3));
    }

    private static async Task EntriesAsync(NpgsqlConnection open, BulkRows bulk, long rows, Action<long> progress)
    {
        await using var copy = await open.BeginBinaryImportAsync("copy ledger.entry (log_id, idx, entry_id, interaction_id, type, time_ms, leaf, leaf_hash) from stdin (format binary)");
        copy.Timeout = Timeout.InfiniteTimeSpan;
        for (long row = 0; row < rows; row++)
        {
            var (entry, interaction) = bulk.Next(row);
            await copy.StartRowAsync();
            await copy.WriteAsync(1, NpgsqlDbType.Integer);
            await copy.WriteAsync(bulk.First + row, NpgsqlDbType.Bigint);
            await copy.WriteAsync(entry, NpgsqlDbType.Uuid);
            await copy.WriteAsync(interaction, NpgsqlDbType.Uuid);
            await copy.WriteAsync((short)Audit.EntryType.Search, NpgsqlDbType.Smallint);
            await copy.WriteAsync(bulk.TimeMilliseconds, NpgsqlDbType.Bigint);
            await copy.WriteAsync(bulk.Leaf, NpgsqlDbType.Bytea);
            await copy.WriteAsync(bulk.Hash, NpgsqlDbType.Bytea);
            if (row % 10_000 == 0) progress(row);
        }

        await copy.CompleteAsync();
    }

    private static async Task SubjectsAsync(NpgsqlConnection open, BulkRows bulk, long rows, Action<long> progress)
    {
        await using var copy = await open.BeginBinaryImportAsync("copy ledger.entry_subject (idx, token, log_id, epoch) from stdin (format binary)");
        copy.Timeout = Timeout.InfiniteTimeSpan;
        for (long row = 0; row < rows; row++)
        {
            for (var trail = 0; trail < BulkRows.Trails; trail++)
            {
                await copy.StartRowAsync();
                await copy.WriteAsync(bulk.First + row, NpgsqlDbType.Bigint);
                await copy.WriteAsync(BulkRows.Token(row, trail), NpgsqlDbType.Uuid);
                await copy.WriteAsync(1, NpgsqlDbType.Integer);
                await copy.WriteAsync((short)bulk.Epoch, NpgsqlDbType.Smallint);
            }

            if (row % 10_000 == 0) progress(rows + row);
        }

        await copy.CompleteAsync();
    }

    private static async Task HeadsAsync(NpgsqlConnection open, BulkRows bulk, long rows)
    {
        await using var copy = await open.BeginBinaryImportAsync("copy ledger.subject_head (ordinal, last_idx, token, log_id, epoch) from stdin (format binary)");
        copy.Timeout = Timeout.InfiniteTimeSpan;
        for (var trail = 0; trail < BulkRows.Trails; trail++)
        {
            foreach (var (token, ordinal, last) in bulk.Heads(trail, rows))
            {
                await copy.StartRowAsync();
                await copy.WriteAsync(ordinal, NpgsqlDbType.Bigint);
                await copy.WriteAsync(last, NpgsqlDbType.Bigint);
                await copy.WriteAsync(token, NpgsqlDbType.Uuid);
                await copy.WriteAsync(1, NpgsqlDbType.Integer);
                await copy.WriteAsync((short)bulk.Epoch, NpgsqlDbType.Smallint);
            }
        }

        await copy.CompleteAsync();
    }

    private static async Task MoveHeadAsync(NpgsqlConnection open, BulkRows bulk)
    {
        await using var command = new NpgsqlCommand("update ledger.head set size = $1, root = $2, frontier = $3", open);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = bulk.Frontier.Size });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = bulk.Frontier.Root() });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = bulk.Frontier.Serialised.ToArray() });
        await command.ExecuteNonQueryAsync();
    }

    private static async Task ExecuteAsync(NpgsqlConnection open, string sql)
    {
#pragma warning disable CA2100 // Every text is a constant of this file.
        await using var command = new NpgsqlCommand(sql, open);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
