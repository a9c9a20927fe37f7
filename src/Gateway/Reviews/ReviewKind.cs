namespace Gateway.Reviews;

/// <summary>Why a person reads a decision afterwards (sharing rules, 6.3).</summary>
public enum ReviewKind : byte
{
    /// <summary>A release on a written reason: within one working day.</summary>
    Justify,

    /// <summary>A declared emergency, a refused one too: within one working day.</summary>
    Emergency,

    /// <summary>A refusal X2, X3, X11 or X12: the same day.</summary>
    Refusal,

    /// <summary>The asker challenges the decision: the same day.</summary>
    Challenge,

    /// <summary>One in twenty of what was shared: monthly.</summary>
    Sample,
}

public static class ReviewWords
{
    public static string Word(this ReviewKind kind) => kind switch
    {
        ReviewKind.Justify => "justify",
        ReviewKind.Emergency => "emergency",
        ReviewKind.Refusal => "refusal",
        ReviewKind.Challenge => "challenge",
        ReviewKind.Sample => "sample",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>What a reviewer may find. A challenge is upheld or not; anything else is justified or not, with what follows.</summary>
    public static bool MayEnd(this ReviewKind kind, string outcome) => kind == ReviewKind.Challenge
        ? outcome is "upheld" or "not-upheld"
        : outcome is "justified" or "not-justified" or "training" or "security-incident";
}
