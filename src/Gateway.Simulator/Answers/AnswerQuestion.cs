using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Gateway.Simulator;

/// <summary>A body of <c>POST v1/answers</c>.</summary>
internal struct AnswerQuestion : IStrictBody
{
    public static WordList Members { get; } = new("requestId", "purpose", "child", "items", "since");
    private ItemOrder items;

    public Guid RequestId { get; private set; }

    public ChildKey Child { get; private set; }

    public DateOnly Since { get; private set; }

    public int Count { get; private set; }

    public readonly Item this[int index] => items[index];

    public void ReadMember(ref Utf8JsonReader json, int member)
    {
        switch (member)
        {
            case 0: RequestId = StrictValue.Uuid(ref json, "requestId"); break;
            case 1: _ = StrictValue.Word(ref json, ContractWords.Purposes, "purpose"); break;
            case 2: Child = ChildKey.Read(ref json); break;
            case 3: ReadItems(ref json); break;
            default: Since = StrictValue.Date(ref json, "since"); break;
        }
    }

    private void ReadItems(ref Utf8JsonReader json)
    {
        StrictValue.StartArray(ref json, "items");
        var seen = default(ItemSet);
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            var item = (Item)StrictValue.Word(ref json, ContractWords.Items, "items");
            if (seen.Contains(item)) throw new RefusedException("items", "asks for one item twice");
            seen = seen.With(item);
            items[Count++] = item;
        }
        if (Count == 0) throw new RefusedException("items", "must name at least one item");
    }

    [InlineArray(16)]
    private struct ItemOrder
    {
        private Item first;
    }
}
