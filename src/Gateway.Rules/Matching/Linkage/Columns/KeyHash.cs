namespace Gateway.Rules.Matching.Linkage.Columns;

/// <summary>Mixes keys to 64 bits, the same on every run and machine.</summary>
internal static class KeyHash
{
    public static ulong Of(ReadOnlySpan<char> text)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in text) hash = (hash ^ c) * 1099511628211UL;
        return Mix(hash);
    }

    public static ulong Of(ulong value, ulong salt) => Mix(value + salt * 0x9E3779B97F4A7C15UL);

    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }
}
