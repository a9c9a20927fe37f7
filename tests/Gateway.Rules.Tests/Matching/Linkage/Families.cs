using System.Collections.Immutable;
using System.Globalization;
using Gateway.Rules.Matching.Linkage;

namespace Gateway.Rules.Tests.Matching.Linkage;

/// <summary>A made-up child as a file has them.</summary>
public sealed record Kept(int Person, string Given, string Family, string Sex, string Born, string Address, string Postcode);

/// <summary>
/// Households with brothers, sisters and twins, written down twice by hands that slip: made to catch a linker that learns families for
/// children. Everything comes from the seed.
/// </summary>
public sealed class Families(int seed)
{
    private static readonly string[] Endings = ["ton", "ley", "ford", "man", "well", "by", "son", "wood", "field", "ham", "kins", "ow"];
    private static readonly string[] Stems = ["Ash", "Bur", "Car", "Den", "Ell", "Far", "Gan", "Har", "Ing", "Kel", "Lam", "Mor", "Nor", "Pem", "Quin", "Ros", "Stan", "Tor", "Vin", "Wes"];

    private static readonly string[] Names =
        ["Oliver", "Amelia", "Noah", "Isla", "Jack", "Ava", "Leo", "Mia", "Oscar", "Grace", "Henry", "Freya", "Zara", "Ibrahim", "Aisha", "Yusuf", "Maya", "Arjun", "Zofia",
            "Jakub", "Chidi", "Ngozi", "Rhys", "Cerys", "Finlay", "Eilidh", "Tobias", "Beatrix", "Rafael", "Ines", "Kofi", "Ama", "Hugo", "Martha", "Ralph", "Edith", "Ezra", "Ottilie"];

    private readonly Random _dice = new(seed);

    public static ImmutableArray<LinkageField> Fields { get; } =
    [
        new("given", FieldKind.Given, false), new("family", FieldKind.Family, true), new("sex", FieldKind.Category, false),
        new("dob", FieldKind.Date, false), new("address", FieldKind.Address, true), new("postcode", FieldKind.Postcode, true),
    ];

    /// <summary>Children in households of one to four; one birth in twenty after the first is of a twin.</summary>
    public List<Kept> Children(int count)
    {
        var children = new List<Kept>();
        while (children.Count < count) children.AddRange(Household(children.Count));
        return children;
    }

    /// <summary>The same child as somebody else wrote them down.</summary>
    public Kept Slipped(Kept child)
    {
        var slipped = child;
        if (Chance(0.06)) slipped = slipped with { Given = Typo(slipped.Given) };
        if (Chance(0.06)) slipped = slipped with { Family = Typo(slipped.Family) };
        if (Chance(0.02)) slipped = slipped with { Given = "" };
        if (Chance(0.02)) slipped = slipped with { Born = $"{slipped.Born[..4]}{slipped.Born[6..]}{slipped.Born[4..6]}" };
        if (Chance(0.02)) slipped = slipped with { Born = slipped.Born[..7] + (char)('0' + _dice.Next(10)) };
        if (Chance(0.01)) slipped = slipped with { Given = slipped.Family, Family = slipped.Given };
        return Chance(0.1) ? slipped with { Address = Address(), Postcode = Postcode() } : slipped;
    }

    public static LinkageRecords Records(IReadOnlyList<Kept> left, IReadOnlyList<Kept> right, ImmutableArray<LinkageField> fields) => new(
        fields,
        [.. fields.Select(field => left.Concat(right).Select(child => Value(child, field.Name)).ToArray())],
        left.Count);

    private IEnumerable<Kept> Household(int first)
    {
        var (family, address, postcode, born) = (Stem() + Endings[_dice.Next(Endings.Length)], Address(), Postcode(), new DateOnly(2005, 1, 1).AddDays(_dice.Next(3_000)));
        var names = Names.ToArray();
        _dice.Shuffle(names);
        for (var child = 0; child < 1 + _dice.Next(4); child++)
        {
            if (child > 0 && !Chance(0.05)) born = born.AddDays(400 + _dice.Next(1_200));
            yield return new(first + child, names[child], family, Chance(0.5) ? "F" : "M", born.ToString("yyyyMMdd", CultureInfo.InvariantCulture), address, postcode);
        }
    }

    private string Stem() => Stems[_dice.Next(Stems.Length)] + (Chance(0.5) ? "" : Stems[_dice.Next(Stems.Length)].ToLowerInvariant());

    private string Address() => $"{1 + _dice.Next(150)} {Stem()} {(Chance(0.5) ? "Road" : "Lane")}";

    private string Postcode() => $"Z{(char)('A' + _dice.Next(6))}{1 + _dice.Next(9)} {_dice.Next(10)}{"ABDEFGHJ"[_dice.Next(8)]}{"LNPQRSTU"[_dice.Next(8)]}";

    private string Typo(string name)
    {
        if (name.Length < 3) return name;
        var at = 1 + _dice.Next(name.Length - 1);
        return Chance(0.5) ? name.Remove(at, 1) : name[..at] + (char)('a' + _dice.Next(26)) + name[(at + 1)..];
    }

    private bool Chance(double share) => _dice.NextDouble() < share;

    private static string Value(Kept child, string field) => field switch
    {
        "given" => child.Given,
        "family" => child.Family,
        "sex" => child.Sex,
        "dob" => child.Born,
        "address" => child.Address,
        "postcode" => child.Postcode,
        _ => throw new ArgumentOutOfRangeException(nameof(field)),
    };
}
