using System.Data.Common;
using System.Security.Cryptography;
using Gateway.Audit;
using Gateway.Audit.Sealing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Gateway.Tests.Audit;

/// <summary>A store of its own for a test, with the means to spoil it as its owner could.</summary>
internal abstract class LedgerBed : IAsyncDisposable
{
    private readonly List<Ledger> _ledgers = [];

    public MovableClock Clock { get; } = new();

    public abstract LedgerSettings Settings { get; }

    /// <summary>What stands before a table's name.</summary>
    public abstract string Schema { get; }

    public static byte[] Key { get; } = RandomNumberGenerator.GetBytes(LedgerKey.Length);

    public static async Task<LedgerBed> CreateAsync(StorageProvider provider, PostgresServer server) => provider == StorageProvider.Sqlite
        ? new SqliteBed()
        : new PostgresBed(await server.CreateDatabaseAsync());

    public Task<Ledger> StartAsync() => StartAsync(Settings);

    public async Task<Ledger> StartAsync(LedgerSettings settings)
    {
        var ledger = new Ledger(settings, Clock, NullLogger<Ledger>.Instance);
        _ledgers.Add(ledger);
        await ledger.StartAsync(CancellationToken.None);
        return ledger;
    }

    /// <summary>A ledger that was begun, given entries and stopped again.</summary>
    public async Task WithHistoryAsync(int entries)
    {
        var ledger = await StartAsync();
        await Entries.AppendAllAsync(ledger, entries);
        await ledger.StopAsync(CancellationToken.None);
    }

    public abstract Task<DbConnection> ConnectAsync();

    /// <summary>What is written as this entry's leaf is another bit than what was hashed, as if memory had failed in between.</summary>
    public abstract Task FlipOnTheWayAsync(long index);

    /// <summary>To the store of the children's keys, where nothing is refused.</summary>
    public abstract Task<DbConnection> ConnectToKeysAsync();

    /// <summary>What stands before a table's name there.</summary>
    public abstract string KeySchema { get; }

    /// <summary>Runs what the ledger's own triggers would refuse. A name in braces, as in {entry}, is a table.</summary>
    public abstract Task SpoilAsync(string sql, params (string Name, object Value)[] parameters);

    public async Task<int> ExecuteAsync(string sql, params (string Name, object Value)[] parameters)
    {
        await using var connection = await ConnectAsync();
        return await ExecuteAsync(connection, sql, parameters);
    }

    public async Task<T> ReadAsync<T>(string sql)
    {
        await using var connection = await ConnectAsync();
        await using var command = Command(connection, sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Every value of one column, uuids in network order.</summary>
    public async Task<List<byte[]>> ReadAllAsync(string sql)
    {
        await using var connection = await ConnectAsync();
        await using var command = Command(connection, sql);
        await using var row = await command.ExecuteReaderAsync();
        var all = new List<byte[]>();
        while (await row.ReadAsync()) all.Add(row.GetValue(0) is Guid id ? id.ToByteArray(bigEndian: true) : row.GetFieldValue<byte[]>(0));
        return all;
    }

    /// <summary>In the store of the children's keys. A name in braces, as in {subject_key}, is a table.</summary>
    public async Task<int> SpoilKeysAsync(string sql, params (string Name, object Value)[] parameters)
    {
        await using var connection = await ConnectToKeysAsync();
        return await ExecuteAsync(connection, Keys(sql), parameters);
    }

    public async Task<T> ReadKeysAsync<T>(string sql)
    {
        await using var connection = await ConnectToKeysAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = Keys(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    private string Keys(string sql) => sql.Replace("{", KeySchema).Replace("}", "");

    public async Task FlipAsync(string table, string column, long index)
    {
        var bytes = await ReadAsync<byte[]>($"select {column} from {{{table}}} where idx = {index}");
        bytes[bytes.Length / 2] ^= 1;
        await SpoilAsync($"update {{{table}}} set {column} = @bytes where idx = {index}", ("bytes", bytes));
    }

    /// <summary>Stops every ledger that was started here.</summary>
    public async Task StopAsync()
    {
        foreach (var ledger in _ledgers)
        {
            await ledger.StopAsync(CancellationToken.None);
            ledger.Dispose();
        }

        _ledgers.Clear();
    }

    public virtual async ValueTask DisposeAsync() => await StopAsync();

    protected async Task<int> ExecuteAsync(DbConnection connection, string sql, params (string Name, object Value)[] parameters)
    {
        await using var command = Command(connection, sql);
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        return await command.ExecuteNonQueryAsync();
    }

    private DbCommand Command(DbConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        foreach (var table in new[] { "log", "entry", "sealed", "head", "entry_subject", "subject_head" }) sql = sql.Replace($"{{{table}}}", Schema + table);
        command.CommandText = sql;
        return command;
    }

    private sealed class SqliteBed : LedgerBed
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("gateway-ledger-").FullName;

        public override LedgerSettings Settings => new(StorageProvider.Sqlite, _folder, new LedgerKey(Key));

        public override string Schema => "";

        public override async Task<DbConnection> ConnectAsync()
        {
            var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "ledger.db")};Pooling=False");
            await connection.OpenAsync();
            return connection;
        }

        public override string KeySchema => "";

        public override async Task<DbConnection> ConnectToKeysAsync()
        {
            var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "keys.db")};Pooling=False");
            await connection.OpenAsync();
            return connection;
        }

        public override async Task SpoilAsync(string sql, params (string Name, object Value)[] parameters)
        {
            await using var connection = await ConnectAsync();
            foreach (var trigger in new[] { "entry_update", "entry_delete", "sealed_update", "sealed_delete", "head_update", "head_delete", "entry_subject_update", "entry_subject_delete", "subject_head_update", "subject_head_delete" })
                await ExecuteAsync(connection, $"drop trigger if exists {trigger}");
            await ExecuteAsync(connection, sql, parameters);
        }

        public override Task FlipOnTheWayAsync(long index) => SpoilAsync(
            $"create trigger flip after insert on entry when new.idx = {index} begin update entry set leaf = cast(substr(leaf, 1, 50) || x'ff' || substr(leaf, 52) as blob) where idx = {index}; end");

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            Directory.Delete(_folder, recursive: true);
        }
    }

    private sealed class PostgresBed(string connectionString) : LedgerBed
    {
        public override LedgerSettings Settings => new(StorageProvider.Postgres, connectionString, new LedgerKey(Key));

        public override string Schema => "ledger.";

        public override async Task<DbConnection> ConnectAsync()
        {
            var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
            await connection.OpenAsync();
            return connection;
        }

        public override string KeySchema => "ledger_keys.";

        public override Task<DbConnection> ConnectToKeysAsync() => ConnectAsync();

        public override Task FlipOnTheWayAsync(long index) => ExecuteAsync($"""
            create function ledger.flip() returns trigger language plpgsql as 'begin new.leaf := set_byte(new.leaf, 50, get_byte(new.leaf, 50) # 1); return new; end';
            create trigger flip before insert on ledger.entry for each row when (new.idx = {index}) execute function ledger.flip();
            """);

        public override async Task SpoilAsync(string sql, params (string Name, object Value)[] parameters)
        {
            await using var connection = await ConnectAsync();
            await ExecuteAsync(connection, "set session_replication_role = replica");
            await ExecuteAsync(connection, sql, parameters);
        }
    }
}
