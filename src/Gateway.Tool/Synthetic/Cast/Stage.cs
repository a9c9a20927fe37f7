using System.Globalization;
using Gateway.Rules.Identifiers;
using Gateway.Tool.Synthetic.Held;
using Gateway.Tool.Synthetic.People;
using Gateway.Tool.Synthetic.Places;

namespace Gateway.Tool.Synthetic.Cast;

/// <summary>
/// Where the cast is put together. Numbers follow one another from 999 000 0018; birthdays keep their day and month and
/// move on by whole years, so that ages fit the day and a request from the README works all year.
/// </summary>
internal sealed class Stage(Geography geography, AsOf asOf)
{
    private const string InwardCodes = "4RT5HB6LN7QX8DW9PJ2UG3YE";

    private long _firstNine = 999_000_001;
    private int _reference = 900_000;
    private int _homes;

    public AsOf AsOf => asOf;

    public List<Child> Children { get; } = [];

    public List<Relationship> Relationships { get; } = [];

    public List<Journey> Journeys { get; } = [];

    /// <summary>A day and month so many calendar years ago.</summary>
    public DateOnly Born(int yearsBack, int month, int day) => new(asOf.Day.Year - yearsBack, month, day);

    /// <summary>A day as the pages write it.</summary>
    public static string Say(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    public Address Home(string area, DateOnly from, DateOnly? to = null)
    {
        var neighbourhood = geography.In(area) ?? throw new InvalidOperationException($"the cast needs {area}");
        var at = _homes++;
        var inward = InwardCodes.Substring(at % (InwardCodes.Length / 3) * 3, 3);
        return new Address($"{neighbourhood.Districts[at % neighbourhood.Districts.Length]} {inward}", from, to);
    }

    public Actor Child(string given, string family, Sex sex, DateOnly born, string area) => Child(given, family, sex, born, [Home(area, born)]);

    public Actor Child(string given, string family, Sex sex, DateOnly born, Address[] addresses, bool isProtected = false)
    {
        var child = new Child
        {
            Number = NextNumber(),
            Born = born,
            GivenName = given,
            FamilyName = family,
            Sex = sex,
            Addresses = [.. addresses.Select(a => a.From < born ? a with { From = born } : a)],
            Protected = isProtected,
        };
        Children.Add(child);
        return new Actor(this, child);
    }

    /// <summary>A number that no child of the demonstration has.</summary>
    public NhsNumber NextNumber()
    {
        while (true)
        {
            if (NhsNumber.TryFromFirstNine(_firstNine++, out var number)) return number;
        }
    }

    public string NextReference(string prefix) => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{++_reference}");

    public DateTimeOffset Latest => asOf.Latest;

    public void Journey(string name, string sentence, string practitioner, string purpose, Child about, string expect) =>
        Journeys.Add(new Journey(name, sentence, practitioner, purpose, about.Number, about.Born, expect));
}
