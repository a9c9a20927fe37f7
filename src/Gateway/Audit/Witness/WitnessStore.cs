using Gateway.Audit.Storage;
using Gateway.Hosting;
using Gateway.Rules.Ledger.Checkpoints;
using Gateway.Rules.Ledger.Witnessing;
using Microsoft.Data.Sqlite;

namespace Gateway.Audit.Witness;

/// <summary>The largest tree that this witness has seen of each log, in one small file. Checking and storing is one transaction: of two requests at once, one is told that it comes too late.</summary>
internal sealed class WitnessStore(string path)
{
    private const string Tables = """
        create table if not exists witnessed (origin text primary key, size integer not null, root blob not null, note blob not null) strict, without rowid;
        create trigger if not exists witnessed_delete before delete on witnessed begin select raise(abort, 'a witness does not forget'); end;
        create trigger if not exists witnessed_back before update on witnessed when new.size < old.size or new.origin <> old.origin
            begin select raise(abort, 'a witness does not go back'); end;
        """;

    private const string OfOrigin = "select size, root from witnessed where origin = $origin";

    private const string Notes = "select origin, note from witnessed";

    private const string Store = """
        insert into witnessed (origin, size, root, note) values ($origin, $size, $root, $note)
        on conflict (origin) do update set size = excluded.size, root = excluded.root, note = excluded.note
        """;

    private readonly string _connection = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 5 }.ToString();

    /// <summary>Decides, and where the answer is to cosign, has stored the checkpoint for good.</summary>
    public WitnessDecision Take(AddCheckpoint request, IEnumerable<LogKey> logs)
    {
        using var connection = Open();
        using var transaction = connection.BeginTransaction(deferred: false);
        var decision = WitnessDecision.On(request, logs, Read(connection, request.Checkpoint.Checkpoint.Origin));
        if (decision is not WitnessDecision.Cosign) return decision;
        var seen = request.Checkpoint;
        Run(connection, Store, ("$origin", seen.Checkpoint.Origin), ("$size", seen.Checkpoint.Size), ("$root", seen.Checkpoint.Root.ToArray()), ("$note", seen.ToBytes()));
        CrashPoint.WitnessChecked.Reached();
        transaction.Commit();
        CrashPoint.WitnessStored.Reached();
        return decision;
    }

    public Checkpoint? Read(string origin)
    {
        using var connection = Open();
        return Read(connection, origin);
    }

    /// <summary>The newest checkpoint of the log whose name has this hash, as the log signed it; null where there is none.</summary>
    public byte[]? Latest(string hash)
    {
        using var connection = Open();
        using var command = SqliteReads.Command(connection, Notes);
        using var row = command.ExecuteReader();
        while (row.Read())
            if (WitnessLogs.Hash(row.GetString(0)) == hash) return row.GetFieldValue<byte[]>(1);
        return null;
    }

    private static Checkpoint? Read(SqliteConnection connection, string origin)
    {
        using var command = SqliteReads.Command(connection, OfOrigin, ("$origin", origin));
        using var row = command.ExecuteReader();
        return row.Read() ? new Checkpoint(origin, row.GetInt64(0), row.GetFieldValue<byte[]>(1)) : null;
    }

    private SqliteConnection Open()
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
        var connection = new SqliteConnection(_connection);
        connection.Open();
        Run(connection, "pragma synchronous = full");
        Run(connection, Tables);
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql, params (string Name, object Value)[] parameters)
    {
        using var command = SqliteReads.Command(connection, sql, parameters);
        command.ExecuteNonQuery();
    }
}
