namespace Gateway.Tool.Synthetic.Matching.Names;

/// <summary>
/// Which origin a given name belongs to: as listed, else the origin whose listed names it resembles by its runs of three
/// letters (naive Bayes). It need not be right about a name, only give each origin names enough to differ in.
/// </summary>
internal sealed class OriginGuess
{
    private const double Unseen = 0.3;

    private readonly Dictionary<string, int> _listed = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(int Origin, string Run), double> _runs = [];
    private readonly double[] _total;
    private readonly double[] _names;

    public OriginGuess(IReadOnlyList<Origin> origins)
    {
        (_total, _names) = (new double[origins.Count], new double[origins.Count]);
        var at = origins.Index().ToDictionary(o => o.Item.Name, o => o.Index);
        foreach (var row in EmbeddedRows.Of("given-names.csv"))
        {
            Learn(at[row[0]], row[2]);
            foreach (var variant in row[4].Split('|', StringSplitOptions.RemoveEmptyEntries)) Learn(at[row[0]], variant);
        }
    }

    public int Of(string name)
    {
        if (_listed.TryGetValue(name, out var listed)) return listed;
        if (name.Contains('-', StringComparison.Ordinal)) return 0;
        var (best, most) = (0, double.NegativeInfinity);
        for (var origin = 0; origin < _total.Length; origin++)
        {
            if (Likelihood(origin, name) is var score && score > most) (best, most) = (origin, score);
        }

        return best;
    }

    private void Learn(int origin, string name)
    {
        _listed.TryAdd(name, origin);
        _names[origin]++;
        foreach (var run in Runs(name))
        {
            _runs[(origin, run)] = _runs.GetValueOrDefault((origin, run)) + 1;
            _total[origin]++;
        }
    }

    private double Likelihood(int origin, string name) => Math.Log(_names[origin])
        + Runs(name).Sum(run => Math.Log((_runs.GetValueOrDefault((origin, run)) + Unseen) / (_total[origin] + 2_000 * Unseen)));

    private static IEnumerable<string> Runs(string name)
    {
        var marked = $"^{name.ToLowerInvariant()}$";
        for (var at = 0; at + 3 <= marked.Length; at++) yield return marked.Substring(at, 3);
    }
}
