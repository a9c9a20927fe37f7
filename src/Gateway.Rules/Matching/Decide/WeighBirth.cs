using Gateway.Rules.Matching.Index;
using Gateway.Rules.Matching.Reading;
using Gateway.Rules.Matching.Weights;

namespace Gateway.Rules.Matching.Decide;

/// <summary>What a date of birth, or an age, is worth.</summary>
internal sealed class WeighBirth
{
    private readonly BirthWeights _weights;
    private readonly Asked _asked;
    private readonly int _exact;

    public WeighBirth(IndexState state, BirthWeights weights, Asked asked) =>
        (_weights, _asked, _exact) = (weights, asked, asked.Born is { } born ? Exact(state, weights, born) : 0);

    /// <summary>The same day.</summary>
    public int ExactBits => _exact;

    /// <summary>The most that a day other than the one asked for and its reverse can be worth.</summary>
    public int BestElsewhere => _asked.Born is null ? _weights.AgeWithin : _weights.OneSlip;

    public BirthLevel Level(DateOnly held) => _asked.Born is { } born ? Level(BirthDates.Compare(born, held)) : AgeLevel(held);

    public int Bits(BirthLevel level, DateOnly held) => level switch
    {
        BirthLevel.Exact => _exact,
        BirthLevel.Swapped => _weights.Swapped,
        BirthLevel.OneSlip => _weights.OneSlip,
        BirthLevel.TwoParts => _weights.TwoParts,
        BirthLevel.AgeWithin => _weights.AgeWithin,
        BirthLevel.AgeNear => _weights.AgeNear,
        _ => _weights.Different,
    };

    private static BirthLevel Level(DateAgreement agreement) => agreement switch
    {
        DateAgreement.Exact => BirthLevel.Exact,
        DateAgreement.Swapped => BirthLevel.Swapped,
        DateAgreement.OneSlip => BirthLevel.OneSlip,
        DateAgreement.TwoParts => BirthLevel.TwoParts,
        _ => BirthLevel.Different,
    };

    private BirthLevel AgeLevel(DateOnly held)
    {
        var years = _asked.Today.Year - held.Year;
        if (held.AddYears(years) > _asked.Today) years--;
        return Math.Abs(years - _asked.Age.GetValueOrDefault()) switch { 0 => BirthLevel.AgeWithin, 1 => BirthLevel.AgeNear, _ => BirthLevel.Different };
    }

    // Days on which more are recorded than on others say less (the first of January of an age that was assessed).
    private static int Exact(IndexState state, BirthWeights weights, DateOnly born)
    {
        var usual = (double)state.Children / state.Days;
        var heap = (state.ChildrenOn(born) + weights.HeapSmoothing) / (usual + weights.HeapSmoothing);
        return weights.Exact - Math.Max(0, Weights.Bits.Of(Math.Log2(heap)));
    }
}
