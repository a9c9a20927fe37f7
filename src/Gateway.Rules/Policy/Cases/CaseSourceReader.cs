using System.Collections.Immutable;
using System.Text.Json;

namespace Gateway.Rules.Policy.Cases;

/// <summary>Reads what each custodian said; a case without <c>sources</c> says nothing of statuses.</summary>
internal static class CaseSourceReader
{
    private static readonly string[] Known = ["sourceId", "kind", "item", "status", "value", "asOf"];

    public static ImmutableArray<SourceState> Read(CaseMembers all)
    {
        if (!all.Has("sources")) return [];
        var sources = ImmutableArray.CreateBuilder<SourceState>();
        foreach (var one in all.Objects("sources", Known))
        {
            var source = Source(one);
            if (sources.Any(s => s.SourceId == source.SourceId && s.Item == source.Item)) one.Fault("sourceId", $"{CaseFaults.Quote(source.SourceId)} says it twice");
            sources.Add(source);
        }

        return sources.ToImmutable();
    }

    private static SourceState Source(CaseMembers one)
    {
        var item = one.Word("item", CaseWords.Items, "an item");
        var (count, yes) = Value(one);
        return new SourceState(
            one.Line("sourceId"), one.Word("kind", CaseWords.SourceKinds, "a kind of source"), item is "" || !CaseWords.Items.Contains(item) ? default : CaseWords.ReadItem(item),
            one.Word("status", CaseWords.SourceStatuses, "a status of a source"), count, yes,
            one.IsNull("asOf") ? null : CaseRequestReader.Instant(one, "asOf"));
    }

    private static (int? Count, bool Yes) Value(CaseMembers one)
    {
        if (one.IsNull("value")) return (null, false);
        if (one.Is("value", JsonValueKind.Number)) return (one.Whole("value", 0, 100_000), false);
        return (null, one.Word("value", CaseWords.Values, "a value, which is YES, a number or null") == "YES");
    }
}
