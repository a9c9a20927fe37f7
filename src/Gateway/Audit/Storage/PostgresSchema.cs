namespace Gateway.Audit.Storage;

internal static class PostgresSchema
{
    /// <summary>Held while the tables are made: any number, the same in every version.</summary>
    public const string Lock = "select pg_advisory_xact_lock(7305797)";

    public const string Exists = "select to_regclass('ledger.head') is not null";

    public const string IsEarlier = """
        select to_regclass('ledger.subject_head') is null
            or not exists (select 1 from information_schema.columns where table_schema = 'ledger' and table_name = 'log' and column_name = 'first_idx')
        """;

    public const string Tables = """
        create schema if not exists ledger;
        create table ledger.log (
            log_id integer primary key, name text not null unique, format text not null, key_id bytea not null, created_ms bigint not null,
            first_idx bigint not null);
        create table ledger.entry (
            log_id integer not null, idx bigint primary key, entry_id uuid not null unique, interaction_id uuid not null, type smallint not null,
            time_ms bigint not null, leaf bytea not null, leaf_hash bytea not null);
        create unique index entry_decision on ledger.entry (interaction_id) where type = 2;
        create table ledger.sealed (
            log_id integer not null, idx bigint not null, section smallint not null, ciphertext bytea not null, primary key (idx, section));
        create table ledger.entry_subject (
            idx bigint not null, token uuid not null, log_id integer not null, epoch smallint not null, primary key (token, idx));
        create table ledger.subject_head (
            ordinal bigint not null, last_idx bigint not null, token uuid not null, log_id integer not null, epoch smallint not null,
            primary key (token, log_id)) with (fillfactor = 70);
        alter table ledger.entry alter leaf set storage external;
        alter table ledger.sealed alter ciphertext set storage external;
        create table ledger.head (
            log_id integer primary key, size bigint not null, root bytea not null, frontier bytea not null,
            time_ms bigint not null, epoch bigint not null) with (fillfactor = 10);

        create function ledger.refuse() returns trigger language plpgsql as $$ begin raise exception 'the ledger is append only'; end $$;
        create trigger log_change before update or delete on ledger.log for each row execute function ledger.refuse();
        create trigger log_truncate before truncate on ledger.log execute function ledger.refuse();
        create trigger entry_change before update or delete on ledger.entry for each row execute function ledger.refuse();
        create trigger entry_truncate before truncate on ledger.entry execute function ledger.refuse();
        create trigger sealed_change before update or delete on ledger.sealed for each row execute function ledger.refuse();
        create trigger sealed_truncate before truncate on ledger.sealed execute function ledger.refuse();
        create trigger entry_subject_change before update or delete on ledger.entry_subject for each row execute function ledger.refuse();
        create trigger entry_subject_truncate before truncate on ledger.entry_subject execute function ledger.refuse();
        create trigger subject_head_delete before delete on ledger.subject_head for each row execute function ledger.refuse();
        create trigger subject_head_truncate before truncate on ledger.subject_head execute function ledger.refuse();
        create trigger subject_head_shrink before update on ledger.subject_head for each row
            when (new.ordinal <= old.ordinal or new.last_idx <= old.last_idx or new.token <> old.token or new.log_id <> old.log_id)
            execute function ledger.refuse();
        create trigger head_delete before delete on ledger.head for each row execute function ledger.refuse();
        create trigger head_truncate before truncate on ledger.head execute function ledger.refuse();
        create trigger head_shrink before update on ledger.head for each row
            when (new.log_id <> old.log_id or new.size < old.size or (new.size = old.size and (new.epoch <= old.epoch or new.root <> old.root)))
            execute function ledger.refuse();
        """;

    public const string BeginLog = "insert into ledger.log (log_id, name, format, key_id, created_ms, first_idx) values ($1, $2, $3, $4, $5, $6)";

    public const string BeginHead = "insert into ledger.head (log_id, size, root, frontier, time_ms, epoch) values ($1, 0, $2, ''::bytea, 0, 1)";

    public const string Logs = "select name, format, key_id, created_ms, log_id, first_idx from ledger.log order by log_id";

    public const string Newest = "select max(log_id) from ledger.log";

    /// <summary>Whoever still writes the log finds its head moved.</summary>
    public const string Leave = "update ledger.head set epoch = epoch + 1 where log_id = $1 - 1";

    public const string NextPosition = """
        select greatest((select max(idx) from ledger.entry), (select max(idx) from ledger.sealed), (select max(last_idx) from ledger.subject_head),
            (select max(first_idx) from ledger.log) - 1) + 1
        """;

    public const string Head = """
        select size, root, frontier, time_ms, epoch, coalesce((select max(idx) from ledger.entry where idx >= $2) + 1 - $2, 0),
            exists (select 1 from ledger.log where log_id > $1)
        from ledger.head where log_id = $1
        """;

    public const string Entries = """
        select idx, entry_id, interaction_id, type, time_ms, leaf, leaf_hash from ledger.entry where idx >= $1 and idx < $2 order by idx
        """;

    public const string Decision = "select entry_id, idx, time_ms from ledger.entry where interaction_id = $1 and type = 2";

    public const string DecisionEntry = "select entry_id, idx, time_ms from ledger.entry where entry_id = $1 and type = 2";

    public const string FindEntry = "select idx from ledger.entry where entry_id = $1";

    public const string Span = """
        select (select min(created_ms) from ledger.log), time_ms from ledger.head where exists (select 1 from ledger.log) order by log_id desc limit 1
        """;

    /// <summary>The newest entries of a trail with their sections, a row for each section; one of its own where an entry has none.</summary>
    public const string Trail = """
        select i.idx, e.leaf, s.section, s.ciphertext, e.leaf_hash
        from (select x.idx from unnest($1) as t (token) cross join lateral (
                select idx from ledger.entry_subject where token = t.token and idx <= $2 order by idx desc limit $3) x
              order by x.idx desc limit $3) i
        left join ledger.entry e on e.idx = i.idx
        left join ledger.sealed s on s.idx = i.idx
        order by i.idx desc, s.section
        """;

    /// <summary>Between the last entry of a log and the first of the next nothing is missing, unless it was lost.</summary>
    public const string Lost = """
        select greatest(l.first_idx, coalesce((select max(e.idx) + 1 from ledger.entry e where e.idx < n.first_idx), 0)), n.first_idx - 1
        from ledger.log l join ledger.log n on n.log_id = l.log_id + 1
        where coalesce((select max(e.idx) + 1 from ledger.entry e where e.idx < n.first_idx), 0) < n.first_idx
        order by 1
        """;

    public const string Whole = """
        select i.idx, e.leaf, s.section, s.ciphertext, e.leaf_hash from (select $1::bigint as idx) i
        left join ledger.entry e on e.idx = i.idx
        left join ledger.sealed s on s.idx = i.idx
        order by s.section
        """;

    public const string Leaf = "select leaf from ledger.entry where idx = $1";

    public const string Sealed = "select ciphertext from ledger.sealed where idx = $1 and section = $2";

    public const string SubjectHeads = "select token, ordinal, last_idx from ledger.subject_head where token = any($1)";

    /// <summary>Head, entries, sealed sections and search index in one statement: one round trip, one transaction. 1 is committed, 0 is that another writer was first.</summary>
    public static string Append(int log) => $"""
        with h as (
            update ledger.head set size = $1, root = $2, frontier = $3, time_ms = $4
            where log_id = {log} and size = $5 and root = $6 and epoch = $7 returning 1),
        e as (
            insert into ledger.entry (log_id, idx, entry_id, interaction_id, type, time_ms, leaf, leaf_hash)
            select {log}, r.idx, r.entry_id, r.interaction_id, r.type, $4, r.leaf, r.leaf_hash
            from unnest($8, $9, $10, $11, $12, $13) as r (idx, entry_id, interaction_id, type, leaf, leaf_hash)
            where exists (select 1 from h)),
        s as (
            insert into ledger.sealed (log_id, idx, section, ciphertext)
            select {log}, r.idx, r.section, r.ciphertext
            from unnest($14, $15, $16) as r (idx, section, ciphertext)
            where exists (select 1 from h)),
        t as (
            insert into ledger.entry_subject (log_id, token, idx, epoch)
            select {log}, r.token, r.idx, $17 from unnest($18, $19) as r (token, idx)
            where exists (select 1 from h)),
        u as (
            insert into ledger.subject_head (log_id, token, epoch, ordinal, last_idx)
            select {log}, r.token, $17, r.ordinal, r.last_idx from unnest($20, $21, $22) as r (token, ordinal, last_idx)
            where exists (select 1 from h)
            on conflict (log_id, token) do update set ordinal = excluded.ordinal, last_idx = excluded.last_idx)
        select count(*) from h
        """;

    /// <summary>What must be on for an acknowledged entry to be durable.</summary>
    public const string Settings = """
        select name || ' is ' || setting from pg_settings
        where (name in ('fsync', 'full_page_writes') and setting <> 'on')
           or (name = 'synchronous_commit' and setting not in ('on', 'remote_apply'))
        limit 1
        """;
}
