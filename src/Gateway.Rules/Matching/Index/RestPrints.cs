namespace Gateway.Rules.Matching.Index;

/// <summary>
/// Of every row, sixteen bits of its further given names, in the order of the rows: where none of a token's bits is set the token is not
/// among them, so a day is looked through without a look at every name.
/// </summary>
internal sealed class RestPrints
{
    private readonly ushort[] _ofRows;

    public RestPrints(Row[] rows, NameTable names) => _ofRows = Array.ConvertAll(rows, row => Of(names, row.Rest));

    public ReadOnlySpan<ushort> All => _ofRows;

    /// <summary>The bits of tokens of which any may be there.</summary>
    public static ushort OfAny(ReadOnlySpan<int> tokens)
    {
        var print = 0;
        foreach (var token in tokens) print |= 1 << (int)((uint)token * 0x9E3779B1 >> 28);
        return (ushort)print;
    }

    private static ushort Of(NameTable names, NameId rest)
    {
        var single = 0;
        return OfAny(names.Of(rest, ref single));
    }
}
