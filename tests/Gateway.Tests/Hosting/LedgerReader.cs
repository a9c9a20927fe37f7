using System.Text.Json;
using Gateway.Audit;
using Gateway.Audit.Sealing;
using Gateway.Rules.Ledger;

namespace Gateway.Tests.Hosting;

/// <summary>What the ledger holds, opened with its key.</summary>
internal sealed class LedgerReader(Ledger ledger)
{
    public sealed record Entry(long Index, Leaf Leaf, JsonElement Common, JsonElement? Child)
    {
        public EntryType Type => (EntryType)Leaf.Type;

        public EntryOutcome Outcome => (EntryOutcome)Leaf.Outcome;
    }

    public async Task<List<Entry>> AllAsync()
    {
        var all = new List<Entry>();
        for (long index = 0; await ledger.ReadLeafAsync(index) is { } leaf; index++)
            all.Add(new Entry(index, leaf, (await OpenAsync(index, 0))!.Value, leaf.Sections > 0 ? await OpenAsync(index, 1) : null));
        return all;
    }

    public async Task<List<Entry>> OfAsync(EntryType type) => [.. (await AllAsync()).Where(entry => entry.Type == type)];

    /// <summary>What people decided; not what became of answers.</summary>
    public async Task<List<Entry>> DecidedByPeopleAsync() =>
        [.. (await OfAsync(EntryType.Outcome)).Where(entry => entry.Outcome is not (EntryOutcome.Delivered or EntryOutcome.Aborted or EntryOutcome.Unknown))];

    public async Task<long> CountAsync() => (await AllAsync()).Count;

    private async Task<JsonElement?> OpenAsync(long index, int section) =>
        await ledger.ReadSectionAsync(index, section) is SectionReading.Opened opened ? JsonDocument.Parse(opened.Section).RootElement : null;
}
