using System.Text.RegularExpressions;
using Gateway.Tool.Matching.Evaluate.Reading;

namespace Gateway.Tool.Matching.Evaluate.Scoring;

/// <summary>Which records are of one person: each has the number of its person, or -1 where that is not known.</summary>
internal sealed partial class Truth
{
    private readonly int[] _people;
    private Dictionary<int, int>? _sizes;

    private Truth(int[] people, int leftCount, string how)
    {
        (_people, How) = (people, how);
        Pairs = leftCount == people.Length
            ? Sizes(people).Sum(size => (long)size * (size - 1) / 2)
            : people.Take(leftCount).Where(one => one >= 0).CountBy(one => one)
                .Join(people.Skip(leftCount).CountBy(one => one), one => one.Key, other => other.Key, (one, other) => (long)one.Value * other.Value).Sum();
    }

    /// <summary>How the truth was read, in words.</summary>
    public string How { get; }

    /// <summary>How many pairs are of one person.</summary>
    public long Pairs { get; }

    public bool IsMatch(int left, int right) => _people[left] >= 0 && _people[left] == _people[right];

    /// <summary>The number of a record's person, or -1.</summary>
    public int Person(int record) => _people[record];

    /// <summary>True where the record's person has another one.</summary>
    public bool HasPartner(int record) => _people[record] >= 0 && (_sizes ??= _people.CountBy(one => one).ToDictionary())[_people[record]] > 1;

    /// <summary>Records with the same value of a column are of one person.</summary>
    public static Truth FromColumn(string?[] values, string column, string? pattern, int leftCount)
    {
        var plain = new Truth(Number(values), leftCount, $"records with the same {column}");
        if (pattern is null && plain.Pairs > 0) return plain;
        var (cut, words) = pattern is null ? (Febrl(), "rec-N-org, rec-N-dup-M") : (Given(pattern), pattern);
        var found = new Truth(Number(Array.ConvertAll(values, value => Key(cut, value))), leftCount, $"records with the same part of {column} ({words})");
        return found.Pairs > 0 ? found : throw new RefusedException($"--truth: no two records share a value of {column}{(pattern is null ? "" : $" by the pattern {pattern}")}, so there is nothing to find.");
    }

    /// <summary>Records that pairs of numbers join, and those that they join in turn, are of one person.</summary>
    public static Truth FromPairs(string?[] leftIds, string?[] rightIds, int leftCount, List<string[]> rows, string path)
    {
        var groups = new Groups(leftIds.Length);
        var (lefts, rights) = (Index(leftIds), Index(rightIds));
        var unknown = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i].Length != 2) throw new RefusedException($"--truth-pairs: row {i + 1} of {path} has {rows[i].Length} fields; two are needed.");
            if (Find(lefts, rights, rows[i]) is not { } pair)
            {
                if (i > 0) unknown++;
                continue;
            }

            groups.Join(pair.Left, pair.Right);
        }

        if (unknown > 0) throw new RefusedException($"--truth-pairs: {unknown} of the {rows.Count} rows of {path} name a record that is not in the files.");
        var truth = new Truth(groups.Numbers(), leftCount, $"the pairs of {path}");
        return truth.Pairs > 0 ? truth : throw new RefusedException($"--truth-pairs: no row of {path} names a record of each file.");
    }

    private static (int Left, int Right)? Find(Dictionary<string, int> lefts, Dictionary<string, int> rights, string[] row)
    {
        if (lefts.TryGetValue(row[0], out var left) && rights.TryGetValue(row[1], out var right)) return (left, right);
        return lefts.TryGetValue(row[1], out left) && rights.TryGetValue(row[0], out right) ? (left, right) : null;
    }

    private static Dictionary<string, int> Index(string?[] ids)
    {
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var record = 0; record < ids.Length; record++)
            if (!string.IsNullOrEmpty(ids[record]) && !index.TryAdd(ids[record]!, record))
                throw new RefusedException("--truth-pairs: two records of one file have the same number, so that a pair does not say which is meant.");
        return index;
    }

    private static int[] Number(string?[] values)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        return Array.ConvertAll(values, value =>
        {
            if (string.IsNullOrEmpty(value)) return -1;
            if (numbers.TryGetValue(value, out var number)) return number;
            return numbers[value] = numbers.Count;
        });
    }

    private static IEnumerable<int> Sizes(int[] people) => people.Where(one => one >= 0).CountBy(one => one).Select(one => one.Value);

    private static string? Key(Regex cut, string? value) =>
        cut.Match(value ?? "") is { Success: true } match ? (match.Groups.Count > 1 ? match.Groups[1].Value : match.Value) : null;

    private static Regex Given(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new RefusedException($"--truth-pattern: {pattern} is no regular expression that can be used here.");
        }
    }

    [GeneratedRegex(@"^(.+?)-(?:org|dup-\d+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Febrl();
}
