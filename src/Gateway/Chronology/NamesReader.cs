using Gateway.Agencies;

namespace Gateway.Chronology;

/// <summary>
/// Whoever a record names as somebody in the child's life has none of that record here, and no sign that it is there: it may be an allegation against them. By what they sign in as or by what they
/// are called, however it is ordered and with whatever stands beside it; whoever may be meant is taken to be.
/// </summary>
internal static class NamesReader
{
    public static bool Does(Practitioner who, IEnumerable<string?> names) => names.OfType<string>().Any(name => Is(who, name));

    private static bool Is(Practitioner who, string name) =>
        string.Equals(name.Trim(), who.Subject, StringComparison.OrdinalIgnoreCase) || (who.Name is { } own && Words(own) is { Count: > 0 } words && words.IsSubsetOf(Words(name)));

    private static HashSet<string> Words(string name) =>
        [.. name.ToUpperInvariant().Split((char[])[' ', ',', '.', '-', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(word => string.Concat(word.Where(char.IsLetterOrDigit))).Where(word => word.Length > 0)];
}
