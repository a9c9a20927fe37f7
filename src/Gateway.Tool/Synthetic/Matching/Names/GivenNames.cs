using Gateway.Tool.Matching;
using Gateway.Tool.Synthetic.People;

namespace Gateway.Tool.Synthetic.Matching.Names;

/// <summary>
/// Given names as they were given in England and Wales, by sex and birth years, parted among the origins. The published
/// counts leave out names given once or twice in a year; coined ones stand in for those.
/// </summary>
internal sealed class GivenNames
{
    private const int Periods = 5;
    private const int FirstYear = 1996;
    private const double CoinedShare = 0.08;

    private readonly List<string> _texts = [];
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly AliasTable[] _tables;
    private readonly AliasTable[] _coined;
    private readonly NearNames _near;

    public GivenNames(IReadOnlyList<Origin> origins)
    {
        var guess = new OriginGuess(origins);
        var rows = EmbeddedRows.Of("given-name-frequencies.csv").Select(row => Read(row, guess)).ToLookup(row => Slot(row.Origin, row.Sex));
        Shares = [.. origins.Select((_, origin) => (double)(Births(rows, origin, Sex.Female) + Births(rows, origin, Sex.Male)))];
        _tables = new AliasTable[origins.Count * 2 * Periods];
        _coined = new AliasTable[origins.Count * 2];
        foreach (var group in rows) Fill(group.Key, [.. group]);
        _near = new NearNames(rows.Select(g => g.Select(row => (row.Id, _texts[row.Id])).ToList()), EmbeddedMatching.Names());
    }

    /// <summary>Births in each origin, in proportion.</summary>
    public double[] Shares { get; }

    public string this[int id] => _texts[id];

    public int Count => _texts.Count;

    public int Pick(int origin, Sex sex, int year, ref FamilyDice dice) => dice.Chance(CoinedShare)
        ? _coined[Slot(origin, sex)].Pick(ref dice)
        : _tables[Slot(origin, sex) * Periods + Math.Clamp((year - FirstYear) / 5, 0, Periods - 1)].Pick(ref dice);

    /// <summary>A name that is nearly the same one, or the name itself where none is.</summary>
    public int Near(int id, ref FamilyDice dice) => _near.Of(id, ref dice);

    private void Fill(int slot, List<Row> rows)
    {
        int[] ids = [.. rows.Select(row => row.Id)];
        for (var period = 0; period < Periods; period++)
            _tables[slot * Periods + period] = new AliasTable(ids, [.. rows.Select(row => row.Births[period] + 0.01)]);
        var coined = Coin(slot, rows).ToList();
        _coined[slot] = new AliasTable(coined, [.. coined.Select(_ => 1.0)]);
    }

    /// <summary>The beginning of one name and the end of another.</summary>
    private IEnumerable<int> Coin(int slot, List<Row> rows)
    {
        var dice = new FamilyDice(0x60_1D, slot);
        for (var made = 0; made < 3 * rows.Count + 200; made++)
        {
            var (head, tail) = (_texts[rows[dice.Below(rows.Count)].Id], _texts[rows[dice.Below(rows.Count)].Id]);
            yield return Id(Capitalised(string.Concat(head.AsSpan(0, (head.Length + 1) / 2), tail.AsSpan(tail.Length / 2))));
        }
    }

    private static string Capitalised(string name) => string.Join('-', name.Split('-', StringSplitOptions.RemoveEmptyEntries)
        .Select(part => char.ToUpperInvariant(part[0]) + part[1..].ToLowerInvariant()));

    private Row Read(string[] row, OriginGuess guess) => new(
        Id(row[0]), guess.Of(row[0]), row[1] == "F" ? Sex.Female : Sex.Male, [.. row[2..].Select(EmbeddedRows.Whole)]);

    private int Id(string name)
    {
        if (_ids.TryGetValue(name, out var id)) return id;
        _texts.Add(name);
        return _ids[name] = _texts.Count - 1;
    }

    private static int Slot(int origin, Sex sex) => origin * 2 + (int)sex;

    private static long Births(ILookup<int, Row> rows, int origin, Sex sex) =>
        rows[Slot(origin, sex)].Sum(row => (long)row.Births[2] + row.Births[3] + row.Births[4]);

    private sealed record Row(int Id, int Origin, Sex Sex, int[] Births);
}
