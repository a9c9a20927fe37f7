using Npgsql;

namespace Gateway.Audit.Storage;

/// <summary>The children's keys in the schema <c>ledger_keys</c> of a database, which need not be the log's.</summary>
internal sealed class PostgresKeys(string connection, TimeProvider time) : ISubjectKeyStore
{
    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(connection) { Timeout = 3, CommandTimeout = 10, MaxAutoPrepare = 8, AutoPrepareMinUsages = 2 });

    public string? Open()
    {
        try
        {
            using var opened = _source.OpenConnection();
            if (Command(opened, PostgresSchema.Settings).ExecuteScalar() is string unsafeSetting)
                throw new LedgerStoreException($"the database of the children's keys is not durable: {unsafeSetting}") { MayComeBack = true };
            Create(opened);
            return Command(opened, PostgresKeySchema.Log).ExecuteScalar() as string;
        }
        catch (Exception fault) when (PostgresFault.IsOne(fault))
        {
            throw From(fault);
        }
    }

    public void Begin(string log)
    {
        try
        {
            using var command = _source.CreateCommand(PostgresKeySchema.Begin);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = log });
            command.ExecuteNonQuery();
        }
        catch (Exception fault) when (PostgresFault.IsOne(fault))
        {
            throw From(fault);
        }
    }

    public async Task<List<StoredKey>> FindOrAddAsync(IReadOnlyList<StoredKey> made, CancellationToken cancellation)
    {
        var keys = await RowsAsync(
            PostgresKeySchema.FindOrAdd, cancellation,
            Parameter(made.Select(key => key.Id).ToArray()), Parameter(made.Select(key => key.Subject).ToArray()),
            Parameter(made.Select(key => key.Wrapped).ToArray()), Parameter(time.GetUtcNow().ToUnixTimeMilliseconds()));
        if (keys.Count == made.Count) return keys;
        var there = keys.Select(key => key.Subject).ToHashSet();
        return [.. keys, .. await FindAsync([.. made.Select(key => key.Subject).Where(subject => !there.Contains(subject))], cancellation)];
    }

    public Task<List<StoredKey>> FindAsync(IReadOnlyList<Guid> subjects, CancellationToken cancellation) =>
        RowsAsync(PostgresKeySchema.Find, cancellation, Parameter(subjects.ToArray()));

    public async Task<StoredKey?> ReadAsync(Guid id, CancellationToken cancellation) =>
        (await RowsAsync(PostgresKeySchema.Read, cancellation, Parameter(id))).SingleOrDefault();

    public Task<Guid?> WhereDestroyedAsync(Guid id, CancellationToken cancellation) => DoAsync(
        PostgresKeySchema.WhereDestroyed, async command => await command.ExecuteScalarAsync(cancellation) as Guid?, Parameter(id));

    public Task<List<StoredKey>> InUseAsync(Guid after, int most, CancellationToken cancellation) =>
        RowsAsync(PostgresKeySchema.InUse, cancellation, Parameter(after), Parameter(most));

    public Task RetireAsync(IReadOnlyList<Guid> ids, string authority, CancellationToken cancellation) =>
        RunAsync(PostgresKeySchema.Retire, cancellation, Parameter(ids.ToArray()), Parameter(authority), Parameter(time.GetUtcNow().ToUnixTimeMilliseconds()));

    public Task<List<RetiredKey>> RetiredAsync(DateTimeOffset before, Guid after, int most, CancellationToken cancellation) => DoAsync(
        PostgresKeySchema.Retired,
        async command =>
        {
            var keys = new List<RetiredKey>();
            await using var row = await command.ExecuteReaderAsync(cancellation);
            while (await row.ReadAsync(cancellation)) keys.Add(new RetiredKey(Key(row), row.GetString(3)));
            return keys;
        },
        Parameter(before.ToUnixTimeMilliseconds()), Parameter(after), Parameter(most));

    public async Task DestroyAsync(IReadOnlyList<Guid> ids, Guid entryId, CancellationToken cancellation)
    {
        await RunAsync(
            PostgresKeySchema.Destroy, cancellation, Parameter(ids.ToArray()), Parameter(entryId), Parameter(time.GetUtcNow().ToUnixTimeMilliseconds()));
        await RunAsync(PostgresKeySchema.Forget, cancellation);
    }

    public void Dispose() => _source.Dispose();

    private static NpgsqlParameter<T> Parameter<T>(T value) => new() { TypedValue = value };

    // Whether an insert landed whose answer was lost need not be known: the next look finds it or makes it.
    private static LedgerStoreException From(Exception fault) =>
        new($"the database of the children's keys failed ({(fault as PostgresException)?.SqlState ?? fault.GetType().Name})", fault) { MayComeBack = true };

    private static void Create(NpgsqlConnection opened)
    {
        using var transaction = opened.BeginTransaction();
        Command(opened, PostgresSchema.Lock).ExecuteNonQuery();
        if (Command(opened, PostgresKeySchema.Exists).ExecuteScalar() is false) Command(opened, PostgresKeySchema.Tables).ExecuteNonQuery();
        transaction.Commit();
    }

    private static StoredKey Key(NpgsqlDataReader row) => new(row.GetGuid(0), row.GetGuid(1), row.GetFieldValue<byte[]>(2));

    private static NpgsqlCommand Command(NpgsqlConnection opened, string sql)
    {
#pragma warning disable CA2100 // Every text is a constant of this folder.
        return new NpgsqlCommand(sql, opened);
#pragma warning restore CA2100
    }

    private Task<List<StoredKey>> RowsAsync(string sql, CancellationToken cancellation, params NpgsqlParameter[] parameters) => DoAsync(
        sql,
        async command =>
        {
            var rows = new List<StoredKey>();
            await using var row = await command.ExecuteReaderAsync(cancellation);
            while (await row.ReadAsync(cancellation)) rows.Add(Key(row));
            return rows;
        },
        parameters);

    private Task<int> RunAsync(string sql, CancellationToken cancellation, params NpgsqlParameter[] parameters) =>
        DoAsync(sql, command => command.ExecuteNonQueryAsync(cancellation), parameters);

    private async Task<T> DoAsync<T>(string sql, Func<NpgsqlCommand, Task<T>> work, params NpgsqlParameter[] parameters)
    {
        try
        {
            await using var command = _source.CreateCommand(sql);
            command.Parameters.AddRange(parameters);
            return await work(command);
        }
        catch (Exception fault) when (PostgresFault.IsOne(fault))
        {
            throw From(fault);
        }
    }
}
