using Gateway.Tool.Synthetic.People;

namespace Gateway.Tool.Synthetic.Matching.Names;

/// <summary>
/// Surnames of each origin: the common ones as listed, then invented ones that thin out as real ones do. Where a
/// surname has a woman's form (Kowalska, Kaur), daughters bear it.
/// </summary>
internal sealed class Surnames
{
    private const double Thinning = 1.05;
    private const int Offset = 40;

    private readonly List<string> _texts = [];
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<int, int> _daughters = [];
    private readonly AliasTable[] _tables;

    public Surnames(IReadOnlyList<Origin> origins)
    {
        var listed = EmbeddedRows.Of("family-names.csv").ToLookup(row => row[0]);
        var parts = EmbeddedRows.Of("matching-surname-parts.csv").ToDictionary(row => (row[0], row[1]), row => row[2].Split('|'));
        _tables = [.. origins.Select(origin => Table(origin, [.. listed[origin.Name]], new SurnameMint(
            parts[(origin.Name, "first")], parts[(origin.Name, "middle")], parts[(origin.Name, "last")])))];
        if (_ids.TryGetValue("Singh", out var son)) _daughters[son] = Id("Kaur");
    }

    public string this[int id] => _texts[id];

    public int Count => _texts.Count;

    public int Pick(int origin, ref FamilyDice dice) => _tables[origin].Pick(ref dice);

    public int BorneBy(Sex sex, int surname) => sex == Sex.Female && _daughters.TryGetValue(surname, out var form) ? form : surname;

    private AliasTable Table(Origin origin, List<string[]> listed, SurnameMint mint)
    {
        var (ids, weights) = (new List<int>(), new List<double>());
        var total = listed.Sum(row => EmbeddedRows.Share(row[2]));
        foreach (var row in listed) Add(row[1], EmbeddedRows.Share(row[2]) / total * origin.CommonShare);
        string[] invented = [.. mint.Names().Where(name => !_ids.ContainsKey(name)).Take(origin.Surnames)];
        var thin = Enumerable.Range(Offset, invented.Length).Select(rank => Math.Pow(rank, -Thinning)).ToArray();
        var sum = thin.Sum();
        foreach (var (rank, name) in invented.Index()) Add(name, thin[rank] / sum * (1 - origin.CommonShare));
        return new AliasTable(ids, weights);

        void Add(string name, double weight)
        {
            ids.Add(Id(name));
            weights.Add(weight);
            if (name.EndsWith("ski", StringComparison.Ordinal) || name.EndsWith("cki", StringComparison.Ordinal)) _daughters[Id(name)] = Id(name[..^1] + "a");
        }
    }

    private int Id(string name)
    {
        if (_ids.TryGetValue(name, out var id)) return id;
        _texts.Add(name);
        return _ids[name] = _texts.Count - 1;
    }
}
