using System.Text;
using Gateway.Audit;
using Gateway.Rules.Identifiers;

namespace Gateway.Tests.Audit;

internal static class Entries
{
    public static readonly DateOnly Born = new(2023, 3, 4);

    public static readonly Actor Nurse = new("alder-valley-nhs-trust", "nurse-okafor");

    private static readonly byte[] Policy = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    private static readonly NhsNumber[] Children =
        [.. Enumerable.Range(999_000_000, 6000).Select(n => NhsNumber.TryFromFirstNine(n, out var number) ? number : default).Where(n => !n.IsEmpty)];

    public static LedgerEntry Disclosure(params string[] sections) => New(EntryType.Disclosure, Guid.NewGuid(), sections);

    public static LedgerEntry Decision(Guid interaction) => New(EntryType.Decision, interaction, "what was asked about the child");

    public static LedgerEntry New(EntryType type, Guid interaction, params string[] sections) => new(
        type, interaction, AgencyClass.NhsTrust, EntryOutcome.Permit, Policy,
        new AskerSection(Bytes("""{"purpose":"unscheduled-care"}"""), Nurse), [.. sections.Select((text, i) => About(Child(i), text))]);

    /// <summary>Different children for different places; none of them is anybody.</summary>
    public static NhsNumber Child(int place) => Children[place];

    public static ChildSection About(NhsNumber child, ReadOnlyMemory<byte> bytes) => new(bytes, child, Born, RetentionClass.Decision(Nurse.Agency));

    public static ChildSection About(NhsNumber child, string text) => About(child, Bytes(text));

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static async Task<LedgerReceipt> RecordAsync(this Ledger ledger, LedgerEntry entry) =>
        Assert.IsType<AppendResult.Recorded>(await ledger.AppendAsync(entry, CancellationToken.None)).Receipt;

    /// <summary>Many callers at once, each with one entry.</summary>
    public static async Task<LedgerReceipt[]> AppendAllAsync(Ledger ledger, int count) =>
        await Task.WhenAll(Enumerable.Range(0, count).Select(i => ledger.RecordAsync(Disclosure($"child {i}"))));
}
