namespace Gateway.Rules.Policy.Alerts;

/// <summary>
/// Whether two reasons are the same but for little things: case, marks, numbers and a word here or there. Deterministic; the
/// order in which they are compared does not matter.
/// </summary>
public static class NearlyTheSame
{
    private const double Enough = 0.8;

    /// <summary>True where at least four fifths of the words, and of the pairs of neighbouring words, of the shorter half are shared.</summary>
    public static bool Are(string one, string other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        var (first, second) = (Words(one), Words(other));
        if (first.SequenceEqual(second)) return true;
        return Shared(first, second) >= Enough && Shared(Pairs(first), Pairs(second)) >= Enough - 0.2;
    }

    /// <summary>Lower case, letters only: a number, such as an age or a time, is no difference.</summary>
    public static string[] Words(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new string([.. text.Normalize(System.Text.NormalizationForm.FormKC).Select(c => char.IsLetter(c) ? char.ToLowerInvariant(c) : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string[] Pairs(string[] words) => words.Length < 2 ? words : [.. words.Zip(words.Skip(1), (a, b) => a + ' ' + b)];

    // The Dice coefficient over bags: twice what is shared by what there is.
    private static double Shared(string[] one, string[] other)
    {
        if (one.Length + other.Length == 0) return 1;
        var left = one.GroupBy(word => word, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        var both = other.GroupBy(word => word, StringComparer.Ordinal).Sum(group => Math.Min(group.Count(), left.GetValueOrDefault(group.Key)));
        return 2.0 * both / (one.Length + other.Length);
    }
}
