using Gateway.Rules.Identifiers;

namespace Gateway.Tool.Synthetic;

/// <summary>
/// NHS numbers that can belong to nobody: first the 999 range, then, for a measurement, numbers beginning 80 to 89.
/// Each comes once, in an order that depends on the seed and tells nothing about the household.
/// </summary>
internal sealed class ScatteredNumbers(ulong seed, IReadOnlySet<NhsNumber> taken)
{
    /// <summary>How many numbers of the 999 range have a check digit.</summary>
    public const int InTestRange = 909_091;

    /// <summary>How many numbers beginning 80 to 89 have a check digit.</summary>
    public const int InMeasurementRange = 90_909_091;

    private readonly Permutation _test = new(1_000, seed);
    private readonly Permutation _measurement = new(10_000, seed + 1);
    private long _next;

    public NhsNumber Next()
    {
        while (true)
        {
            if (NhsNumber.TryFromFirstNine(FirstNine(_next++), out var number) && !taken.Contains(number)) return number;
        }
    }

    private long FirstNine(long index) => index < _test.Size
        ? 999_000_000 + _test[index]
        : 800_000_000 + _measurement[index - _test.Size];
}
