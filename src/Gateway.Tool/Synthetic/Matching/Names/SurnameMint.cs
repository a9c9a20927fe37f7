namespace Gateway.Tool.Synthetic.Matching.Names;

/// <summary>Surnames put together from parts, each once, in an order that mixes the parts.</summary>
internal sealed class SurnameMint(string[] firsts, string[] middles, string[] lasts)
{
    public IEnumerable<string> Names()
    {
        var total = firsts.Length * middles.Length * lasts.Length;
        var side = (int)Math.Ceiling(Math.Sqrt(total));
        var order = new Permutation(side, 0x5EED);
        var made = new HashSet<string>(StringComparer.Ordinal);
        for (var at = 0L; at < order.Size; at++)
        {
            if (order[at] is var pick && pick < total && Name((int)pick) is var name && made.Add(name)) yield return name;
        }
    }

    private string Name(int pick)
    {
        var (first, rest) = (firsts[pick % firsts.Length], pick / firsts.Length);
        var (middle, last) = (middles[rest % middles.Length], lasts[rest / middles.Length]);
        return first + middle + last;
    }
}
