namespace Gateway.Audit.Anchoring;

internal static class AnchorSchema
{
    public const string Tables = """
        create table if not exists anchor (
            only integer primary key check (only = 1), origin text not null, size integer not null, root blob not null, note blob not null) strict;
        create table if not exists log_key (vkey text primary key, from_size integer not null, to_size integer) strict;
        create trigger if not exists anchor_delete before delete on anchor begin select raise(abort, 'the anchor is not forgotten'); end;
        create trigger if not exists anchor_back before update on anchor when new.size <= old.size or new.origin <> old.origin
            begin select raise(abort, 'the anchor only moves on'); end;
        """;

    public const string Keys = "select vkey, from_size, to_size from log_key order by from_size, vkey";

    public const string SetKey = """
        insert into log_key (vkey, from_size, to_size) values ($vkey, $from, $to)
        on conflict (vkey) do update set to_size = excluded.to_size where to_size is null
        """;

    public const string Read = "select origin, size, root, note from anchor";

    public const string First = "insert into anchor (only, origin, size, root, note) values (1, $origin, $size, $root, $note)";

    public const string Move = "update anchor set origin = $origin, size = $size, root = $root, note = $note where only = 1";
}
