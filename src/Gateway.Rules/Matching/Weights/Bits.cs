namespace Gateway.Rules.Matching.Weights;

/// <summary>
/// Evidence as whole thousandths of a bit. Sums of whole numbers are the same in any order and on any machine, which sums of fractions are not.
/// </summary>
internal static class Bits
{
    public static int Of(double bits) => (int)Math.Round(bits * 1000, MidpointRounding.AwayFromZero);

    /// <summary>log2(m / u).</summary>
    public static int Ratio(double m, double u) => Of(Math.Log2(m / u));
}
