namespace Gateway.Audit.Storage;

internal static class SqliteSchema
{
    public const string Tables = """
        create table if not exists log (
            log_id integer primary key, name text not null unique, format text not null, key_id blob not null, created_ms integer not null,
            first_idx integer not null) strict;
        create table if not exists entry (
            log_id integer not null, idx integer primary key, entry_id blob not null unique, interaction_id blob not null, type integer not null,
            time_ms integer not null, leaf blob not null, leaf_hash blob not null) strict, without rowid;
        create unique index if not exists entry_decision on entry (interaction_id) where type = 2;
        create table if not exists sealed (
            log_id integer not null, idx integer not null, section integer not null, ciphertext blob not null,
            primary key (idx, section)) strict, without rowid;
        create table if not exists entry_subject (
            log_id integer not null, token blob not null, idx integer not null, epoch integer not null, primary key (token, idx)) strict, without rowid;
        create table if not exists subject_head (
            log_id integer not null, token blob not null, epoch integer not null, ordinal integer not null, last_idx integer not null,
            primary key (token, log_id)) strict, without rowid;
        create table if not exists head (
            log_id integer primary key, size integer not null, root blob not null, frontier blob not null,
            time_ms integer not null, epoch integer not null) strict;

        create trigger if not exists log_update before update on log begin select raise(abort, 'the ledger is append only'); end;
        create trigger if not exists log_delete before delete on log begin select raise(abort, 'the ledger is append only'); end;
        create trigger if not exists entry_update before update on entry begin select raise(abort, 'the ledger is append only'); end;
        create trigger if not exists entry_delete before delete on entry begin select raise(abort, 'the ledger is append only'); end;
        create trigger if not exists sealed_update before update on sealed begin select raise(abort, 'the ledger is append only'); end;
        create trigger if not exists sealed_delete before delete on sealed begin select raise(abort, 'the ledger is append only'); end;
        create trigger if not exists entry_subject_update before update on entry_subject begin select raise(abort, 'the ledger is append only'); end;
        create trigger if not exists entry_subject_delete before delete on entry_subject begin select raise(abort, 'the ledger is append only'); end;
        create trigger if not exists subject_head_delete before delete on subject_head begin select raise(abort, 'the ledger is append only'); end;
        create trigger if not exists subject_head_update before update on subject_head
            when new.ordinal <= old.ordinal or new.last_idx <= old.last_idx or new.token <> old.token or new.log_id <> old.log_id
            begin select raise(abort, 'the ledger only grows'); end;
        create trigger if not exists head_delete before delete on head begin select raise(abort, 'the ledger is append only'); end;
        create trigger if not exists head_update before update on head
            when new.log_id <> old.log_id or new.size < old.size or (new.size = old.size and (new.epoch <= old.epoch or new.root <> old.root))
            begin select raise(abort, 'the ledger only grows'); end;
        """;

    /// <summary>A head is made only with its log: one that has gone missing is damage.</summary>
    public const string BeginHead = "insert into head (log_id, size, root, frontier, time_ms, epoch) values ($id, 0, $root, x'', 0, 1)";

    public const string BeginLog = """
        insert into log (log_id, name, format, key_id, created_ms, first_idx) values ($id, $name, $format, $key, $now, $first)
        """;

    public const string Logs = "select name, format, key_id, created_ms, log_id, first_idx from log order by log_id";

    /// <summary>Whoever still writes the log finds its head moved.</summary>
    public const string Leave = "update head set epoch = epoch + 1 where log_id = $id - 1";

    public const string NextPosition = """
        select max((select coalesce(max(idx), -1) from entry), (select coalesce(max(idx), -1) from sealed), (select coalesce(max(last_idx), -1) from subject_head),
            (select max(first_idx) from log) - 1) + 1
        """;

    public const string Head = """
        select size, root, frontier, time_ms, epoch, coalesce((select max(idx) from entry where idx >= $first) + 1 - $first, 0),
            exists (select 1 from log where log_id > $id)
        from head where log_id = $id
        """;

    public const string Entries = """
        select idx, entry_id, interaction_id, type, time_ms, leaf, leaf_hash from entry where idx >= $from and idx < $to order by idx
        """;

    public const string Decision = "select entry_id, idx, time_ms from entry where interaction_id = $interaction and type = 2";

    public const string DecisionEntry = "select entry_id, idx, time_ms from entry where entry_id = $entry and type = 2";

    public static string MoveHead(int log) => $"update head set size = ?, root = ?, frontier = ?, time_ms = ? where log_id = {log} and size = ? and root = ? and epoch = ?";

    public static string InsertEntry(int log) =>
        $"insert into entry (log_id, idx, entry_id, interaction_id, type, time_ms, leaf, leaf_hash) values ({log}, ?, ?, ?, ?, ?, ?, ?)";

    public static string InsertSealed(int log) => $"insert into sealed (log_id, idx, section, ciphertext) values ({log}, ?, ?, ?)";

    public static string InsertSubject(int log) => $"insert into entry_subject (log_id, token, idx, epoch) values ({log}, ?, ?, ?)";

    public static string MoveSubject(int log) => $"""
        insert into subject_head (log_id, token, epoch, ordinal, last_idx) values ({log}, ?, ?, ?, ?)
        on conflict (log_id, token) do update set ordinal = excluded.ordinal, last_idx = excluded.last_idx
        """;

    public const string SubjectHead = "select ordinal, last_idx from subject_head where token = ? order by ordinal desc limit 1";

    public const string Leaf = "select leaf from entry where idx = $idx";

    public const string Sealed = "select ciphertext from sealed where idx = $idx and section = $section";

    public const string FindEntry = "select idx from entry where entry_id = $entry";

    public const string Span = "select (select min(created_ms) from log), time_ms from head order by log_id desc limit 1";

    public const string TrailHead = "select token, ordinal, last_idx from subject_head where token = $token order by ordinal desc limit 1";

    /// <summary>The newest entries of a token with their sections, a row for each section; one of its own where an entry has none.</summary>
    public const string Trail = """
        select i.idx, e.leaf, s.section, s.ciphertext, e.leaf_hash
        from (select idx from entry_subject where token = $token and idx <= $upTo order by idx desc limit $most) i
        left join entry e on e.idx = i.idx
        left join sealed s on s.idx = i.idx
        order by i.idx desc, s.section
        """;

    /// <summary>Between the last entry of a log and the first of the next nothing is missing, unless it was lost.</summary>
    public const string Lost = """
        select max(l.first_idx, coalesce((select max(e.idx) + 1 from entry e where e.idx < n.first_idx), 0)), n.first_idx - 1
        from log l join log n on n.log_id = l.log_id + 1
        where coalesce((select max(e.idx) + 1 from entry e where e.idx < n.first_idx), 0) < n.first_idx
        order by 1
        """;

    public const string Whole = """
        select i.idx, e.leaf, s.section, s.ciphertext, e.leaf_hash from (select $idx as idx) i
        left join entry e on e.idx = i.idx
        left join sealed s on s.idx = i.idx
        order by s.section
        """;

    public const string IsNew = "select not exists (select 1 from sqlite_master where name = 'log')";

    /// <summary>1 where a store has a log and not the tables of this version.</summary>
    public const string IsEarlier = """
        select exists (select 1 from sqlite_master where name = 'entry')
            and not (exists (select 1 from sqlite_master where name = 'subject_head') and exists (select 1 from pragma_table_info('log') where name = 'first_idx'))
        """;

    /// <summary>Each setting, and what it must read back as. They belong to a connection, so they are read back on this one.</summary>
    public static readonly (string Set, string Name, string Expected)[] Pragmas =
    [
        ("journal_mode=WAL", "journal_mode", "wal"),
        ("synchronous=FULL", "synchronous", "2"),
        ("wal_autocheckpoint=0", "wal_autocheckpoint", "0"),
        ("foreign_keys=ON", "foreign_keys", "1"),
        ("trusted_schema=OFF", "trusted_schema", "0"),
    ];
}
