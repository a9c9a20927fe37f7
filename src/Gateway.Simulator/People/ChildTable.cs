using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Gateway.Simulator;

/// <summary>
/// From an NHS number to packed entries, each of one holder and one date of birth: about twenty bytes a child beside
/// the entries themselves. Reading takes no lock; writers take turns.
/// </summary>
internal sealed class ChildTable
{
    private readonly ByteArena arena = new();
    private readonly Lock writing = new();
    private readonly List<byte> blob = [];
    private volatile Slots slots = new(1 << 10);
    private int count;

    /// <summary>The entries of a number; empty where it was never heard of.</summary>
    public Entries Find(long number)
    {
        var current = slots;
        var at = current.IndexOf(number);
        return Volatile.Read(ref current.Numbers[at]) == number ? Read(Volatile.Read(ref current.Positions[at])) : default;
    }

    /// <summary>Every number of which there are entries.</summary>
    public IEnumerable<long> Numbers => slots.Numbers.Where(number => number != 0);

    /// <summary>Adds entries of one child; with <paramref name="replacing"/>, in place of what those holders had for the number.</summary>
    public void Add(ChildKey child, IReadOnlyCollection<PackedEntry> added, bool replacing)
    {
        var days = PackedWriter.PackDay(child.DateOfBirth);
        if (days < 0) throw new RefusedException("dateOfBirth", "is out of range");
        lock (writing)
        {
            blob.Clear();
            CollectionsMarshal.SetCount(blob, sizeof(int));
            foreach (var entry in Find(child.Number))
                if (!replacing || !Holds(added, entry.Holder)) Append(entry.Holder, entry.BornDays, entry.Payload);
            foreach (var entry in added) Append(entry.Holder, (ushort)days, entry.Payload);
            BinaryPrimitives.WriteInt32LittleEndian(CollectionsMarshal.AsSpan(blob), blob.Count - sizeof(int));
            Put(child.Number, arena.Add(CollectionsMarshal.AsSpan(blob)));
        }
    }

    private static bool Holds(IReadOnlyCollection<PackedEntry> added, ushort holder) => added.Any(entry => entry.Holder == holder);

    private void Append(ushort holder, ushort days, ReadOnlySpan<byte> payload)
    {
        Span<byte> head = stackalloc byte[6];
        BinaryPrimitives.WriteUInt16LittleEndian(head, holder);
        BinaryPrimitives.WriteUInt16LittleEndian(head[2..], days);
        BinaryPrimitives.WriteUInt16LittleEndian(head[4..], checked((ushort)payload.Length));
        blob.AddRange(head);
        blob.AddRange(payload);
    }

    private Entries Read(uint position)
    {
        var bytes = arena.From(position);
        return new Entries(bytes.Slice(4, BinaryPrimitives.ReadInt32LittleEndian(bytes)));
    }

    private void Put(long number, uint position)
    {
        if (slots.Put(number, position)) count++;
        if (count * 10L < slots.Numbers.Length * 7L) return;
        var larger = new Slots(slots.Numbers.Length * 2);
        for (var i = 0; i < slots.Numbers.Length; i++)
            if (slots.Numbers[i] != 0) larger.Put(slots.Numbers[i], slots.Positions[i]);
        slots = larger;
    }

    private sealed class Slots(int size)
    {
        public readonly long[] Numbers = new long[size];
        public readonly uint[] Positions = new uint[size];

        /// <summary>Where the number is, or the free slot where it would be.</summary>
        public int IndexOf(long number)
        {
            var at = (int)((ulong)(number * -7046029254386353131L) >> 33) & (Numbers.Length - 1);
            while (Volatile.Read(ref Numbers[at]) is var found && found != 0 && found != number) at = (at + 1) & (Numbers.Length - 1);
            return at;
        }

        /// <summary>True for a new number. The position is published before the number, for readers without a lock.</summary>
        public bool Put(long number, uint position)
        {
            var at = IndexOf(number);
            var isNew = Numbers[at] == 0;
            Volatile.Write(ref Positions[at], position);
            Volatile.Write(ref Numbers[at], number);
            return isNew;
        }
    }
}
