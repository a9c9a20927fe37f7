using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Rules.Federation;
using Gateway.Rules.Policy;

namespace Gateway.Federation;

/// <summary>A custodian in scope and the items it is asked for. Pinned before the first question leaves.</summary>
/// <param name="MustBeCurrent">The child's home council, or the council where the child is found.</param>
public sealed record CustodianQuestion(Custodian Custodian, ImmutableArray<Item> Items, bool MustBeCurrent)
{
    /// <summary>It is asked live whatever its list says: the home councils, and the council where the child is found.</summary>
    public bool AlwaysLive { get; init; }

    /// <summary>It is always asked only because a protected child lives or lived there: that it was is not said.</summary>
    public bool Quietly { get; init; }

    /// <summary>It cannot list everybody, and the asker gave no number: whom it does not know may be this child.</summary>
    public bool MayBeUnlisted { get; init; }

    /// <summary>It may have read the question and said nothing, and is not asked again: it stays silent, and is named as that.</summary>
    public bool GivenUp { get; init; }

    /// <summary>It is asked because its list points: that it is asked says that it may hold something.</summary>
    public bool Pointed { get; init; }
}

/// <summary>What one custodian said about each item it was asked for; every item is there, whatever happened.</summary>
/// <param name="AsOf">The time that the custodian gave, or null where it gave no answer.</param>
public sealed record CustodianAnswer(CustodianQuestion Question, DateTimeOffset? AsOf, ImmutableArray<ItemSaid> Items, TimeSpan Took)
{
    /// <summary>Its list that spoke in its place; null where it answered itself, or nothing did.</summary>
    public ListSpoke? List { get; init; }

    /// <summary>Its file that spoke for it, since it is not asked; null anywhere else.</summary>
    public FileSpoke? File { get; init; }

    public SaidOfRecord Record { get; init; } = SaidOfRecord.Nothing;

    /// <summary>What it gave us before spoke, and not its own reply now.</summary>
    public bool IsKept => List is not null || File is not null;

    /// <summary>Why it did not answer itself, where it was asked and its list spoke in its place; none anywhere else.</summary>
    public Because Silent { get; init; }

    /// <summary>How many children it says that it can list neither by number nor by description, from 0.</summary>
    public int Unlisted { get; init; }

    /// <summary>Nobody asks it: its list does not settle the question, and it is far from the child.</summary>
    public bool LeftOut { get; init; }

    /// <summary>As of when its list is that is too old to speak; null where there is none.</summary>
    public DateTimeOffset? ListAsOf { get; init; }

    /// <summary>One reason for every item: the custodian gave no usable answer.</summary>
    public static CustodianAnswer NotKnown(CustodianQuestion question, Because because, TimeSpan took)
    {
        var items = ImmutableArray.CreateBuilder<ItemSaid>(question.Items.Length);
        foreach (var item in question.Items) items.Add(new ItemSaid(item, CustodianSaid.NotKnown(because), null));
        return new CustodianAnswer(question, null, items.MoveToImmutable(), took);
    }

    /// <summary>Whom it knows neither by number nor by name may be this child, whose number the asker does not know either.</summary>
    public CustodianAnswer Unsure() => this with
    {
        Items = [.. Items.Select(item => item.Said.Said == Said.NothingHeld ? item with { Said = CustodianSaid.NotKnown(Because.NotMatched) } : item)],
    };

    /// <summary>To one asker: a file that could not list everybody says nothing of nobody for a child whom the asker knows without a number.</summary>
    public CustodianAnswer To(ChildAsked child) => File is not null && Unlisted > 0 && child.AsDescribed is not null ? Unsure() : this;

    public ItemSaid? For(Item item)
    {
        foreach (var said in Items)
            if (said.Item == item) return said;
        return null;
    }
}

/// <summary>The list that spoke for a custodian.</summary>
/// <param name="Sequence">The custodian's own number of the submission.</param>
public sealed record ListSpoke(long Sequence);

/// <summary>The file that spoke for a custodian.</summary>
/// <param name="Sequence">The custodian's own number of the file.</param>
public sealed record FileSpoke(long Sequence);

/// <summary>What was said about one item, and the value where something is held.</summary>
public readonly record struct ItemSaid(Item Item, CustodianSaid Said, ItemValue? Value);
