using System.Collections.Frozen;

namespace Gateway.Rules.Policy.Reading;

/// <summary>Reads <c>reasons.csv</c>.</summary>
internal static class ReadReasons
{
    public static FrozenDictionary<string, ReasonTerms> From(PolicyFiles files, PolicyFaults faults)
    {
        var reasons = new Dictionary<string, ReasonTerms>(StringComparer.Ordinal);
        foreach (var row in new PolicyTable("reasons.csv", ["code", "text", "source"], faults).Rows(files))
        {
            if (!IsCode(row[0])) row.Fault($"'{row[0]}' is not a letter of A, M, J, H, X and a number or small letter");
            if (!reasons.TryAdd(row[0], new ReasonTerms(row[0], row.Text(1), row.Text(2)))) row.Fault($"'{row[0]}' stands twice");
        }

        return reasons.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static bool IsCode(string text) =>
        text.Length is 2 or 3 && "AMJHX".Contains(text[0], StringComparison.Ordinal) && text.AsSpan(1).IndexOfAnyExcept(Rest) < 0;

    private static readonly System.Buffers.SearchValues<char> Rest = System.Buffers.SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyz");
}
