namespace Gateway.Referrals;

/// <summary>What the referrer wants to happen. It is asked first, because people thought that they had referred where a contact was recorded.</summary>
public enum Wanted
{
    /// <summary>The child may be suffering, or likely to suffer, significant harm.</summary>
    Section47,

    /// <summary>The family needs help from a social worker.</summary>
    Section17,
    EarlyHelp,

    /// <summary>Advice first.</summary>
    Advice,

    /// <summary>For information only.</summary>
    Information,
}

internal static class WantedWords
{
    private static readonly string[] Words = ["section-47", "section-17", "early-help", "advice", "information"];

    public static string Word(this Wanted wanted) => Words[(int)wanted];

    public static bool TryRead(string? word, out Wanted wanted)
    {
        wanted = (Wanted)Array.IndexOf(Words, word);
        return word is not null && wanted >= 0;
    }
}
