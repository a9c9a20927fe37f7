using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Rules.Federation;
using Gateway.Rules.Policy;

namespace Gateway.Federation;

/// <summary>A custodian in scope and the items it is asked for. Pinned before the first question leaves.</summary>
/// <param name="MustBeCurrent">The child's home council, or the council where the child is found.</param>
public sealed record CustodianQuestion(Custodian Custodian, ImmutableArray<Item> Items, bool MustBeCurrent);

/// <summary>What one custodian said about each item it was asked for; every item is there, whatever happened.</summary>
/// <param name="AsOf">The time that the custodian gave, or null where it gave no answer.</param>
public sealed record CustodianAnswer(CustodianQuestion Question, DateTimeOffset? AsOf, ImmutableArray<ItemSaid> Items, TimeSpan Took)
{
    /// <summary>One reason for every item: the custodian gave no usable answer.</summary>
    public static CustodianAnswer NotKnown(CustodianQuestion question, Because because, TimeSpan took)
    {
        var items = ImmutableArray.CreateBuilder<ItemSaid>(question.Items.Length);
        foreach (var item in question.Items) items.Add(new ItemSaid(item, CustodianSaid.NotKnown(because), null));
        return new CustodianAnswer(question, null, items.MoveToImmutable(), took);
    }

    public ItemSaid? For(Item item)
    {
        foreach (var said in Items)
            if (said.Item == item) return said;
        return null;
    }
}

/// <summary>What was said about one item, and the value where something is held.</summary>
public readonly record struct ItemSaid(Item Item, CustodianSaid Said, ItemValue? Value);
