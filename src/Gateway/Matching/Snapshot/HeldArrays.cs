using System.Collections.Frozen;
using System.Collections.Immutable;
using Gateway.Matching.Held;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Matching.Index;

namespace Gateway.Matching.Snapshot;

/// <summary>The service's own arrays in a snapshot.</summary>
internal static class HeldArrays
{
    public static void Write(Stream to, Recognised recognised)
    {
        Source(to, recognised.Held);
        to.PutNumber(recognised.Changed.Count);
        foreach (var (ordinal, child) in recognised.Changed) Put(to, ordinal, child);
        to.PutArray<long>([.. recognised.Added.Keys]);
        to.PutArray<int>([.. recognised.Added.Values]);
    }

    public static HeldChildren Source(Stream from)
    {
        var (rows, names, homes) = (from.TakeArray<HeldRow>(), new NamePool(from.TakeArray<byte>(), from.TakeArray<int>()), new HomeSets());
        for (var left = from.TakeNumber(); left > 0; left--) homes.Place(Home(from.TakeText(), from.TakeNumber()));
        return new HeldChildren(rows, names, homes, from.TakeArray<long>().ToFrozenSet(), from.TakeArray<long>().ToFrozenSet(), new FormerNumbers(from.TakeArray<ulong>()), from.TakeArray<uint>());
    }

    public static ImmutableDictionary<int, ChildHeld> Changed(Stream from)
    {
        var changed = ImmutableDictionary.CreateBuilder<int, ChildHeld>();
        for (var left = from.TakeNumber(); left > 0; left--) changed.Add((int)from.TakeNumber(), Child(from));
        return changed.ToImmutable();
    }

    public static ImmutableDictionary<long, int> Added(Stream from) =>
        ImmutableDictionary.CreateRange(from.TakeArray<long>().Zip(from.TakeArray<int>(), KeyValuePair.Create));

    private static void Source(Stream to, HeldChildren held)
    {
        to.PutArray(held.Rows);
        to.PutArray(held.Names.Text);
        to.PutArray(held.Names.Starts);
        to.PutNumber(held.Homes.All.Count);
        foreach (var home in held.Homes.All) Put(to, home);
        to.PutArray<long>([.. held.Canaries]);
        to.PutArray<long>([.. held.Closed]);
        to.PutArray(held.Former.Pairs);
        to.PutArray(held.Lines);
    }

    private static void Put(Stream to, int ordinal, ChildHeld child)
    {
        to.PutNumber(ordinal);
        to.PutNumber(child.Number.Value);
        to.PutNumber(child.Born.DayNumber);
        to.PutText(child.GivenName);
        to.PutText(child.FamilyName);
        Put(to, child.Home ?? throw new InvalidOperationException());
        to.PutArray<long>([.. child.Former.Select(former => former.Value)]);
    }

    private static ChildHeld Child(Stream from) =>
        new(Number(from.TakeNumber()), DateOnly.FromDayNumber((int)from.TakeNumber()), from.TakeText(), from.TakeText(), Home(from.TakeText(), from.TakeNumber()))
        {
            Former = [.. from.TakeArray<long>().Select(Number)],
        };

    private static void Put(Stream to, Home home)
    {
        to.PutText(string.Join(' ', home.Councils));
        to.PutNumber((home.Protected ? 1 : 0) | (home.Unplaced ? 2 : 0));
    }

    private static Home Home(string councils, long flags) => new([.. councils.Split(' ', StringSplitOptions.RemoveEmptyEntries)], (flags & 1) != 0, (flags & 2) != 0);

    private static NhsNumber Number(long value) => NhsNumber.TryFromFirstNine(value / 10, out var number) ? number : throw new SnapshotDamagedException();
}
