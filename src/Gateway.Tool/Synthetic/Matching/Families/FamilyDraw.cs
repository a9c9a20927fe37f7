using Gateway.Tool.Synthetic.People;

namespace Gateway.Tool.Synthetic.Matching.Families;

/// <summary>Makes one household at a time, the same for the same seed and place in the order, whoever asks and when.</summary>
internal sealed class FamilyDraw(FamilyBook book, FamilyRates rates, ulong seed, DateOnly asOf)
{
    public const int Most = 8;

    private const int ServedYears = 18;

    private readonly MaternityNumbers _numbers = new(seed);
    private readonly int _earliest = asOf.AddYears(-ServedYears).DayNumber + 1;
    private readonly int _today = asOf.DayNumber;
    private readonly ChildDraw _children = new(book, rates, asOf);

    public DateOnly AsOf => asOf;

    public FamilyBook Book => book;

    /// <summary>How many households there can be before numbers run out.</summary>
    public long Households => _numbers.Households;

    /// <param name="children">Room for <see cref="Most"/>.</param>
    /// <returns>How many children the household has, at least one.</returns>
    public int Draw(long household, Span<FamilyChild> children)
    {
        var dice = new FamilyDice(seed, household);
        var family = new Family(book, rates, ref dice);
        var (count, maternity, size) = (0, 0, Size(dice.Below(100)));
        for (var day = _earliest + dice.Below(_today - _earliest); maternity < size && day < _today; day += 330 + dice.Below(1_200), maternity++)
        {
            var twins = dice.Chance(rates.Twins);
            for (var twin = 0; twin < (twins ? 2 : 1); twin++, count++)
            {
                ref var child = ref children[count];
                child = New(household, count, family.Origin, day);
                if (twins) child.Marks = twin == 0 ? FamilyMarks.Twin : FamilyMarks.Twin | FamilyMarks.SecondTwin;
                if (dice.Chance(rates.NumberHeld)) child.Number = _numbers.Next(household, maternity, twin);
                _children.Fill(ref child, family, children[..count], ref dice);
                if (child.Is(FamilyMarks.Adopted)) Seal(ref child, household, maternity, twins);
            }
        }

        return count;
    }

    private static FamilyChild New(long household, int place, int origin, int day) => new()
    {
        Household = household,
        Place = (byte)place,
        Origin = (byte)origin,
        BornDay = day,
        Middle = FamilyChild.None,
        SecondSurname = FamilyChild.None,
        FormerSurname = FamilyChild.None,
    };

    /// <summary>An adopted child's old number is a neighbour of the new one only because the block has a second to give.</summary>
    private void Seal(ref FamilyChild child, long household, int maternity, bool twins)
    {
        if (twins) child.Marks &= ~FamilyMarks.Adopted;
        else child.SealedNumber = _numbers.Next(household, maternity, 1);
    }

    private static int Size(int percent) => percent switch
    {
        < 45 => 1,
        < 83 => 2,
        < 95 => 3,
        _ => 4,
    };
}
