using System.Collections.Immutable;
using Gateway.Rules.Policy;

namespace Gateway.Rules.Consent;

/// <summary>The words of what the records come to (sharing rules, 3.2).</summary>
public static class ConsentStateWords
{
    private static readonly WordTable<ConsentState> States = new(
        "not-sought", "not-required", "not-sought-unsafe", "not-possible", "pending", "given", "refused", "withdrawn", "lapsed", "conflict");

    private static readonly WordTable<ConsentGiver> Givers = new("subject", "parental-responsibility", "other");

    /// <summary>Every state, in words.</summary>
    public static ImmutableArray<string> All => States.Words;

    /// <summary>The word on the wire.</summary>
    public static string Word(this ConsentState state) => States.Of(state);

    /// <summary>The word on the wire.</summary>
    public static string Word(this ConsentGiver giver) => Givers.Of(giver);
}
