using Gateway.Audit;
using Gateway.Hosting;

namespace Gateway.Retention;

/// <summary>The ledger's entry of rows that an agency no longer keeps: how many of a kind, decided before when, and nobody's name.</summary>
internal static class DeletionEntry
{
    /// <param name="kind">Its member in <c>contracts/audit-events.md</c>, such as <c>notices</c>.</param>
    public static LedgerEntry Of(string agency, string kind, int count, DateTimeOffset before)
    {
        var common = JsonBytes.Of(json =>
        {
            json.WriteString("agency"u8, agency);
            json.WriteString("authority"u8, "retention");
            json.WriteNumber(kind, count);
            json.WriteString("decidedBefore"u8, before);
        });
        return new LedgerEntry(EntryType.Erasure, Guid.NewGuid(), AgencyClass.Gateway, EntryOutcome.Noted, new byte[32], new AskerSection(common, null), []);
    }
}
