using Gateway.Benchmarks.Processes;
using Npgsql;
using NpgsqlTypes;

namespace Gateway.Benchmarks.Ledger;

/// <summary>The bare loop on PostgreSQL: the ledger's columns in one statement and one round trip, no trigger.</summary>
internal sealed class BarePostgres : BareLoop
{
    private const string Tables = """
        create table entry (
            log_id integer not null, idx bigint primary key, entry_id uuid not null unique, interaction_id uuid not null, type smallint not null,
            time_ms bigint not null, leaf bytea not null, leaf_hash bytea not null);
        create table sealed (
            log_id integer not null, idx bigint not null, section smallint not null, ciphertext bytea not null, primary key (idx, section));
        create table entry_subject (
            idx bigint not null, token uuid not null, log_id integer not null, epoch smallint not null, primary key (token, idx));
        create table subject_head (
            ordinal bigint not null, last_idx bigint not null, token uuid not null, log_id integer not null, epoch smallint not null,
            primary key (token, log_id)) with (fillfactor = 70);
        alter table entry alter leaf set storage external;
        alter table sealed alter ciphertext set storage external;
        create table head (log_id integer primary key, size bigint not null, root bytea not null, frontier bytea not null, time_ms bigint not null) with (fillfactor = 10);
        insert into head values (1, 0, ''::bytea, ''::bytea, 0);
        """;

    private const string Append = """
        with h as (update head set size = $1, root = $2, frontier = $3, time_ms = $1 where log_id = 1 returning 1),
        e as (insert into entry select 1, r.idx, r.entry_id, r.interaction_id, 3, r.idx, $3, $2 from unnest($4, $5, $6) as r (idx, entry_id, interaction_id)),
        s as (insert into sealed select 1, r.idx, r.section, r.ciphertext from unnest($7, $8, $9) as r (idx, section, ciphertext)),
        t as (insert into entry_subject (log_id, token, idx, epoch) select 1, r.token, r.idx, 1 from unnest($10, $11) as r (token, idx)),
        u as (insert into subject_head (log_id, token, epoch, ordinal, last_idx) select 1, token, 1, $1, $1 from unnest($12) as r (token)
              on conflict (log_id, token) do update set ordinal = excluded.ordinal, last_idx = excluded.last_idx)
        select count(*) from h
        """;

    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlCommand _append;
    private readonly List<long> _indexes = [], _sealedIndexes = [], _subjectIndexes = [];
    private readonly List<Guid> _entries = [], _interactions = [], _tokens = [], _heads = [];
    private readonly List<short> _sections = [];
    private readonly List<byte[]> _ciphertexts = [];

    public BarePostgres(string connection)
    {
        _connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ToString());
        _connection.Open();
        using (var tables = new NpgsqlCommand(Tables, _connection)) tables.ExecuteNonQuery();
        _append = new NpgsqlCommand(Append, _connection);
        _append.Parameters.Add(new NpgsqlParameter<long> { NpgsqlDbType = NpgsqlDbType.Bigint });
        _append.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = Hash });
        _append.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = Leaf });
        Add(_indexes, NpgsqlDbType.Bigint);
        Add(_entries, NpgsqlDbType.Uuid);
        Add(_interactions, NpgsqlDbType.Uuid);
        Add(_sealedIndexes, NpgsqlDbType.Bigint);
        Add(_sections, NpgsqlDbType.Smallint);
        Add(_ciphertexts, NpgsqlDbType.Bytea);
        Add(_tokens, NpgsqlDbType.Uuid);
        Add(_subjectIndexes, NpgsqlDbType.Bigint);
        Add(_heads, NpgsqlDbType.Uuid);
        _append.Prepare();
    }

    public override void Commit(int batch)
    {
        foreach (var list in (System.Collections.IList[])[_indexes, _sealedIndexes, _subjectIndexes, _entries, _interactions, _tokens, _heads, _sections, _ciphertexts]) list.Clear();
        for (var row = 0; row < batch; row++, Next++) Lay();
        _heads.AddRange(_tokens.Distinct());
        ((NpgsqlParameter<long>)_append.Parameters[0]).TypedValue = Next;
        if (_append.ExecuteScalar() is not 1L) throw new MeasureException("The bare loop failed.");
    }

    public override async ValueTask DisposeAsync()
    {
        await _append.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private void Lay()
    {
        _indexes.Add(Next);
        _entries.Add(Guid.CreateVersion7());
        _interactions.Add(Guid.NewGuid());
        for (short section = 0; section < Sections; section++)
        {
            _sealedIndexes.Add(Next);
            _sections.Add(section);
            _ciphertexts.Add(Ciphertext);
        }

        for (var trail = 0; trail < Trails; trail++)
        {
            _tokens.Add(Token(Next, trail));
            _subjectIndexes.Add(Next);
        }
    }

    private void Add<T>(List<T> values, NpgsqlDbType element) => _append.Parameters.Add(new NpgsqlParameter<List<T>> { NpgsqlDbType = NpgsqlDbType.Array | element, TypedValue = values });
}
