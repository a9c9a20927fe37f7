using System.Globalization;

namespace Gateway.Rules.Matching.Weights;

/// <summary>The file of weights as it is written, in bits.</summary>
internal sealed record WeightsFile(
    string Version, DateOnly Made, string How, int Population, int ServedYears, double FrequencyFloor,
    WeightsFile.BirthPart DateOfBirth, WeightsFile.NamePart GivenName, WeightsFile.NamePart Surname, double Crosswise,
    WeightsFile.SexPart Sex, WeightsFile.PlacePart Postcode, double HouseholdMost, WeightsFile.NumberPart Number, WeightsFile.AnswerPart Answers,
    TrainingNote? Training = null)
{
    public string? Fault() => this switch
    {
        { Version.Length: 0 } => "version is empty",
        { Population: < 1 } => "population must be at least 1",
        { ServedYears: < 1 or > 30 } => "servedYears must be from 1 to 30",
        { FrequencyFloor: <= 0 or >= 0.01 } => "frequencyFloor must be above 0 and below 0.01",
        { GivenName.ExactShare: <= 0 or >= 1 } or { Surname.ExactShare: <= 0 or >= 1 } or { Postcode.UnitShare: <= 0 or >= 1 } => "a share must be above 0 and below 1",
        { Answers.AtMost: < 1 or > 5 } => "answers.atMost must be from 1 to 5",
        _ when Answers.TotalUnplaced < Answers.Total => "answers.totalUnplaced must not be below answers.total",
        { Answers.ListMost: < 1 } => "answers.listMost must be at least 1",
        _ when Answers.Possible >= Answers.Total => string.Create(CultureInfo.InvariantCulture, $"answers.possible must be below answers.total"),
        _ => null,
    };

    public OtherWeights OtherWeights() => new(
        Bits.Of(Sex.Same), Bits.Of(Sex.Different), Bits.Of(Crosswise), Postcode.UnitShare, Bits.Of(Postcode.UnitMost), Bits.Of(Postcode.Sector),
        Bits.Of(Postcode.District), Bits.Of(Postcode.Elsewhere), Bits.Of(HouseholdMost), Bits.Of(Number.Number), Bits.Of(Number.Upn), Bits.Of(Number.TemporaryUpn));

    internal sealed record BirthPart(double Exact, double Swapped, double OneSlip, double TwoParts, double Different, int HeapSmoothing, double AgeWithin, double AgeNear)
    {
        public BirthWeights Weights() =>
            new(Bits.Of(Exact), Bits.Of(Swapped), Bits.Of(OneSlip), Bits.Of(TwoParts), Bits.Of(Different), HeapSmoothing, Bits.Of(AgeWithin), Bits.Of(AgeNear));
    }

    internal sealed record NamePart(double ExactShare, double Typical, double NearLoss, double NearTerm, double SimilarMost, double Different)
    {
        public NameWeights Weights(double floor) =>
            new(ExactShare, Bits.Of(Typical), Bits.Of(NearLoss), (int)Math.Round(NearTerm * 1000), Bits.Of(SimilarMost), Bits.Of(Different), floor);
    }

    internal sealed record SexPart(double Same, double Different);

    internal sealed record PlacePart(double UnitShare, double UnitMost, double Sector, double District, double Elsewhere);

    internal sealed record NumberPart(double Number, double Upn, double TemporaryUpn);

    internal sealed record AnswerPart(double Total, double TotalUnplaced, double Lead, double Person, double Possible, int AtMost, int ListMost)
    {
        public AnswerLimits Limits() => new(Bits.Of(Total), Bits.Of(TotalUnplaced), Bits.Of(Lead), Bits.Of(Person), Bits.Of(Possible), AtMost, ListMost);
    }
}
