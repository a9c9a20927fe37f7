namespace Gateway.Federation.Verified;

/// <summary>Why an answer is not believed to be the holder's own answer to this question.</summary>
public enum Doubt
{
    /// <summary>It is not signed.</summary>
    NotSigned,

    /// <summary>Its signature is not of the form that the contract has.</summary>
    Unreadable,

    /// <summary>The digest beside it is not that of its bytes.</summary>
    Changed,

    /// <summary>It names a key that the register does not have for this holder.</summary>
    KeyUnknown,

    /// <summary>The signature does not hold for these bytes as the answer to this question.</summary>
    NotOfThisQuestion,
}

internal static class DoubtWords
{
    private static readonly string[] Words = ["unsigned", "unreadable", "changed", "key-unknown", "not-of-this-question"];

    /// <summary>For measurements; the asker is told that it was rejected, and no more.</summary>
    public static string Word(this Doubt doubt) => Words[(int)doubt];
}
