namespace Gateway.Rules.Policy.Reading;

/// <summary>Reads <c>items.csv</c>: every item, once.</summary>
internal static class ReadItems
{
    private const string File = "items.csv";

    private static readonly string[] Columns =
        ["item", "word", "class", "intrusion", "intrusionWhenShielded", "location", "thirdParty", "childOnly", "looksBack", "minimalForm"];

    /// <summary>By the number of the item; the first place is empty.</summary>
    public static ItemTerms[] From(PolicyFiles files, PolicyFaults faults)
    {
        var terms = new ItemTerms[ItemWords.All.Length + 1];
        foreach (var row in new PolicyTable(File, Columns, faults).Rows(files))
        {
            var item = row.Word<Item>(0, "an item", ItemWords.TryReadId);
            if (item == default) continue;
            if (row[1] != item.Word()) row.Fault($"the word of {row[0]} is '{item.Word()}', not '{row[1]}'");
            if (terms[(int)item] is not null) row.Fault($"'{row[0]}' stands twice");
            terms[(int)item] = Terms(row, item);
        }

        foreach (var item in ItemWords.All.Where(item => terms[(int)item] is null)) faults.Add(File, $"'{item.Id()}' is missing");
        return terms;
    }

    private static ItemTerms Terms(PolicyRow row, Item item)
    {
        var itemClass = row.Word<ItemClass>(2, "a class", ItemClassWords.TryRead);
        var intrusion = row.Whole(3, 0, 5);
        return new ItemTerms(item, intrusion, itemClass, row.YesNo(5), row.YesNo(6), row.Text(9))
        {
            IntrusionWhenShielded = row.Whole(4, intrusion, 5),
            ChildOnly = row.YesNo(7),
            LooksBack = row.YesNo(8),
        };
    }
}
