using System.Numerics;

namespace Gateway.Matching.Held;

/// <summary>From a number to its row, by open addressing: four bytes a slot, one or two looks. It is made anew at each start, for that is quicker than to read it.</summary>
internal sealed class NumberSlots
{
    private readonly HeldRow[] _rows;
    private readonly int[] _slots;
    private readonly int _shift;

    public NumberSlots(HeldRow[] rows)
    {
        var size = BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, rows.Length + rows.Length / 3));
        (_rows, _slots, _shift) = (rows, new int[size], 32 - BitOperations.Log2(size));
        for (var at = 0; at < rows.Length; at++) Put(rows[at].FirstNine, at);
    }

    public long Bytes => _slots.Length * (long)sizeof(int);

    /// <summary>The row, or -1.</summary>
    public int Find(int firstNine)
    {
        for (var slot = Slot(firstNine); _slots[slot] != 0; slot = Next(slot))
            if (_rows[_slots[slot] - 1].FirstNine == firstNine) return _slots[slot] - 1;
        return -1;
    }

    private void Put(int firstNine, int at)
    {
        var slot = Slot(firstNine);
        for (; _slots[slot] != 0; slot = Next(slot))
            if (_rows[_slots[slot] - 1].FirstNine == firstNine) throw new InvalidDataException("The snapshot of children holds a number twice.");
        _slots[slot] = at + 1;
    }

    private int Slot(int firstNine) => (int)((uint)firstNine * 2654435769U >> _shift);

    private int Next(int slot) => slot + 1 & _slots.Length - 1;
}
