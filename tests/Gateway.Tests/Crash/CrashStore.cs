using System.Data;
using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Gateway.Tests.Crash;

/// <summary>A store of a test's own, and the way into it that does not go through the gateway.</summary>
internal abstract class CrashStore : IDisposable
{
    public abstract IReadOnlyDictionary<string, string> Settings { get; }

    public abstract Task<DbConnection> ConnectToLedgerAsync();

    /// <summary>Rows and head as they were at one moment, without holding up whoever writes.</summary>
    public abstract DbTransaction Snapshot(DbConnection connection);

    /// <summary>Lets the time pass after which a gateway tries again what another one died over. Only while none runs.</summary>
    public async Task LetTheWaitingBeOverAsync()
    {
        await using var connection = await ConnectToNoticesAsync();
        await ExecuteAsync(connection, $"""update {Notices} set "NextAttemptAt" = 0, "QueuedUntil" = 0 where "DeliveredAt" is null""");
        await ExecuteAsync(connection, $"""update {Outbox} set "NotBefore" = 0 where "SentAt" is null""");
        await ExecuteAsync(connection, $"""update {LateQuestions} set "NextTryAt" = 0 where "EndedAt" is null""");
    }

    /// <summary>A delivery that died with its gateway is due in a minute: now. One that is under way goes twice, as it may; one that is due is left, or whoever has read it could not claim it.</summary>
    public async Task LetDeliveriesBeDueAsync()
    {
        await using var connection = await ConnectToNoticesAsync();
        await ExecuteAsync(connection, $"""update {Deliveries} set "NextAttemptAt" = 0 where "SentAt" is null and "DeadAt" is null and "NextAttemptAt" > {TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()}""");
    }

    /// <summary>How many notices are owed or were sent.</summary>
    public async Task<int> CountNoticesAsync()
    {
        await using var connection = await ConnectToNoticesAsync();
        await using var command = Command(connection, $"select count(*) from {Notices}");
        return Convert.ToInt32(await command.ExecuteScalarAsync());
    }

    /// <summary>
    /// Keeps every COMMIT of the ledger waiting. Letting go ends what still waits, as a server does with a client that is gone:
    /// whatever had not been committed by then never will be.
    /// </summary>
    public async Task<IAsyncDisposable> HoldCommitsAsync()
    {
        var connection = await ConnectToWriteAsync();
        await ExecuteAsync(connection, HoldHead);
        return new Held(connection, EndWaiting);
    }

    public abstract void Dispose();

    public abstract string Entries { get; }

    public abstract string Head { get; }

    protected abstract string Notices { get; }

    protected abstract string Outbox { get; }

    protected abstract string LateQuestions { get; }

    protected abstract string Deliveries { get; }

    protected abstract string HoldHead { get; }

    protected abstract string EndWaiting { get; }

    protected abstract Task<DbConnection> ConnectToNoticesAsync();

    protected abstract Task<DbConnection> ConnectToWriteAsync();

    public static DbCommand Command(DbConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    private static async Task ExecuteAsync(DbConnection connection, string sql)
    {
        await using var command = Command(connection, sql);
        await command.ExecuteNonQueryAsync();
    }

    private sealed class Held(DbConnection connection, string endWaiting) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await ExecuteAsync(connection, endWaiting);
            await connection.DisposeAsync();
        }
    }

    public sealed class Sqlite : CrashStore
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("gateway-crash-store-").FullName;

        public override IReadOnlyDictionary<string, string> Settings =>
            new Dictionary<string, string> { ["Storage__Provider"] = "Sqlite", ["Storage__Connection"] = _folder };

        public override string Entries => "entry";

        public override string Head => "head";

        protected override string Notices => "NoticesOfAttendance";

        protected override string Outbox => "Outbox";

        protected override string LateQuestions => "LateQuestions";

        protected override string Deliveries => "NoticeDeliveries";

        protected override string HoldHead => "begin immediate";

        protected override string EndWaiting => "rollback";

        public override Task<DbConnection> ConnectToLedgerAsync() => OpenAsync("ledger.db", SqliteOpenMode.ReadOnly);

        public override DbTransaction Snapshot(DbConnection connection) => ((SqliteConnection)connection).BeginTransaction(deferred: true);

        public override void Dispose() => Directory.Delete(_folder, recursive: true);

        protected override Task<DbConnection> ConnectToNoticesAsync() => OpenAsync("gateway.db", SqliteOpenMode.ReadWrite);

        protected override Task<DbConnection> ConnectToWriteAsync() => OpenAsync("ledger.db", SqliteOpenMode.ReadWrite);

        private async Task<DbConnection> OpenAsync(string file, SqliteOpenMode mode)
        {
            var text = new SqliteConnectionStringBuilder { DataSource = Path.Combine(_folder, file), Mode = mode, Pooling = false };
            var connection = new SqliteConnection(text.ToString());
            await connection.OpenAsync();
            return connection;
        }
    }

    public sealed class Postgres(string connectionString) : CrashStore
    {
        private readonly string _key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

        public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
        {
            ["Storage__Provider"] = "Postgres",
            ["Storage__Connection"] = connectionString,
            ["Ledger__Key"] = _key,
        };

        public override string Entries => "ledger.entry";

        public override string Head => "ledger.head";

        protected override string Notices => """gateway."NoticesOfAttendance" """;

        protected override string Outbox => """gateway."Outbox" """;

        protected override string LateQuestions => """gateway."LateQuestions" """;

        protected override string Deliveries => """gateway."NoticeDeliveries" """;

        protected override string HoldHead => "begin; select size from ledger.head for update";

        protected override string EndWaiting =>
            "select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid(); rollback";

        public override async Task<DbConnection> ConnectToLedgerAsync()
        {
            var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
            await connection.OpenAsync();
            return connection;
        }

        public override DbTransaction Snapshot(DbConnection connection) => connection.BeginTransaction(IsolationLevel.RepeatableRead);

        public override void Dispose() { }

        protected override Task<DbConnection> ConnectToNoticesAsync() => ConnectToLedgerAsync();

        protected override Task<DbConnection> ConnectToWriteAsync() => ConnectToLedgerAsync();
    }
}
