using System.Globalization;
using Gateway.Benchmarks.Processes;
using Gateway.Rules.Identifiers;

namespace Gateway.Benchmarks.Children;

/// <summary>A source of made-up children: given names as often as they are given, family names by rank, postcodes of the demonstration's districts.</summary>
internal static class MakeSource
{
    private const int FamilyNames = 150_000;
    private static readonly DateOnly First = new(2008, 11, 22);

    public static void Into(string path, int children)
    {
        var given = new Weighted(File.ReadLines(Programs.Contract("matching", "given-name-frequencies.csv")).Skip(1).Select(Name));
        var family = new Weighted(Enumerable.Range(0, FamilyNames).Select(rank => (Syllables(rank), 1.0 / (rank + 1))));
        var random = new Random(1);
        using var to = new StreamWriter(path);
        for (var (made, nine) = (0, 1_000_000L); made < children; nine += 1 + random.Next(60))
        {
            if (!NhsNumber.TryFromFirstNine(nine, out var number)) continue;
            var born = First.AddDays(random.Next(6570));
            to.WriteLine($$$"""{"nhsNumber":"{{{number.Digits}}}","dateOfBirth":"{{{Day(born)}}}","givenName":"{{{given.Draw(random)}}}","familyName":"{{{family.Draw(random)}}}","sex":"{{{(random.Next(2) == 0 ? 'F' : 'M')}}}","addresses":[{{{Addresses(born, random)}}}],"protected":{{{(random.Next(500) == 0 ? "true" : "false")}}}}""");
            made++;
        }
    }

    private static string Addresses(DateOnly born, Random random)
    {
        if (random.Next(5) != 0) return Address(born, null, random);
        var moved = born.AddDays(random.Next(2000));
        return $"{Address(moved, null, random)},{Address(born, moved, random)}";
    }

    private static string Address(DateOnly from, DateOnly? to, Random random) =>
        $$"""{"postcode":"Z{{(char)('A' + random.Next(6))}}{{1 + random.Next(9)}} {{random.Next(10)}}{{(char)('A' + random.Next(26))}}{{(char)('A' + random.Next(26))}}","from":"{{Day(from)}}","to":{{(to is { } end ? $"\"{Day(end)}\"" : "null")}}}""";

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static (string, double) Name(string line) => line.Split(',') is var parts ? (parts[0], parts.Skip(2).Sum(count => double.Parse(count, CultureInfo.InvariantCulture)) + 0.1) : default;

    private static string Syllables(int rank)
    {
        string[] parts = ["ba", "den", "for", "gal", "hew", "kin", "lor", "mas", "nor", "pel", "quin", "ros", "sto", "tor", "wel", "yar"];
        var name = "";
        for (var left = rank + 16; left > 0; left /= 16) name = parts[left % 16] + name;
        return char.ToUpperInvariant(name[0]) + name[1..];
    }

    private sealed class Weighted
    {
        private readonly string[] _words;
        private readonly double[] _sums;

        public Weighted(IEnumerable<(string Word, double Weight)> words)
        {
            var all = words.ToArray();
            (_words, _sums) = ([.. all.Select(one => one.Word)], new double[all.Length]);
            for (var i = 0; i < all.Length; i++) _sums[i] = all[i].Weight + (i == 0 ? 0 : _sums[i - 1]);
        }

        public string Draw(Random random)
        {
            var at = Array.BinarySearch(_sums, random.NextDouble() * _sums[^1]);
            return _words[Math.Min(at < 0 ? ~at : at, _words.Length - 1)];
        }
    }
}
