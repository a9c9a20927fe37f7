namespace Gateway.Tool.Synthetic.Matching;

/// <summary>The dice of one household, as <see cref="Dice"/> but a value: twelve million children must leave nothing for the collector.</summary>
internal struct FamilyDice(ulong seed, long index)
{
    private ulong _state = Dice.Mix(seed + 0x9E3779B97F4A7C15UL) ^ Dice.Mix((ulong)index * 0xD1B54A32D192ED03UL + 1);

    public ulong Next() => Dice.Mix(_state += 0x9E3779B97F4A7C15UL);

    /// <summary>A whole number from 0 to one less than the limit.</summary>
    public int Below(int limit) => (int)Math.BigMul(Next(), (ulong)limit, out _);

    public bool Chance(double probability) => Share() < probability;

    /// <summary>A share from 0 to just under 1.</summary>
    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));
}
