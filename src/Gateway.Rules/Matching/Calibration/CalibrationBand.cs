namespace Gateway.Rules.Matching.Calibration;

/// <summary>The likeliest child of many answers, where the evidence came to about the same: how often it was the child asked for.</summary>
/// <param name="FromBits">The least evidence of the band, in bits; null where there is no least.</param>
/// <param name="ToBits">The evidence at which the next band begins, in bits; null in the last.</param>
/// <param name="Children">How many likeliest children.</param>
/// <param name="Right">How many of them were the child asked for.</param>
/// <param name="Predicted">The mean of the probabilities that the evidence stands for, from 0 to 1.</param>
public sealed record CalibrationBand(double? FromBits, double? ToBits, long Children, long Right, double Predicted)
{
    private const double Z = 1.959964;

    /// <summary>The share that was right, from 0 to 1.</summary>
    public double Share => Children == 0 ? 0 : (double)Right / Children;

    /// <summary>The least that the share may well be: Wilson's interval, 95 in 100.</summary>
    public double Low => Right == 0 ? 0 : Math.Max(0, Middle - Half);

    /// <summary>The most that the share may well be.</summary>
    public double High => Right == Children ? 1 : Math.Min(1, Middle + Half);

    /// <summary>How what was promised stands to what was so.</summary>
    public CalibrationVerdict Verdict => Children == 0 ? CalibrationVerdict.Nobody
        : Predicted > High ? CalibrationVerdict.TooSure
        : Predicted < Low ? CalibrationVerdict.TooCareful
        : CalibrationVerdict.Agrees;

    private double Scale => 1 + Z * Z / Children;

    private double Middle => (Share + Z * Z / (2.0 * Children)) / Scale;

    private double Half => Z / Scale * Math.Sqrt(Share * (1 - Share) / Children + Z * Z / (4.0 * Children * Children));
}

/// <summary>How a probability stands to what was so.</summary>
public enum CalibrationVerdict
{
    /// <summary>There was nobody in the band.</summary>
    Nobody,

    /// <summary>It lies within the interval.</summary>
    Agrees,

    /// <summary>It promised more than was so: the side that opens a wrong child.</summary>
    TooSure,

    /// <summary>It promised less than was so: the side that asks a person.</summary>
    TooCareful,
}
