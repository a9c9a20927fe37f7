using System.Text;
using Gateway.Audit;

namespace Gateway.Tests.Audit;

internal static class Entries
{
    private static readonly byte[] Policy = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    public static LedgerEntry Disclosure(params string[] sections) => New(EntryType.Disclosure, Guid.NewGuid(), sections);

    public static LedgerEntry Decision(Guid interaction) => New(EntryType.Decision, interaction, "what was asked about the child");

    public static LedgerEntry New(EntryType type, Guid interaction, params string[] sections) => new(
        type, interaction, AgencyClass.NhsTrust, EntryOutcome.Permit, Policy, Bytes("""{"purpose":"unscheduled-care"}"""),
        [.. sections.Select(s => (ReadOnlyMemory<byte>)Bytes(s))]);

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static async Task<LedgerReceipt> RecordAsync(this Ledger ledger, LedgerEntry entry) =>
        Assert.IsType<AppendResult.Recorded>(await ledger.AppendAsync(entry, CancellationToken.None)).Receipt;

    /// <summary>Many callers at once, each with one entry.</summary>
    public static async Task<LedgerReceipt[]> AppendAllAsync(Ledger ledger, int count) =>
        await Task.WhenAll(Enumerable.Range(0, count).Select(i => ledger.RecordAsync(Disclosure($"child {i}"))));
}
