using Gateway.Audit.Writing;
using Npgsql;
using NpgsqlTypes;

namespace Gateway.Audit.Storage;

/// <summary>The writer's one statement, prepared once; its parameters are the batch's own lists.</summary>
internal sealed class PostgresAppend : IDisposable
{
    private readonly NpgsqlCommand _command;
    private readonly NpgsqlParameter<long> _size = new() { NpgsqlDbType = NpgsqlDbType.Bigint };
    private readonly NpgsqlParameter<byte[]> _root = new() { NpgsqlDbType = NpgsqlDbType.Bytea };
    private readonly NpgsqlParameter<byte[]> _frontier = new() { NpgsqlDbType = NpgsqlDbType.Bytea };
    private readonly NpgsqlParameter<long> _time = new() { NpgsqlDbType = NpgsqlDbType.Bigint };
    private readonly NpgsqlParameter<long> _expectedSize = new() { NpgsqlDbType = NpgsqlDbType.Bigint };
    private readonly NpgsqlParameter<byte[]> _expectedRoot = new() { NpgsqlDbType = NpgsqlDbType.Bytea };
    private readonly NpgsqlParameter<long> _epoch = new() { NpgsqlDbType = NpgsqlDbType.Bigint };
    private readonly NpgsqlParameter<List<long>> _indexes = Array<long>(NpgsqlDbType.Bigint);
    private readonly NpgsqlParameter<List<Guid>> _entryIds = Array<Guid>(NpgsqlDbType.Uuid);
    private readonly NpgsqlParameter<List<Guid>> _interactionIds = Array<Guid>(NpgsqlDbType.Uuid);
    private readonly NpgsqlParameter<List<short>> _types = Array<short>(NpgsqlDbType.Smallint);
    private readonly NpgsqlParameter<List<ReadOnlyMemory<byte>>> _leaves = Array<ReadOnlyMemory<byte>>(NpgsqlDbType.Bytea);
    private readonly NpgsqlParameter<List<ReadOnlyMemory<byte>>> _hashes = Array<ReadOnlyMemory<byte>>(NpgsqlDbType.Bytea);
    private readonly NpgsqlParameter<List<long>> _sealedIndexes = Array<long>(NpgsqlDbType.Bigint);
    private readonly NpgsqlParameter<List<short>> _sealedNumbers = Array<short>(NpgsqlDbType.Smallint);
    private readonly NpgsqlParameter<List<ReadOnlyMemory<byte>>> _sealedBytes = Array<ReadOnlyMemory<byte>>(NpgsqlDbType.Bytea);
    private readonly NpgsqlParameter<short> _indexEpoch = new() { NpgsqlDbType = NpgsqlDbType.Smallint };
    private readonly NpgsqlParameter<List<Guid>> _subjectTokens = Array<Guid>(NpgsqlDbType.Uuid);
    private readonly NpgsqlParameter<List<long>> _subjectIndexes = Array<long>(NpgsqlDbType.Bigint);
    private readonly NpgsqlParameter<List<Guid>> _headTokens = Array<Guid>(NpgsqlDbType.Uuid);
    private readonly NpgsqlParameter<List<long>> _headOrdinals = Array<long>(NpgsqlDbType.Bigint);
    private readonly NpgsqlParameter<List<long>> _headLasts = Array<long>(NpgsqlDbType.Bigint);
    private readonly NpgsqlCommand _readHeads;
    private readonly NpgsqlParameter<List<Guid>> _wanted = Array<Guid>(NpgsqlDbType.Uuid);

    public PostgresAppend(NpgsqlConnection connection, int log)
    {
        _command = Command(PostgresSchema.Append(log), connection);
        foreach (var parameter in new NpgsqlParameter[]
                 {
                     _size, _root, _frontier, _time, _expectedSize, _expectedRoot, _epoch, _indexes, _entryIds, _interactionIds, _types,
                     _leaves, _hashes, _sealedIndexes, _sealedNumbers, _sealedBytes,
                     _indexEpoch, _subjectTokens, _subjectIndexes, _headTokens, _headOrdinals, _headLasts,
                 })
            _command.Parameters.Add(parameter);
        _command.Prepare();
        _readHeads = new NpgsqlCommand(PostgresSchema.SubjectHeads, connection);
        _readHeads.Parameters.Add(_wanted);
        _readHeads.Prepare();
    }

    /// <returns>False when another writer has moved the head.</returns>
    public bool Run(LedgerBatch batch)
    {
        (_size.TypedValue, _root.TypedValue, _frontier.TypedValue, _time.TypedValue) = (batch.Size, batch.Root, batch.Frontier, batch.TimeMilliseconds);
        (_expectedSize.TypedValue, _expectedRoot.TypedValue, _epoch.TypedValue) = (batch.ExpectedSize, batch.ExpectedRoot, batch.Epoch);
        (_indexes.TypedValue, _entryIds.TypedValue, _interactionIds.TypedValue) = (batch.Indexes, batch.EntryIds, batch.InteractionIds);
        (_types.TypedValue, _leaves.TypedValue, _hashes.TypedValue) = (batch.Types, batch.Leaves, batch.LeafHashes);
        (_sealedIndexes.TypedValue, _sealedNumbers.TypedValue, _sealedBytes.TypedValue) = (batch.SealedIndexes, batch.SealedNumbers, batch.SealedBytes);
        (_indexEpoch.TypedValue, _subjectTokens.TypedValue, _subjectIndexes.TypedValue) = (batch.IndexEpoch, batch.SubjectTokens, batch.SubjectIndexes);
        (_headTokens.TypedValue, _headOrdinals.TypedValue, _headLasts.TypedValue) = (batch.HeadTokens, batch.HeadOrdinals, batch.HeadLasts);
        return _command.ExecuteScalar() is 1L;
    }

    public List<StoredSubjectHead> ReadSubjectHeads(List<Guid> tokens)
    {
        _wanted.TypedValue = tokens;
        var heads = new List<StoredSubjectHead>();
        using var row = _readHeads.ExecuteReader();
        while (row.Read()) heads.Add(new StoredSubjectHead(row.GetGuid(0), row.GetInt64(1), row.GetInt64(2)));
        return heads;
    }

    public void Dispose()
    {
        _command.Dispose();
        _readHeads.Dispose();
    }

    private static NpgsqlCommand Command(string sql, NpgsqlConnection connection)
    {
#pragma warning disable CA2100 // A constant of this folder with the number of the log.
        return new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
    }

    private static NpgsqlParameter<List<T>> Array<T>(NpgsqlDbType element) => new() { NpgsqlDbType = NpgsqlDbType.Array | element };
}
