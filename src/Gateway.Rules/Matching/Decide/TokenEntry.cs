namespace Gateway.Rules.Matching.Decide;

/// <summary>What a held token has in common with both asked names, in 64 bits: a stamp of 16, two worths of 23.</summary>
internal readonly record struct TokenEntry(ulong Value)
{
    private const int StampBits = 16;
    private const int PartBits = 23;
    private const int LevelBits = 3;

    public TokenEntry(ushort stamp, Worth straight, Worth crosswise)
        : this(stamp | Part(straight) << StampBits | Part(crosswise) << (StampBits + PartBits)) { }

    public ushort Stamp => (ushort)Value;

    /// <summary>Against the asked name in the same part.</summary>
    public Worth Straight => Unpacked(Value >> StampBits);

    /// <summary>Against the asked name in the other part.</summary>
    public Worth Crosswise => Unpacked(Value >> (StampBits + PartBits));

    private static ulong Part(Worth worth) => ((ulong)worth.Bits << LevelBits | (ulong)worth.Level) & ((1UL << PartBits) - 1);

    private static Worth Unpacked(ulong part) => new((NameLevel)(part & ((1 << LevelBits) - 1)), (int)(part << (32 - PartBits)) >> (32 - PartBits + LevelBits));
}
