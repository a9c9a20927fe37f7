namespace Gateway.Audit.Storage;

internal static class PostgresKeySchema
{
    public const string Exists = "select to_regclass('ledger_keys.subject_key') is not null";

    public const string Tables = """
        create schema if not exists ledger_keys;
        create table ledger_keys.keyring (only_one integer primary key check (only_one = 1), log text not null);
        create table ledger_keys.subject_key (
            key_id uuid primary key, subject uuid not null, wrapped bytea not null, created_ms bigint not null, retired_ms bigint,
            authority text);
        create unique index subject_key_in_use on ledger_keys.subject_key (subject) where retired_ms is null;
        create table ledger_keys.destroyed_key (key_id uuid primary key, entry_id uuid not null, destroyed_ms bigint not null);
        """;

    public const string Log = "select log from ledger_keys.keyring";

    public const string Begin = "insert into ledger_keys.keyring (only_one, log) values (1, $1) on conflict do nothing";

    public const string Find = "select key_id, subject, wrapped from ledger_keys.subject_key where subject = any($1) and retired_ms is null";

    /// <summary>What is there and what is new, in one round trip. A key that another process made meanwhile is in neither part.</summary>
    public const string FindOrAdd = """
        with added as (
            insert into ledger_keys.subject_key (key_id, subject, wrapped, created_ms)
            select r.key_id, r.subject, r.wrapped, $4 from unnest($1, $2, $3) as r (key_id, subject, wrapped)
            on conflict (subject) where retired_ms is null do nothing
            returning key_id, subject, wrapped)
        select key_id, subject, wrapped from added
        union all
        select key_id, subject, wrapped from ledger_keys.subject_key where subject = any($2) and retired_ms is null
        """;

    public const string Read = "select key_id, subject, wrapped from ledger_keys.subject_key where key_id = $1";

    public const string WhereDestroyed = "select entry_id from ledger_keys.destroyed_key where key_id = $1";

    public const string InUse = "select key_id, subject, wrapped from ledger_keys.subject_key where retired_ms is null and key_id > $1 order by key_id limit $2";

    public const string Retire = "update ledger_keys.subject_key set retired_ms = $3, authority = $2 where key_id = any($1) and retired_ms is null";

    public const string Retired = """
        select key_id, subject, wrapped, authority from ledger_keys.subject_key where retired_ms <= $1 and key_id > $2 order by key_id limit $3
        """;

    public const string Destroy = """
        with d as (delete from ledger_keys.subject_key where key_id = any($1) and retired_ms is not null returning key_id)
        insert into ledger_keys.destroyed_key (key_id, entry_id, destroyed_ms) select key_id, $2, $3 from d on conflict do nothing
        """;

    /// <summary>Takes the deleted rows out of the table's file.</summary>
    public const string Forget = "vacuum ledger_keys.subject_key";
}
