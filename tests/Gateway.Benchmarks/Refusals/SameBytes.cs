using System.Text.RegularExpressions;

namespace Gateway.Benchmarks.Refusals;

/// <summary>An answer with its ids, hashes, instants and places in the ledger taken out: what is left must be the same for every child.</summary>
internal static partial class SameBytes
{
    public static string Of(string answer) =>
        Place().Replace(Day().Replace(Instant().Replace(Hash().Replace(Id().Replace(Length().Replace(answer, "Content-Length: -"), "id"), "hash"), "instant"), "Date: -"), "$1-");

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Id();

    [GeneratedRegex("[0-9a-f]{64}")]
    private static partial Regex Hash();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[0-9.]*(Z|[+-]\d\d:\d\d)")]
    private static partial Regex Instant();

    [GeneratedRegex("Date: [^\r]*")]
    private static partial Regex Day();

    // It follows from the number of digits of the places in the ledger.
    [GeneratedRegex("Content-Length: [0-9]+")]
    private static partial Regex Length();

    [GeneratedRegex("(\"(?:entry|treeSize)\":)[0-9]+")]
    private static partial Regex Place();
}
