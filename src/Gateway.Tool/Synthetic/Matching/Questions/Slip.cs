namespace Gateway.Tool.Synthetic.Matching.Questions;

/// <summary>What fingers and ears do to a word.</summary>
internal static class Slip
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    /// <summary>One letter wrong, missing, doubled or swapped with the next, never the first.</summary>
    public static string Of(string word, ref FamilyDice dice)
    {
        if (word.Length < 2) return word + word;
        var at = 1 + dice.Below(word.Length - 1);
        return dice.Below(4) switch
        {
            0 => string.Concat(word.AsSpan(0, at), Letter(ref dice), word.AsSpan(at + 1)),
            1 when word.Length > 3 => word.Remove(at, 1),
            2 when at + 1 < word.Length => string.Concat(word.AsSpan(0, at), word.AsSpan(at + 1, 1), string.Concat(word.AsSpan(at, 1), word.AsSpan(at + 2))),
            _ => word.Insert(at, word[at..(at + 1)]),
        };
    }

    /// <summary>The first letter wrong, or two slips.</summary>
    public static string Bad(string word, ref FamilyDice dice) => dice.Chance(0.3)
        ? string.Concat(Letter(ref dice).ToString().ToUpperInvariant(), word.AsSpan(1))
        : Of(Of(word, ref dice), ref dice);

    private static ReadOnlySpan<char> Letter(ref FamilyDice dice) => Letters.AsSpan(dice.Below(26), 1);
}
