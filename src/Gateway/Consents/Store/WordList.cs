using System.Collections.Immutable;
using Gateway.Rules.Policy;

namespace Gateway.Consents.Store;

/// <summary>A list of wire words in one column. A word that the wire no longer knows is a fault, not a thing passed over.</summary>
internal static class WordList
{
    public static ImmutableArray<string> Of(string words) => [.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    public static ImmutableArray<Item> Items(string words) => [.. Of(words).Select(word => ItemWords.TryRead(word, out var item) ? item : throw Unknown())];

    public static ImmutableArray<Purpose> Purposes(string words) => [.. Of(words).Select(word => PurposeWords.TryRead(word, out var purpose) ? purpose : throw Unknown())];

    private static InvalidDataException Unknown() => new("A stored record of consent does not read.");
}
