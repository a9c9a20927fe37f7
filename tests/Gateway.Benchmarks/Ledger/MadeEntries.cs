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
    private static readonly byte[] AboutBytes = [.. Enumerable.Range(0, 400).Select(i => (byte)(i * 11))];

    private static readonly NhsNumber[] Numbers =
        [.. Enumerable.Range(999_000_000, Children * 2).Select(n => NhsNumber.TryFromFirstNine(n, out var number) ? number : default).Where(n => !n.IsEmpty).Take(Children)];

    /// <summary>About one of a few children, who are asked about again and again.</summary>
    public static LedgerEntry Of(int caller, int turn) => About(caller, Number((caller * 131) + turn));

    /// <summary>About one of nearly a million children, in no order.</summary>
    public static LedgerEntry OfAnybody(int caller, int turn)
    {
        NhsNumber number;
        while (!NhsNumber.TryFromFirstNine(999_000_000 + Random.Shared.Next(1_000_000), out number)) { }
        return About(caller, number);
    }

    public static NhsNumber Number(int turn) => Numbers[turn % Numbers.Length];

    private static LedgerEntry About(int caller, NhsNumber child) => new(
        EntryType.Disclosure, Guid.NewGuid(), AgencyClass.NhsTrust, EntryOutcome.Permit, Policy,
        new AskerSection(Common, new Actor("alder-valley-nhs-trust", $"nurse-{caller}")),
        [new ChildSection(AboutBytes, child, Born, RetentionClass.Decision("alder-valley-nhs-trust"))]);
}
