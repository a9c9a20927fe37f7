namespace Gateway.Tool.Synthetic;

/// <summary>
/// SplitMix64, keyed by a seed and an index. Our own, because the same seed must give the same children on every
/// machine and every runtime for as long as the tool lives.
/// </summary>
internal sealed class Dice(ulong seed, long index)
{
    private ulong _state = Mix(seed + 0x9E3779B97F4A7C15UL) ^ Mix((ulong)index * 0xD1B54A32D192ED03UL + 1);

    public ulong Next() => Mix(_state += 0x9E3779B97F4A7C15UL);

    /// <summary>A whole number from 0 to one less than the limit.</summary>
    public int Below(int limit) => (int)Math.BigMul(Next(), (ulong)limit, out _);

    public bool Chance(double probability) => (Next() >> 11) * (1.0 / (1UL << 53)) < probability;

    public T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];

    internal static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
