namespace Gateway.Tool.Synthetic;

/// <summary>
/// A keyed bijection of the whole numbers below side x side: a four-round Feistel network in arithmetic modulo side,
/// so that every number comes exactly once and neighbours land far apart.
/// </summary>
internal sealed class Permutation(int side, ulong key)
{
    private const int Rounds = 4;

    public long Size { get; } = (long)side * side;

    public long this[long index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((ulong)index, (ulong)Size, nameof(index));
            var (left, right) = ((int)(index / side), (int)(index % side));
            for (var round = 0; round < Rounds; round++) (left, right) = (right, (left + Scatter(round, right)) % side);
            return (long)left * side + right;
        }
    }

    private int Scatter(int round, int half) => (int)(Dice.Mix(key ^ Dice.Mix(((ulong)round << 32) + (uint)half + 1)) % (uint)side);
}
