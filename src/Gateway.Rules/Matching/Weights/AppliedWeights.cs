using System.Collections.Immutable;

namespace Gateway.Rules.Matching.Weights;

/// <summary>Puts learned weights in the place of those of a file; whatever is not named stays.</summary>
internal sealed class AppliedWeights(ImmutableArray<WeightChange> changes)
{
    private readonly Dictionary<string, double> _values = changes.ToDictionary(change => change.Member, change => change.Value);

    public WeightsFile To(WeightsFile file) => file with
    {
        DateOfBirth = file.DateOfBirth with
        {
            Exact = At("dateOfBirth.exact"),
            Swapped = At("dateOfBirth.swapped"),
            OneSlip = At("dateOfBirth.oneSlip"),
            TwoParts = At("dateOfBirth.twoParts"),
            Different = At("dateOfBirth.different"),
        },
        GivenName = Name("givenName", file.GivenName),
        Surname = Name("surname", file.Surname),
        Sex = new WeightsFile.SexPart(At("sex.same"), At("sex.different")),
        Postcode = file.Postcode with
        {
            UnitShare = At("postcode.unitShare"),
            Sector = At("postcode.sector"),
            District = At("postcode.district"),
            Elsewhere = At("postcode.elsewhere"),
        },
    };

    private WeightsFile.NamePart Name(string name, WeightsFile.NamePart part) => part with
    {
        ExactShare = At($"{name}.exactShare"),
        Typical = At($"{name}.typical"),
        NearLoss = At($"{name}.nearLoss"),
        Different = At($"{name}.different"),
    };

    private double At(string member) => _values[member];
}
