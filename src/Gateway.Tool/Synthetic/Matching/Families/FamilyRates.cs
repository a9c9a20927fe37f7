namespace Gateway.Tool.Synthetic.Matching.Families;

/// <summary>
/// How often the lives of families have what makes a child hard to find, as probabilities. Twins are one maternity in 60 (as
/// the births of England and Wales have it); the rest are assumptions, kept here to be argued with.
/// </summary>
internal sealed record FamilyRates
{
    public double Twins { get; init; } = 1.0 / 60;
    public double NearTwins { get; init; } = 0.12;
    public double NearSibling { get; init; } = 0.01;
    public double NumberHeld { get; init; } = 0.98;
    public double SecondGivenName { get; init; } = 0.70;
    public double DoubleBarrelled { get; init; } = 0.06;
    public double StepSurname { get; init; } = 0.10;
    public double SurnameChanged { get; init; } = 0.05;
    public double OtherOriginName { get; init; } = 0.08;
    public double Moved { get; init; } = 0.40;
    public double MovedWithinDistrict { get; init; } = 0.50;
    public double PostcodeUnknown { get; init; } = 0.01;
    public double LivesAway { get; init; } = 0.007;
    public double Restricted { get; init; } = 0.003;
    public double Adopted { get; init; } = 0.0015;
    public double UnnamedAtBirth { get; init; } = 0.50;

    /// <summary>Children who are in nobody's index, while their families are.</summary>
    public double HeldBack { get; init; } = 0.04;
}
