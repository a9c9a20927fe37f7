using Gateway.Benchmarks.Processes;
using Gateway.Audit.Storage;
using Gateway.Rules.Ledger;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Gateway.Benchmarks.Ledger.Growth;

/// <summary>Puts entries into a ledger that was begun on SQLite; the search index in the order of its key, or it would take hours.</summary>
internal static class BulkSqlite
{
    private const int InOneTransaction = 200_000;

    public static void Load(string folder, long rows, Action<long> progress)
    {
        using var open = new SqliteConnection($"Data Source={Path.Combine(folder, "ledger.db")};Pooling=False");
        open.Open();
        Execute(open, "pragma synchronous=off");
        Execute(open, "pragma cache_size=-262144");
        var bulk = Head(open);
        Entries(open, bulk, rows, progress);
        Subjects(open, bulk, rows, progress);
        Heads(open, bulk, rows);
        MoveHead(open, bulk);
        Execute(open, "pragma wal_checkpoint(truncate)");
    }

    private static BulkRows Head(SqliteConnection open)
    {
        using var head = new SqliteStatement(open.Handle!, "select size, time_ms from head");
        using var frontier = open.CreateCommand();
        frontier.CommandText = "select frontier, (select coalesce(max(epoch), 1) from entry_subject) from head";
        using var row = frontier.ExecuteReader();
        if (!head.Read() || !row.Read()) throw new MeasureException("The ledger has no head.");
        var (size, time) = (head.Integer(0), head.Integer(1));
        return new BulkRows(Frontier.Read(size, row.GetFieldValue<byte[]>(0)) ?? throw new MeasureException("The ledger's head does not read."), size, time, (ushort)row.GetInt64(1));
    }

    private static void Entries(SqliteConnection open, BulkRows bulk, long rows, Action<long> progress)
    {
        using var insert = new SqliteStatement(open.Handle!, SqliteSchema.InsertEntry(1));
        InTransactions(open, rows, row =>
        {
            var (entry, interaction) = bulk.Next(row);
            Done(insert.Bind(bulk.First + row).Bind(entry).Bind(interaction).Bind((long)Audit.EntryType.Search).Bind(bulk.TimeMilliseconds).Bind(bulk.Leaf).Bind(bulk.Hash).Run());
            if (row % 10_000 == 0) progress(row);
        });
    }

    private static void Subjects(SqliteConnection open, BulkRows bulk, long rows, Action<long> progress)
    {
        var sorted = new (Guid Token, long Row)[rows * BulkRows.Trails];
        for (long at = 0; at < sorted.Length; at++) sorted[at] = (BulkRows.Token(at / BulkRows.Trails, (int)(at % BulkRows.Trails)), at / BulkRows.Trails);
        Array.Sort(sorted);
        using var insert = new SqliteStatement(open.Handle!, SqliteSchema.InsertSubject(1));
        InTransactions(open, sorted.Length, at =>
        {
            Done(insert.Bind(sorted[at].Token).Bind(bulk.First + sorted[at].Row).Bind(bulk.Epoch).Run());
            if (at % 10_000 == 0) progress(rows + (at / BulkRows.Trails));
        });
    }

    private static void Heads(SqliteConnection open, BulkRows bulk, long rows)
    {
        using var insert = new SqliteStatement(open.Handle!, SqliteSchema.MoveSubject(1));
        (Guid Token, long Ordinal, long Last)[] heads = [.. Enumerable.Range(0, BulkRows.Trails).SelectMany(trail => bulk.Heads(trail, rows)).OrderBy(head => head.Token)];
        InTransactions(open, heads.Length, at => Done(insert.Bind(heads[at].Token).Bind(bulk.Epoch).Bind(heads[at].Ordinal).Bind(heads[at].Last).Run()));
    }

    private static void MoveHead(SqliteConnection open, BulkRows bulk)
    {
        using var move = new SqliteStatement(open.Handle!, "update head set size = ?, root = ?, frontier = ?");
        Done(move.Bind(bulk.Frontier.Size).Bind(bulk.Frontier.Root()).Bind(bulk.Frontier.Serialised).Run());
    }

    private static void InTransactions(SqliteConnection open, long rows, Action<long> insert)
    {
        for (long from = 0; from < rows; from += InOneTransaction)
        {
            Execute(open, "begin immediate");
            for (var row = from; row < Math.Min(rows, from + InOneTransaction); row++) insert(row);
            Execute(open, "commit");
        }
    }

    private static void Done(int code)
    {
        if (code != raw.SQLITE_DONE) throw new MeasureException($"A row could not be put in (SQLite {code}).");
    }

    private static void Execute(SqliteConnection open, string sql)
    {
        using var command = open.CreateCommand();
#pragma warning disable CA2100 // Every text is a constant of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
