using System.Collections.Immutable;
using Gateway.Rules.Matching.Linkage.Learn;

namespace Gateway.Rules.Matching.Weights;

/// <summary>Each weight that can be learned, within its bounds, and never above the better agreement before it.</summary>
internal sealed class LearnedWeights(WeightsFile file, LearnedEvidence learned)
{
    // Bolder by one bit at most, more careful by six: odds of 2 and of 64.
    private const double Rise = 1;
    private const double Fall = 6;
    private const double LeastShare = 0.5;
    private const double MostShare = 0.99;

    private readonly List<WeightChange> _changes = [];

    public ImmutableArray<WeightChange> All()
    {
        var birth = file.DateOfBirth;
        // The same day is worth what it is worth "at most": a cap, so it only falls.
        var before = Bits("dateOfBirth.exact", birth.Exact, EvidenceField.Birth, "exact", double.MaxValue, 0);
        before = Bits("dateOfBirth.swapped", birth.Swapped, EvidenceField.Birth, "swapped", before);
        before = Bits("dateOfBirth.oneSlip", birth.OneSlip, EvidenceField.Birth, "oneSlip", before);
        before = Bits("dateOfBirth.twoParts", birth.TwoParts, EvidenceField.Birth, "twoParts", before);
        Bits("dateOfBirth.different", birth.Different, EvidenceField.Birth, "different", before);
        Name("givenName", file.GivenName, EvidenceField.Given);
        Name("surname", file.Surname, EvidenceField.Surname);
        Bits("sex.same", file.Sex.Same, EvidenceField.Sex, "same", double.MaxValue);
        Bits("sex.different", file.Sex.Different, EvidenceField.Sex, "different", 0);
        Place(file.Postcode);
        return [.. _changes];
    }

    private void Name(string name, WeightsFile.NamePart part, EvidenceField field)
    {
        var share = Share($"{name}.exactShare", part.ExactShare, field, "exact");
        // What a name of ordinary frequency is worth goes with the share: it is log2(share / frequency).
        var typical = Math.Round(part.Typical + Math.Log2(share / part.ExactShare), 1);
        _changes.Add(new WeightChange($"{name}.typical", part.Typical, typical, part.Typical - Rise, part.Typical + Rise, typical, "learned"));
        var loss = (learned.Of(field, "exact"), learned.Of(field, "near")) is ({ } exact, { IsLearned: true } near) ? exact.Bits - near.Bits : (double?)null;
        Keep($"{name}.nearLoss", part.NearLoss, loss, part.NearLoss - Rise, part.NearLoss + Fall, double.MaxValue);
        Bits($"{name}.different", part.Different, field, "different", 0);
    }

    private void Place(WeightsFile.PlacePart part)
    {
        Share("postcode.unitShare", part.UnitShare, EvidenceField.Postcode, "unit");
        var before = Bits("postcode.sector", part.Sector, EvidenceField.Postcode, "sector", part.UnitMost);
        before = Bits("postcode.district", part.District, EvidenceField.Postcode, "district", before);
        Bits("postcode.elsewhere", part.Elsewhere, EvidenceField.Postcode, "elsewhere", Math.Min(before, 0));
    }

    private double Bits(string member, double published, EvidenceField field, string level, double notAbove, double rise = Rise) =>
        Keep(member, published, learned.Of(field, level) is { IsLearned: true } seen ? seen.Bits : null, published - Fall, published + rise, notAbove);

    private double Share(string member, double published, EvidenceField field, string level) =>
        Keep(member, published, learned.Of(field, level) is { IsLearned: true } seen ? seen.Match : null, LeastShare, MostShare, double.MaxValue, 3);

    private double Keep(string member, double published, double? says, double least, double most, double notAbove, int digits = 1)
    {
        var bounded = Math.Clamp(says ?? published, least, most);
        var value = Math.Round(Math.Min(bounded, notAbove), digits);
        var why = says is null ? "too-few" : bounded > notAbove ? "in-order" : says != bounded ? "at-its-bound" : "learned";
        _changes.Add(new WeightChange(member, published, says is { } bits ? Math.Round(bits, digits + 1) : null, Round(least), Round(most), value, why));
        return value;
    }

    private static double Round(double bound) => Math.Round(bound, 3);
}
