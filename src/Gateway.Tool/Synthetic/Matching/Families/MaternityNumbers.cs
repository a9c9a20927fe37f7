using Gateway.Rules.Identifiers;

namespace Gateway.Tool.Synthetic.Matching.Families;

/// <summary>
/// NHS numbers that can belong to nobody (80 to 89 and eight more digits), three neighbours to a maternity so that twins
/// have numbers next to each other, in an order that tells nothing about the household.
/// </summary>
internal sealed class MaternityNumbers(ulong seed)
{
    public const int PerHousehold = 4;

    private const long First = 800_000_000;

    // The largest square that fits three times into the hundred million numbers.
    private readonly Permutation _blocks = new(5_773, seed);

    public long Households => _blocks.Size / PerHousehold;

    /// <param name="taken">How many of the maternity's numbers were given out: at most one.</param>
    public NhsNumber Next(long household, int maternity, int taken)
    {
        var block = First + 3 * _blocks[household * PerHousehold + maternity];
        for (var at = 0; ; at++)
        {
            // Of three neighbours at most one has no check digit.
            if (NhsNumber.TryFromFirstNine(block + at, out var number) && taken-- == 0) return number;
        }
    }
}
