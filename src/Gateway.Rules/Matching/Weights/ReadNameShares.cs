using System.Collections.Frozen;
using System.Globalization;
using Gateway.Rules.Matching.Reading;

namespace Gateway.Rules.Matching.Weights;

/// <summary>Reads the shares of given names from the text of <c>contracts/matching/given-name-frequencies.csv</c>.</summary>
public static class ReadNameShares
{
    private const int Fields = 7;

    // The children of today are those of the last three periods and the years since.
    private const int FirstPeriod = 4;

    /// <summary>The shares among children born in the last three periods; a fault names the line.</summary>
    /// <param name="text">The whole file.</param>
    /// <param name="weight">As <see cref="NameShares.Weight"/>.</param>
    /// <exception cref="InvalidDataException">A line is not a name, a sex and five counts.</exception>
    public static NameShares From(string text, int weight)
    {
        var births = new Dictionary<string, long>(StringComparer.Ordinal);
        var total = 0L;
        foreach (var (at, line) in text.ReplaceLineEndings("\n").Split('\n').Index().Skip(1))
        {
            if (line.Length == 0) continue;
            var (name, count) = Row(line, at + 1);
            foreach (var token in NameFold.Of(name).Split(' ')) births[token] = births.GetValueOrDefault(token) + count;
            total += count;
        }

        return new NameShares(
            births.ToFrozenDictionary(pair => pair.Key, pair => (double)pair.Value / total, StringComparer.Ordinal),
            FrozenDictionary<string, double>.Empty, weight);
    }

    private static (string Name, long Births) Row(string line, int number)
    {
        var fields = line.Split(',');
        var births = 0L;
        if (fields.Length != Fields) throw Fault(number);
        for (var i = FirstPeriod; i < Fields; i++)
            births += int.TryParse(fields[i], NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : throw Fault(number);
        return (fields[0], births);
    }

    private static InvalidDataException Fault(int line) => new(string.Create(CultureInfo.InvariantCulture, $"given-name-frequencies.csv line {line}: must be a name, a sex and five counts"));
}
