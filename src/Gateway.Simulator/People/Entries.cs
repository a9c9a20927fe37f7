using System.Buffers.Binary;

namespace Gateway.Simulator;

/// <summary>Walks the packed entries of one number.</summary>
internal ref struct Entries(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> rest = bytes;

    public Entry Current { get; private set; }

    public readonly Entries GetEnumerator() => this;

    public bool MoveNext()
    {
        if (rest.IsEmpty) return false;
        var length = BinaryPrimitives.ReadUInt16LittleEndian(rest[4..]);
        Current = new Entry(
            BinaryPrimitives.ReadUInt16LittleEndian(rest),
            BinaryPrimitives.ReadUInt16LittleEndian(rest[2..]),
            rest.Slice(6, length));
        rest = rest[(6 + length)..];
        return true;
    }
}

internal readonly ref struct Entry(ushort holder, ushort bornDays, ReadOnlySpan<byte> payload)
{
    public ushort Holder { get; } = holder;

    public ushort BornDays { get; } = bornDays;

    public ReadOnlySpan<byte> Payload { get; } = payload;
}

/// <summary>An entry on its way into the table.</summary>
internal readonly record struct PackedEntry(ushort Holder, byte[] Payload);
