using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Gateway.Rules.Policy;

/// <summary>
/// The number of a role by its name: one probe of a small table in almost every case, however many roles there are, where a
/// dictionary of many keys walks through several.
/// </summary>
internal sealed class RoleIndex
{
    private const ulong Odd = 0x9E37_79B9_7F4A_7C15;

    private readonly string[] _names;
    private readonly ulong[] _slots;
    private readonly int _shift;

    public RoleIndex(string[] names)
    {
        _names = names;
        var bits = 64 - System.Numerics.BitOperations.LeadingZeroCount((ulong)names.Length * 2);
        (_slots, _shift) = (new ulong[1 << bits], 64 - bits);
        for (var number = 0; number < names.Length; number++) Put(Hash(names[number]), number);
    }

    /// <summary>The role's number, or -1.</summary>
    public int Find(string role)
    {
        var hash = Hash(role);
        for (var at = hash >> _shift; _slots[at] is var slot and not 0; at = (at + 1) & (ulong)(_slots.Length - 1))
            if ((slot ^ hash) >> 32 == 0 && _names[(int)(uint)slot - 1] == role) return (int)(uint)slot - 1;
        return -1;
    }

    // A slot holds the upper half of the hash and the number, from 1; 0 is empty.
    private void Put(ulong hash, int number)
    {
        var at = hash >> _shift;
        while (_slots[at] != 0) at = (at + 1) & (ulong)(_slots.Length - 1);
        _slots[at] = (hash & 0xFFFF_FFFF_0000_0000) | (uint)(number + 1);
    }

    private static ulong Hash(string text)
    {
        var bytes = MemoryMarshal.AsBytes(text.AsSpan());
        var hash = (ulong)bytes.Length * Odd;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..]) hash = Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        for (; bytes.Length > 0; bytes = bytes[sizeof(char)..]) hash = Mix(hash, BinaryPrimitives.ReadUInt16LittleEndian(bytes));
        return hash;
    }

    private static ulong Mix(ulong hash, ulong part)
    {
        hash = (hash ^ part) * Odd;
        return hash ^ (hash >> 29);
    }
}
