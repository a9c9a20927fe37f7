using System.Text.Json;

namespace Gateway.Audit;

/// <summary>The entries that the ledger writes about itself.</summary>
internal static class OwnEntries
{
    private static readonly byte[] NoPolicy = new byte[32];
    private static readonly Guid Boot = Guid.NewGuid();
    private static readonly string Software = typeof(OwnEntries).Assembly.GetName().Version?.ToString(3) ?? "";

    /// <summary>A writer has re-hashed the log and goes on with it.</summary>
    public static LedgerEntry Opened(long previousSize) =>
        Own(EntryType.Opened, JsonSerializer.SerializeToUtf8Bytes(new { boot = Boot, software = Software, previousSize }));

    /// <summary>Nothing happened, and it could have been recorded if it had.</summary>
    public static LedgerEntry Heartbeat() => Own(EntryType.Heartbeat, JsonSerializer.SerializeToUtf8Bytes(new { boot = Boot }));

    private static LedgerEntry Own(EntryType type, byte[] common) =>
        new(type, Guid.NewGuid(), AgencyClass.Gateway, EntryOutcome.Noted, NoPolicy, new CommonSection(common, null), []);
}
