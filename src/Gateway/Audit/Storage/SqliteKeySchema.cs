namespace Gateway.Audit.Storage;

internal static class SqliteKeySchema
{
    public const string Tables = """
        create table if not exists keyring (only integer primary key check (only = 1), log text not null) strict;
        create table if not exists subject_key (
            key_id blob primary key, subject blob not null, wrapped blob not null, created_ms integer not null, retired_ms integer, authority text) strict, without rowid;
        create unique index if not exists subject_key_in_use on subject_key (subject) where retired_ms is null;
        create table if not exists destroyed_key (
            key_id blob primary key, entry_id blob not null, destroyed_ms integer not null) strict, without rowid;
        """;

    public const string Log = "select log from keyring";

    public const string Begin = "insert into keyring (only, log) values (1, $log)";

    public const string Find = "select key_id, subject, wrapped from subject_key where subject = $subject and retired_ms is null";

    public const string Add = """
        insert into subject_key (key_id, subject, wrapped, created_ms) values ($id, $subject, $wrapped, $now)
        on conflict (subject) where retired_ms is null do nothing
        """;

    public const string Read = "select key_id, subject, wrapped from subject_key where key_id = $id";

    public const string WhereDestroyed = "select entry_id from destroyed_key where key_id = $id";

    public const string InUse = "select key_id, subject, wrapped from subject_key where retired_ms is null and key_id > $after order by key_id limit $most";

    public const string Retire = "update subject_key set retired_ms = $now, authority = $authority where key_id = $id and retired_ms is null";

    public const string Retired = "select key_id, subject, wrapped, authority from subject_key where retired_ms <= $before and key_id > $after order by key_id limit $most";

    public const string Destroy = """
        insert into destroyed_key (key_id, entry_id, destroyed_ms) values ($id, $entry, $now) on conflict do nothing;
        delete from subject_key where key_id = $id and retired_ms is not null;
        """;

    /// <summary>Deleted rows are overwritten (secure_delete); this takes them out of the write-ahead log too.</summary>
    public const string Forget = "pragma wal_checkpoint(TRUNCATE)";
}
