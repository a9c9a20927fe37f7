using System.Collections.Immutable;
using System.Text;
using Gateway.Rules.Matching.Questions;
using Gateway.Rules.Matching.Reading;

namespace Gateway.Rules.Matching.Index;

/// <summary>Writes an index: a heading, the lowest layer as arrays, and what changed since as entries.</summary>
internal static class WriteSnapshot
{
    /// <summary>"GWCHILD" and the version of the form.</summary>
    public const long Heading = 0x31_44_4C_49_48_43_57_47;

    public static void To(Stream stream, Layer layer, IEnumerable<HeldEntry> later, IndexKeys keys, DateTimeOffset asOf)
    {
        using var to = new SnapshotWriter(stream);
        to.Number(Heading);
        to.Number(keys.Fingerprint);
        to.Number(asOf.UtcTicks);
        layer.Write(to);
        to.Array(Entries(later));
        to.End();
    }

    private static byte[] Entries(IEnumerable<HeldEntry> entries)
    {
        using var bytes = new MemoryStream();
        using var to = new BinaryWriter(bytes, Encoding.UTF8);
        foreach (var entry in entries)
        {
            to.Write((byte)(entry switch { HeldEntry.Child => 1, HeldEntry.Unborn => 2, _ => 3 }));
            to.Write(entry.Ordinal);
            if (entry is HeldEntry.Child child) Child(to, child);
            if (entry is not HeldEntry.Unborn unborn) continue;
            to.Write(unborn.Due.DayNumber);
            to.Write(unborn.Mother);
            to.Write(unborn.MotherBorn);
        }

        to.Flush();
        return bytes.ToArray();
    }

    private static void Child(BinaryWriter to, HeldEntry.Child child)
    {
        to.Write(child.Born.DayNumber);
        to.Write((byte)child.Sexes);
        to.Write(child.IsRestricted);
        Versions(to, child.Versions);
        Numbers(to, child.Numbers);
        Versions(to, child.Sealed);
        Numbers(to, child.SealedNumbers);
        to.Write(child.DoNotLink.Length);
        foreach (var other in child.DoNotLink) to.Write(other);
    }

    private static void Versions(BinaryWriter to, ImmutableArray<ChildVersion> versions)
    {
        to.Write(versions.Length);
        foreach (var version in versions)
        {
            to.Write(version.Given ?? "");
            to.Write(version.Surname ?? "");
            to.Write(version.Postcode ?? "");
        }
    }

    private static void Numbers(BinaryWriter to, ImmutableArray<HeldNumber> numbers)
    {
        to.Write(numbers.Length);
        foreach (var number in numbers)
        {
            to.Write(number.Hash);
            to.Write((byte)number.Kind);
            to.Write(number.IsFormer);
        }
    }
}

/// <summary>Reads what <see cref="WriteSnapshot"/> wrote.</summary>
internal static class ReadSnapshot
{
    public static ChildrenIndex From(Stream stream, NameTables tables, IndexKeys keys)
    {
        using var from = new SnapshotReader(stream);
        try
        {
            if (from.Number() != WriteSnapshot.Heading || from.Number() != keys.Fingerprint) throw new SnapshotDamagedException();
            var (asOf, layer, later) = (from.Number(), Layer.Read(from, tables), from.Array<byte>());
            from.End();
            return new ChildrenIndex(layer, keys, tables, new DateTimeOffset(asOf, TimeSpan.Zero), Entries(later));
        }
        // What was changed may not even make sense; the hash would have said so at the end.
        catch (Exception fault) when (fault is IndexOutOfRangeException or ArgumentException or OverflowException or InvalidOperationException or EndOfStreamException or FormatException)
        {
            throw new SnapshotDamagedException("The snapshot of children is damaged or is none.", fault);
        }
    }

    private static List<HeldEntry> Entries(byte[] bytes)
    {
        using var from = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        var entries = new List<HeldEntry>();
        while (from.BaseStream.Position < bytes.Length)
        {
            var (kind, ordinal) = (from.ReadByte(), from.ReadInt32());
            entries.Add(kind switch
            {
                1 => Child(from, ordinal),
                2 => new HeldEntry.Unborn(ordinal, DateOnly.FromDayNumber(from.ReadInt32()), from.ReadUInt64(), from.ReadInt32()),
                3 => new HeldEntry.Removed(ordinal),
                _ => throw new SnapshotDamagedException(),
            });
        }

        return entries;
    }

    private static HeldEntry.Child Child(BinaryReader from, int ordinal)
    {
        var (born, sexes, restricted) = (DateOnly.FromDayNumber(from.ReadInt32()), (Sexes)from.ReadByte(), from.ReadBoolean());
        return new HeldEntry.Child(ordinal, born, Versions(from), sexes, Numbers(from))
        {
            IsRestricted = restricted,
            Sealed = Versions(from),
            SealedNumbers = Numbers(from),
            DoNotLink = [.. Enumerable.Range(0, from.ReadInt32()).Select(_ => from.ReadInt32())],
        };
    }

    private static ImmutableArray<ChildVersion> Versions(BinaryReader from) =>
        [.. Enumerable.Range(0, from.ReadInt32()).Select(_ => new ChildVersion(from.ReadString(), from.ReadString(), from.ReadString()))];

    private static ImmutableArray<HeldNumber> Numbers(BinaryReader from) =>
        [.. Enumerable.Range(0, from.ReadInt32()).Select(_ => new HeldNumber(from.ReadUInt64(), (NumberKind)from.ReadByte(), from.ReadBoolean()))];
}
