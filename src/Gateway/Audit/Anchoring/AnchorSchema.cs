namespace Gateway.Audit.Anchoring;

internal static class AnchorSchema
{
    /// <summary>A place for each log that was ever begun here, in order; the last is the one that is written. One that was left stays as evidence.</summary>
    public const string Tables = """
        create table if not exists place (
            place integer primary key, origin text not null unique, size integer not null, opened integer not null, root blob, note blob, check ((size = 0) = (note is null))) strict;
        create table if not exists log_key (vkey text primary key, from_size integer not null, to_size integer) strict;
        create trigger if not exists place_delete before delete on place begin select raise(abort, 'the anchor is not forgotten'); end;
        create trigger if not exists place_back before update on place when new.size < old.size or (new.size = old.size and new.opened = old.opened)
                or new.opened < old.opened or new.origin <> old.origin or new.place <> old.place
            begin select raise(abort, 'the anchor only moves on'); end;
        """;

    /// <summary>1 where the file was made by a version that knew one log alone.</summary>
    public const string IsEarlier = "select exists (select 1 from sqlite_master where name = 'anchor')";

    public const string Earlier = "the anchor was made by an earlier version of this program; this version does not go on with it";

    public const string Keys = "select vkey, from_size, to_size from log_key order by from_size, vkey";

    public const string SetKey = """
        insert into log_key (vkey, from_size, to_size) values ($vkey, $from, $to)
        on conflict (vkey) do update set to_size = excluded.to_size where to_size is null
        """;

    public const string Places = "select origin, size, root, note, opened from place order by place";

    public const string Begin = "insert into place (place, origin, size, opened) values ((select coalesce(max(place), 0) + 1 from place), $origin, 0, 0)";

    public const string Opened = "update place set opened = 1 where origin = $origin and opened = 0";

    public const string Move = "update place set size = $size, root = $root, note = $note where origin = $origin";
}
