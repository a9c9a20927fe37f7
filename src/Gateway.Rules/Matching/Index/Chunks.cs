namespace Gateway.Rules.Matching.Index;

/// <summary>A list that grows without ever copying what is in it, and can be given back piece by piece.</summary>
internal sealed class Chunks<T> where T : unmanaged
{
    private const int Shift = 18;
    private const int Size = 1 << Shift;

    private readonly List<T[]> _chunks = [];

    public int Count { get; private set; }

    public ref T this[int at] => ref _chunks[at >> Shift][at & (Size - 1)];

    public void Add(T item)
    {
        if (Count >> Shift == _chunks.Count) _chunks.Add(new T[_chunks.Count == 0 && Count == 0 ? Size : Size]);
        _chunks[Count >> Shift][Count++ & (Size - 1)] = item;
    }

    public void Clear()
    {
        _chunks.Clear();
        Count = 0;
    }
}
