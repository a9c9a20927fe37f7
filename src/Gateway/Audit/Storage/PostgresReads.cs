using Npgsql;

namespace Gateway.Audit.Storage;

/// <summary>Reads beside the writer, over pooled connections.</summary>
internal sealed class PostgresReads : IDisposable
{
    private readonly NpgsqlDataSource _source;

    public PostgresReads(string connection) =>
        _source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection) { MaxAutoPrepare = 8, AutoPrepareMinUsages = 2 });

    public Task<InteractionEntry?> DecisionAsync(Guid interactionId, CancellationToken cancellation) =>
        ReadAsync(PostgresSchema.Decision, Decision, cancellation, new NpgsqlParameter<Guid> { TypedValue = interactionId });

    public Task<InteractionEntry?> DecisionEntryAsync(Guid entryId, CancellationToken cancellation) =>
        ReadAsync(PostgresSchema.DecisionEntry, Decision, cancellation, new NpgsqlParameter<Guid> { TypedValue = entryId });

    public Task<byte[]?> LeafAsync(long position, CancellationToken cancellation) =>
        ReadAsync(PostgresSchema.Leaf, Bytes, cancellation, new NpgsqlParameter<long> { TypedValue = position });

    public Task<byte[]?> SealedAsync(long position, int section, CancellationToken cancellation) => ReadAsync(
        PostgresSchema.Sealed, Bytes, cancellation, new NpgsqlParameter<long> { TypedValue = position }, new NpgsqlParameter<short> { TypedValue = (short)section });

    public async Task<long?> EntryAsync(Guid entryId, CancellationToken cancellation) =>
        await ReadAsync(PostgresSchema.FindEntry, row => new Boxed(row.GetInt64(0)), cancellation, new NpgsqlParameter<Guid> { TypedValue = entryId }) is { } found
            ? found.Value
            : null;

    public Task<LogSpan?> SpanAsync(CancellationToken cancellation) =>
        ReadAsync(PostgresSchema.Span, row => new LogSpan(row.GetInt64(0), row.GetInt64(1)), cancellation);

    public async Task<IReadOnlyList<LostEntries>> LostAsync(CancellationToken cancellation)
    {
        try
        {
            await using var command = _source.CreateCommand(PostgresSchema.Lost);
            await using var row = await command.ExecuteReaderAsync(cancellation);
            var lost = new List<LostEntries>();
            while (await row.ReadAsync(cancellation)) lost.Add(new LostEntries(row.GetInt64(0), row.GetInt64(1)));
            return lost;
        }
        catch (Exception fault) when (PostgresFault.IsOne(fault))
        {
            throw new LedgerUnreadableException("The ledger's database could not be read.", fault);
        }
    }

    public async Task<StoredTrail> TrailAsync(IReadOnlyList<Guid> tokens, long upTo, int most, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await _source.OpenConnectionAsync(cancellation);
            return await PostgresTrail.ReadAsync(connection, tokens, upTo, most, cancellation);
        }
        catch (Exception fault) when (PostgresFault.IsOne(fault))
        {
            throw new LedgerUnreadableException("The ledger's database could not be read.", fault);
        }
    }

    public async Task<StoredWhole> WholeAsync(long position, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await _source.OpenConnectionAsync(cancellation);
            return await PostgresTrail.WholeAsync(connection, position, cancellation);
        }
        catch (Exception fault) when (PostgresFault.IsOne(fault))
        {
            throw new LedgerUnreadableException("The ledger's database could not be read.", fault);
        }
    }

    public static InteractionEntry Decision(NpgsqlDataReader row) =>
        new(row.GetGuid(0), row.GetInt64(1), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)));

    public void Dispose() => _source.Dispose();

    private static byte[] Bytes(NpgsqlDataReader row) => row.GetFieldValue<byte[]>(0);

    private async Task<T?> ReadAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellation, params NpgsqlParameter[] parameters)
        where T : class
    {
        try
        {
            await using var command = _source.CreateCommand(sql);
            command.Parameters.AddRange(parameters);
            await using var row = await command.ExecuteReaderAsync(cancellation);
            return await row.ReadAsync(cancellation) ? read(row) : null;
        }
        catch (Exception fault) when (PostgresFault.IsOne(fault))
        {
            throw new LedgerUnreadableException("The ledger's database could not be read.", fault);
        }
    }

    private sealed record Boxed(long Value);
}
