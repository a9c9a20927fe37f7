using System.Collections.Immutable;
using Gateway.Rules.Policy;

namespace Gateway.Rules.Consent;

/// <summary>What an answer is about. A yes names everything; a list left empty, which only a no may have, stands for all there is.</summary>
/// <param name="Items">The items.</param>
/// <param name="Recipients">Who may receive them: agencies of the register, by id.</param>
/// <param name="Purposes">What for.</param>
public sealed record ConsentScope(ImmutableArray<Item> Items, ImmutableArray<string> Recipients, ImmutableArray<Purpose> Purposes)
{
    /// <summary>True where the answer speaks about this item, this recipient and this purpose.</summary>
    public bool Covers(Item item, string recipient, Purpose purpose) =>
        (Items.IsEmpty || Items.Contains(item)) && (Recipients.IsEmpty || Recipients.Contains(recipient)) && (Purposes.IsEmpty || Purposes.Contains(purpose));

    /// <summary>Nothing is left open, as a yes must not leave it.</summary>
    public bool IsSpecific => !Items.IsEmpty && !Recipients.IsEmpty && !Purposes.IsEmpty;
}
