using Gateway.Rules.Ledger.Notes;

namespace Gateway.Rules.Ledger.Witnessing;

/// <summary>Sizes of a tree from one up to, and without, another.</summary>
internal sealed record SizeRange(long From, long? To)
{
    public static SizeRange All { get; } = new(0, null);

    /// <summary>Reads <c>[from,to)</c> or <c>[from,)</c>.</summary>
    public static SizeRange? Parse(string text)
    {
        if (text is not ['[', .., ')'] || text[1..^1].Split(',') is not [var first, var last] || StrictDecimal.Read(first) is not { } from) return null;
        if (last.Length == 0) return new SizeRange(from, null);
        return StrictDecimal.Read(last) is { } to && to > from ? new SizeRange(from, to) : null;
    }
}
