using System.Collections.Immutable;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Matching.Index;
using Gateway.Rules.Matching.Questions;
using Gateway.Rules.Matching.Reading;
using Gateway.Rules.Matching.Weights;

namespace Gateway.Rules.Tests.Matching;

/// <summary>Who is held in these tests: a small population that says of names what a national one would.</summary>
internal static class Held
{
    public const int Population = 20_000;

    public static readonly DateOnly Today = new(2026, 11, 22);

    public static readonly DateTimeOffset AsOf = new(2026, 11, 22, 2, 0, 0, TimeSpan.Zero);

    public static readonly IndexKeys Keys = new([.. Enumerable.Range(1, 16).Select(i => (byte)i)], [.. Enumerable.Range(101, 16).Select(i => (byte)i)]);

    public static NameTables Tables { get; } = ReadNameTables.From(Text("given-name-groups.csv"), Text("placeholders.csv")) switch
    {
        NameTablesReading.Valid valid => valid.Tables,
        NameTablesReading.Faulty faulty => throw new InvalidOperationException(string.Join("; ", faulty.Faults)),
        _ => throw new InvalidOperationException(),
    };

    public static MatchingParameters Parameters { get; } = ReadMatchingParameters.From(File.ReadAllBytes(In("weights-2026-11-22.json")), NameShares.None) switch
    {
        MatchingParametersReading.Valid valid => valid.Parameters,
        MatchingParametersReading.Faulty faulty => throw new InvalidOperationException(faulty.Fault),
        _ => throw new InvalidOperationException(),
    };

    /// <summary>The parameters with the published shares of names, as the service has them.</summary>
    public static MatchingParameters InForce { get; } = Parameters with { Published = ReadNameShares.From(Text("given-name-frequencies.csv"), 100_000) };

    private static readonly string[] Given = [.. Spread(Text("given-name-frequencies.csv").Split('\n').Skip(1).Where(line => line.Length > 0)
        .Select(line => line.Split(',')).Select(row => (row[0], int.Parse(row[4]) + int.Parse(row[5]) + int.Parse(row[6]))), 20)];

    // Shares in ten thousandths, after the commonest surnames of England and Wales; the tail is invented.
    private static readonly string[] Surnames =
    [
        .. Spread([
            ("Smith", 110), ("Jones", 80), ("Taylor", 60), ("Brown", 58), ("Williams", 55), ("Khan", 50), ("Ali", 45), ("Wilson", 40), ("Begum", 35),
            ("Hussain", 35), ("Thomas", 35), ("Patel", 35), ("Turner", 20), ("Ward", 20), ("Gill", 12), ("Singh", 40), ("Kaur", 30), ("Doyle", 6), ("Browne", 3),
            ("Morgan", 18), ("Rahman", 10), ("Wang", 6), ("Adam", 3), ("Aziz", 5), ("Marsh", 6), ("Reid", 8), ("Hughes", 20), ("Mensah", 3),
        ], 1),
        .. Enumerable.Range(0, 9_000).Select(i => $"{"bcdfghklmnprstvw"[i % 16]}{"aeiou"[i / 16 % 5]}{"lmnrst"[i / 80 % 6]}{"aeiou"[i / 480 % 5]}{new[] { "ton", "ley", "man", "ford" }[i / 2_400 % 4]}"),
    ];

    public static ImmutableArray<IndexedChild> Children { get; } = [.. Enumerable.Range(0, Population).Select(Child)];

    public static string In(string file) => Path.Combine(Repository.Root, "contracts", "matching", file);

    public static string Text(string file) => File.ReadAllText(In(file));

    public static ChildrenIndex Index() => Index(Children);

    public static ChildrenIndex Index(IEnumerable<IndexedChild> children)
    {
        var builder = new ChildrenIndexBuilder(Tables, Keys);
        foreach (var child in children) builder.Add(child);
        return builder.Build(AsOf);
    }

    private static IEnumerable<string> Spread(IEnumerable<(string Name, int Weight)> names, int per) =>
        names.SelectMany(name => Enumerable.Repeat(name.Name, (name.Weight + per - 1) / per));

    private static IndexedChild Child(int ordinal)
    {
        var dice = new Random(ordinal * 7919 + 17);
        var postcode = Postcode(dice);
        var given = Given[dice.Next(Given.Length)] + (dice.Next(10) < 6 ? " " + Given[dice.Next(Given.Length)] : "");
        var surname = Surnames[dice.Next(Surnames.Length)];
        ImmutableArray<ChildVersion> versions = dice.Next(10) < 3
            ? [new(given, surname, postcode), new(given, dice.Next(5) == 0 ? Surnames[dice.Next(Surnames.Length)] : surname, Postcode(dice))]
            : [new(given, surname, postcode)];
        NhsNumber.TryFromFirstNine(800_000_000 + ordinal * 3L, out var number);
        return new IndexedChild(ordinal, Today.AddDays(-dice.Next(18 * 365)), versions)
        {
            Sexes = dice.Next(2) == 0 ? Sexes.Female : Sexes.Male,
            Numbers = number.IsEmpty ? [] : [PersonalNumber.Nhs(number)],
            IsRestricted = dice.Next(300) == 0,
        };
    }

    private static string Postcode(Random dice) => $"Z{"ABCDEF"[dice.Next(6)]}{dice.Next(1, 60)} {dice.Next(10)}{"ABDEFGHJLN"[dice.Next(10)]}{"ABDEFGHJLN"[dice.Next(10)]}";
}
