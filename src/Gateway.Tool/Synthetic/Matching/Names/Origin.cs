namespace Gateway.Tool.Synthetic.Matching.Names;

/// <summary>Names that are given together, and how their families live. Errors are more frequent in some, as linkage studies report.</summary>
/// <param name="Surnames">How many different surnames.</param>
/// <param name="CommonShare">The share of families that bear one of the listed, common surnames.</param>
/// <param name="Errors">How many times as often a name or an address is written wrongly as in the first origin.</param>
/// <param name="Districts">In how many postcode districts most of the families live; 0 is anywhere.</param>
/// <param name="Assessed">The share of children whose age was assessed and written as 1 January.</param>
internal sealed record Origin(string Name, int Surnames, double CommonShare, double Errors, int Districts, double Assessed)
{
    public static IReadOnlyList<Origin> All() =>
    [
        .. EmbeddedRows.Of("matching-origins.csv").Select(row => new Origin(
            row[0], EmbeddedRows.Whole(row[1]), EmbeddedRows.Share(row[2]), EmbeddedRows.Share(row[3]), EmbeddedRows.Whole(row[4]), EmbeddedRows.Share(row[5]))),
    ];
}
