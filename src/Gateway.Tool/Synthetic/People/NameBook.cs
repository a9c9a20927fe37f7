using System.Globalization;

namespace Gateway.Tool.Synthetic.People;

/// <summary>Given and family names by tradition, each with the spellings it is met in. Pairs are made up by the dice.</summary>
internal sealed class NameBook
{
    private readonly Weighted<Tradition> _traditions;

    private NameBook(Weighted<Tradition> traditions) => _traditions = traditions;

    /// <summary>The first tradition listed, from which other families take names too.</summary>
    public Tradition Common => _traditions.Items[0];

    public Tradition Pick(Dice dice) => _traditions.Pick(dice);

    public static NameBook Embedded()
    {
        var given = Rows("given-names.csv").ToLookup(row => (row[0], row[1]), row => Weigh(row, 2));
        var family = Rows("family-names.csv").ToLookup(row => row[0], row => Weigh(row, 1));
        return new NameBook(new Weighted<Tradition>([.. Rows("groups.csv").Select(row => (
            new Tradition(
                new Weighted<Name>([.. given[(row[0], "F")]]),
                new Weighted<Name>([.. given[(row[0], "M")]]),
                new Weighted<Name>([.. family[row[0]]])),
            Number(row[1])))]));
    }

    private static (Name Name, int Weight) Weigh(string[] row, int at) =>
        (new Name(row[at], row[at + 2].Split('|', StringSplitOptions.RemoveEmptyEntries)), Number(row[at + 1]));

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static IEnumerable<string[]> Rows(string resource)
    {
        using var stream = typeof(NameBook).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"{resource} is not in the assembly");
        using var reader = new StreamReader(stream);
        reader.ReadLine();
        while (reader.ReadLine() is { Length: > 0 } line) yield return line.Split(',');
    }
}

/// <summary>A name and the other spellings it is met in.</summary>
internal sealed record Name(string Text, string[] Variants)
{
    public string Misspelt(Dice dice) => Variants.Length == 0 ? Text : dice.Pick(Variants);
}

/// <summary>Names that are given together.</summary>
internal sealed record Tradition(Weighted<Name> Girls, Weighted<Name> Boys, Weighted<Name> Family)
{
    public Weighted<Name> Given(Sex sex) => sex == Sex.Female ? Girls : Boys;
}
