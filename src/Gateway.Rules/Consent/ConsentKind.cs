using System.Collections.Immutable;

namespace Gateway.Rules.Consent;

/// <summary>Three different things are called consent (sharing rules, 3.1). One is never taken for another.</summary>
public enum ConsentKind : byte
{
    /// <summary>A family agrees to early help or to a service under section 17.</summary>
    ServiceAgreement,
    /// <summary>Permission that lifts the common-law duty of confidence.</summary>
    Confidentiality,
    /// <summary>Consent as a lawful basis of data protection law: almost never used here.</summary>
    DataProtection,
}

/// <summary>Whether somebody said yes, or it was taken from what they did. Silence is neither.</summary>
public enum Obtained : byte
{
    /// <summary>Said or written.</summary>
    Explicit,
    /// <summary>Taken from conduct: kept as a view, and opens nothing.</summary>
    Implied,
}

/// <summary>The words of the kinds of consent.</summary>
public static class ConsentKindWords
{
    private static readonly WordTable<ConsentKind> Kinds = new("service-agreement", "confidentiality", "data-protection");
    private static readonly WordTable<Obtained> Ways = new("explicit", "implied");

    /// <summary>Every kind, in words.</summary>
    public static ImmutableArray<string> All => Kinds.Words;

    /// <summary>Both ways of obtaining it, in words.</summary>
    public static ImmutableArray<string> AllObtained => Ways.Words;

    /// <summary>The word on the wire.</summary>
    public static string Word(this ConsentKind kind) => Kinds.Of(kind);

    /// <summary>The word on the wire.</summary>
    public static string Word(this Obtained obtained) => Ways.Of(obtained);

    /// <summary>Reads a word; an unknown one is false.</summary>
    public static bool TryRead(string? word, out ConsentKind kind) => Kinds.TryRead(word, out kind);

    /// <summary>Reads a word; an unknown one is false.</summary>
    public static bool TryRead(string? word, out Obtained obtained) => Ways.TryRead(word, out obtained);
}
