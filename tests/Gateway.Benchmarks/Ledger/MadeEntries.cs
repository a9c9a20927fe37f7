using Gateway.Audit;
using Gateway.Audit.Sealing;
using Gateway.Rules.Identifiers;

namespace Gateway.Benchmarks.Ledger;

/// <summary>Entries of the size that a check's disclosure has, about children of whom none is anybody.</summary>
internal static class MadeEntries
{
    private const int Children = 2000;
    private static readonly DateOnly Born = new(2023, 3, 4);
    private static readonly byte[] Policy = new byte[32];
    private static readonly byte[] Common = [.. Enumerable.Range(0, 300).Select(i => (byte)(i * 7))];
    private static readonly byte[] About = [.. Enumerable.Range(0, 400).Select(i => (byte)(i * 11))];

    private static readonly NhsNumber[] Numbers =
        [.. Enumerable.Range(999_000_000, Children * 2).Select(n => NhsNumber.TryFromFirstNine(n, out var number) ? number : default).Where(n => !n.IsEmpty).Take(Children)];

    public static LedgerEntry Of(int caller, int turn) => new(
        EntryType.Disclosure, Guid.NewGuid(), AgencyClass.NhsTrust, EntryOutcome.Permit, Policy,
        new AskerSection(Common, new Actor("alder-valley-nhs-trust", $"nurse-{caller}")),
        [new ChildSection(About, Numbers[((caller * 131) + turn) % Numbers.Length], Born, RetentionClass.Decision("alder-valley-nhs-trust"))]);
}
