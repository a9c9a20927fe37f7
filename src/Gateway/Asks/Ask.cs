using System.Collections.Immutable;
using Gateway.Disclosure;
using Gateway.Rules.Policy;

namespace Gateway.Asks;

/// <summary>
/// One question to a named person at one holder, and their answer. It holds what was said and decided, never a value: what is
/// released is asked of the custodian when the asker collects it.
/// </summary>
public sealed class Ask : AboutCheck
{
    private Ask() { }

    private Ask(CheckContext check, ReadOnlyMemory<byte> policyHash, DateTimeOffset at) : base(check, policyHash, at) { }

    /// <summary>The agency that decides.</summary>
    public string Holder { get; private init; } = "";

    /// <summary>Who may answer there: roles between blanks, with one at each end.</summary>
    public string Roles { get; private init; } = "";

    /// <summary>Who that is, in words.</summary>
    public string Title { get; private init; } = "";

    /// <summary>The items, such as <c>attendance-count=ask-holder:Ha</c>.</summary>
    public string Items { get; private init; } = "";

    /// <summary>The custodians of the holder that are asked when it is collected.</summary>
    public string Custodians { get; private init; } = "";

    /// <summary>The written reason, as JSON of the wire.</summary>
    public string Justification { get; private init; } = "";

    public DateTimeOffset DueAt { get; private init; }
    public DateTimeOffset? WarnedAt { get; private set; }

    /// <summary><c>release</c>, <c>trim</c> or <c>decline</c>; none while it waits.</summary>
    public string? Answer { get; private set; }

    /// <summary>What goes of each item, such as <c>attendance-count=minimal</c>.</summary>
    public string? Forms { get; private set; }

    public string? AnswerReason { get; private set; }
    public string? ToAsker { get; private set; }
    public string? AnsweredBy { get; private set; }
    public DateTimeOffset? AnsweredAt { get; private set; }

    public IEnumerable<Item> AskedItems => Items.Split(' ').Select(one => ItemOf(one[..one.IndexOf('=', StringComparison.Ordinal)]));

    internal static Ask Of(CheckContext check, HolderAsked holder, ReadOnlyMemory<byte> policyHash, DateTimeOffset now) => new(check, policyHash, now)
    {
        Holder = holder.Agency.Id,
        Roles = $" {string.Join(' ', holder.Who.Roles)} ",
        Title = holder.Who.Title,
        Items = string.Join(' ', holder.Items.Select(item => $"{item.Item.Word()}={item.Outcome.Word()}:{item.Reason}")),
        Custodians = string.Join(' ', holder.Custodians.Select(custodian => custodian.Id)),
        Justification = holder.Justification,
        DueAt = holder.DueAt,
    };

    /// <summary>The form in which an item goes, as the person at the holder decided.</summary>
    public string FormOf(Item item)
    {
        foreach (var one in (Forms ?? "").Split(' '))
            if (one.StartsWith(item.Word() + "=", StringComparison.Ordinal)) return one[(item.Word().Length + 1)..];
        return "none";
    }

    private static Item ItemOf(string word) =>
        ItemWords.TryRead(word, out var item) ? item : throw new InvalidDataException("A stored item does not read.");
}
