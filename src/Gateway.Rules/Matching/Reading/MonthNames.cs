namespace Gateway.Rules.Matching.Reading;

/// <summary>The months as they are written out in English.</summary>
internal static class MonthNames
{
    private static readonly string[] All =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    /// <summary>From 1 to 12 for a name or its first three letters (and Sept); -1 for anything else.</summary>
    public static int Number(ReadOnlySpan<char> written)
    {
        for (var i = 0; i < All.Length; i++)
            if (written.Equals(All[i], StringComparison.OrdinalIgnoreCase) || written.Equals(All[i].AsSpan(0, 3), StringComparison.OrdinalIgnoreCase)) return i + 1;
        return written.Equals("sept", StringComparison.OrdinalIgnoreCase) ? 9 : -1;
    }
}
