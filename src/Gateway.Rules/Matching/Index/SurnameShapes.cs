namespace Gateway.Rules.Matching.Index;

/// <summary>The shape of every row's surname, in the order of the rows: a day is looked through without a look at every name.</summary>
internal sealed class SurnameShapes
{
    private readonly TokenShape[] _ofRows;
    private readonly TokenShape[] _ofSeveral;

    public SurnameShapes(Row[] rows, NameTable names)
    {
        var several = new List<TokenShape>();
        _ofRows = Array.ConvertAll(rows, row => row.Surname.IsSeveral ? Several(names, row.Surname, several) : names.Tokens.Shape(row.Surname.Number));
        _ofSeveral = [.. several];
    }

    public TokenShape this[int row] => _ofRows[row];

    public ReadOnlySpan<TokenShape> All => _ofRows;

    public ReadOnlySpan<TokenShape> Several(TokenShape at) => _ofSeveral.AsSpan(at.Place.Start, at.Place.Count);

    /// <summary>Says that the row will be looked at soon.</summary>
    public void ExpectSeveral(int row)
    {
        if (_ofRows[row] is { IsSeveral: true } several) Memory.Expect(in _ofSeveral[several.Place.Start]);
    }

    private static TokenShape Several(NameTable names, NameId surname, List<TokenShape> all)
    {
        var (start, single) = (all.Count, 0);
        foreach (var token in names.Of(surname, ref single)) all.Add(names.Tokens.Shape(token));
        return TokenShape.Several(start, all.Count - start);
    }
}
