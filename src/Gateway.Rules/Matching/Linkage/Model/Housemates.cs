namespace Gateway.Rules.Matching.Linkage.Model;

/// <summary>How many pairs there are of two people of one household for each pair of one person.</summary>
/// <param name="Siblings">Of those who are not of an age.</param>
/// <param name="Twins">Of those who share their date of birth.</param>
internal readonly record struct Housemates(double Siblings, double Twins)
{
    /// <summary>The same with the twins between two shares of the siblings.</summary>
    public Housemates WithTwinsWithin(double least, double most) => this with { Twins = Math.Clamp(Twins, Siblings * least, Siblings * most) };
}
