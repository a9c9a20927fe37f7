using System.Collections.Immutable;
using Gateway.Rules.Matching.Linkage.Columns;

namespace Gateway.Rules.Matching.Linkage.Model;

/// <summary>
/// Fellegi and Sunter's model with three ways not to be one person: strangers, members of one household, and twins. A household shares
/// what it shares as often as one person's records do, so no amount of it makes two people one.
/// </summary>
internal sealed class LinkageModel
{
    /// <summary>Twin births among births, before anything is learned: one maternity in sixty, two children each.</summary>
    private const double TwinsAmongSiblings = 1.0 / 30;

    /// <summary>The most that is learned: a child whose given name was written wrong looks like a twin, and where nothing else tells them apart all would be twins.</summary>
    private const double MostTwinsAmongSiblings = 2 * TwinsAmongSiblings;

    /// <summary>How much rarer one given name is within a household than among strangers.</summary>
    private const double SameGivenAmongSiblings = 1.0 / 20;

    private readonly LinkageRecords _records;
    private readonly int _births;

    public LinkageModel(LinkageRecords records, ImmutableArray<FieldColumn> columns)
    {
        _records = records;
        var shares = new double[columns.Length][];
        Parallel.For(0, shares.Length, i => shares[i] = RandomPairs.Shares(records, columns[i]));
        Fields = [.. columns.Select((column, i) => new FieldWeights(column, shares[i]))];
        _births = columns.IndexOf(columns.FirstOrDefault(column => column.Field.Kind == FieldKind.Date)!);
        var expected = records.IsOneFile ? records.Count * 0.5 : Math.Min(records.LeftCount, records.RightCount) * 0.5;
        Learn([.. columns.Select(column => column.StartingShares())], expected, new Housemates(0.1, 0.1 * TwinsAmongSiblings), 0.01);
    }

    public ImmutableArray<FieldWeights> Fields { get; }

    /// <summary>How many pairs are expected to be of one person.</summary>
    public double Matches { get; private set; }

    /// <summary>How many pairs of one household there are for each pair of one person.</summary>
    public Housemates Household { get; private set; }

    /// <summary>The share of matches whose given and family names stand the wrong way round.</summary>
    public double Swapped { get; private set; }

    /// <summary>The share of all pairs that are of one person.</summary>
    public double Prior => Matches / _records.PairCount;

    public void Learn(double[][] match, double matches, Housemates household, double swapped)
    {
        (Matches, Household, Swapped) = (Math.Clamp(matches, 1, _records.PairCount * 0.5), household.WithTwinsWithin(TwinsAmongSiblings, MostTwinsAmongSiblings), swapped);
        var others = 2 * Matches / _records.Count;
        for (var i = 0; i < match.Length; i++) Fields[i].Learn(match[i], Prior, others);
    }

    public PairEvidence Evidence(PairTable table, int pair)
    {
        var levels = table.Of(pair);
        var (left, right) = (table.Left[pair], table.Right[pair]);
        var (person, household, moved) = (0.0, 0.0, 0.0);
        for (var i = 0; i < Fields.Length; i++)
        {
            var bits = Bits(i, levels[i], left, right);
            if (!Fields[i].Column.Field.IsHousehold) person += bits;
            else if (bits < 0 && i != table.Family) moved = Math.Min(moved, bits);
            else household += bits;
        }

        // Whoever moves changes address, postcode and town at once: they speak against one person once.
        household += moved;

        var birth = _births < 0 ? 0 : Math.Max(0, Bits(_births, levels[_births], left, right));
        var (swappedPerson, swappedHousehold) = Crosswise(table, levels, left, right);
        return new PairEvidence(person + swappedPerson, household + swappedHousehold, birth, table.Given >= 0 && levels[table.Given] == 0, swappedPerson != 0);
    }

    /// <summary>By how many bits the pair speaks for one person rather than for two, whatever those two are to one another.</summary>
    public double Bits(PairEvidence evidence) => evidence.Person + evidence.Household - Math.Log2(1 + Prior * (HouseholdOdds(evidence) is var (siblings, twins) ? siblings + twins : 0));

    /// <summary>The probability that the pair is of one person, of two of one household, and of twins.</summary>
    public (double Match, double Siblings, double Twins) Posterior(PairEvidence evidence)
    {
        var match = Prior * double.Exp2(Math.Min(evidence.Person + evidence.Household, 200));
        var (siblings, twins) = HouseholdOdds(evidence);
        var all = match + Prior * (siblings + twins) + 1 - Prior;
        return (match / all, Prior * siblings / all, Prior * twins / all);
    }

    private (double Siblings, double Twins) HouseholdOdds(PairEvidence evidence)
    {
        var shared = double.Exp2(Math.Min(evidence.Household, 200)) * (evidence.SameGiven ? SameGivenAmongSiblings : 1);
        return (Household.Siblings * shared, Household.Twins * shared * double.Exp2(evidence.Birth));
    }

    private double Bits(int field, byte level, int left, int right) =>
        Fields[field].Bits(level, Fields[field].Column.Values[left], Fields[field].Column.Values[right]);

    // What the names are worth more when they are read the other way round. Which of the two agreements is of the family name cannot be
    // told, so the better one counts as what the household shares.
    private (double Person, double Household) Crosswise(PairTable table, ReadOnlySpan<byte> levels, int left, int right)
    {
        if (levels[^2] == PairTable.Unknown || levels[^1] == PairTable.Unknown) return (0, 0);
        var (given, family) = (Fields[table.Given], Fields[table.Family]);
        var (straightGiven, straightFamily) = (Bits(table.Given, levels[table.Given], left, right), Bits(table.Family, levels[table.Family], left, right));
        var one = given.Bits(levels[^2], given.Column.Values[left], family.Column.Values[right]);
        var other = given.Bits(levels[^1], family.Column.Values[left], given.Column.Values[right]);
        return one + other - straightGiven - straightFamily + Math.Log2(Swapped) <= 0
            ? (0, 0)
            : (Math.Min(one, other) - straightGiven + Math.Log2(Swapped), Math.Max(one, other) - straightFamily);
    }
}
