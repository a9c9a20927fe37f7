using System.Text.Json;
using Gateway.Audit.Writing;
using Gateway.Hosting;
using Gateway.Rules.Ledger.Evidence;

namespace Gateway.Audit;

/// <summary>The entries that the ledger writes about itself.</summary>
internal static class OwnEntries
{
    private static readonly byte[] NoPolicy = new byte[32];
    private static readonly Guid Boot = Guid.NewGuid();
    private static readonly AskerSection SentSection = new("""{"kind":"sent"}"""u8.ToArray(), null);
    private static readonly string Software = typeof(OwnEntries).Assembly.GetName().Version?.ToString(3) ?? "";

    /// <summary>A writer has re-hashed the log and goes on with it.</summary>
    public static LedgerEntry Opened(long previousSize) =>
        Own(EntryType.Opened, json =>
        {
            json.WriteString("software"u8, Software);
            json.WriteNumber("previousSize"u8, previousSize);
        });

    /// <summary>The last entry of a log whose year is over.</summary>
    public static LedgerEntry Closed() => Own(EntryType.Sealed, json => json.WriteString("because"u8, "turned"));

    /// <summary>The first entry of a log that goes on from another. It is opened for everybody, and names nobody.</summary>
    /// <param name="before">The log before.</param>
    /// <param name="begins">The position of this entry.</param>
    public static LedgerEntry Begun(LogBefore before, long begins) => Own(EntryType.Opened, JsonBytes.Of(json =>
    {
        json.WriteString("boot"u8, Boot);
        json.WriteString("software"u8, Software);
        json.WriteNumber("previousSize"u8, 0);
        json.WriteNumber(PreviousLog.Begins, begins);
        if (before.Signed is { } signed) json.WriteBase64String(PreviousLog.Member, PreviousLog.Digest(signed));
        json.WriteStartObject("found"u8);
        json.WriteString("origin"u8, before.Found.Origin);
        json.WriteNumber("size"u8, before.Found.Size);
        json.WriteBase64String("root"u8, before.Found.Root.Span);
        json.WriteEndObject();
        if (before.Failed is { } failed) json.WriteString(PreviousLog.Failed, failed);
    }));

    /// <summary>An operator had a new log begun.</summary>
    /// <param name="failed">What was wrong with the log before; null where its year was over.</param>
    public static LedgerEntry BegunBy(string @operator, string reason, string? failed) => Own(EntryType.Admin, JsonBytes.Of(json =>
    {
        json.WriteString("event"u8, "log-begun");
        json.WriteString("operator"u8, @operator);
        json.WriteString("reason"u8, reason);
        if (failed is not null) json.WriteString("failed"u8, failed);
    }));

    /// <summary>Nothing happened, and it could have been recorded if it had.</summary>
    /// <param name="checkpoint">SHA-256 of the newest published checkpoint; empty where there is none.</param>
    public static LedgerEntry Heartbeat(ReadOnlyMemory<byte> checkpoint = default) => Own(EntryType.Heartbeat, json =>
    {
        if (!checkpoint.IsEmpty) json.WriteString("checkpoint"u8, Convert.ToHexStringLower(checkpoint.Span));
    });

    /// <summary>From the next head on another key signs beside the one before, and then alone. Both are verifier keys and no secret.</summary>
    public static LedgerEntry KeyChange(string from, string to) => Own(EntryType.KeyChange, json =>
    {
        json.WriteString("from"u8, from);
        json.WriteString("to"u8, to);
    });

    /// <summary>The wall clock stepped back; the log's time did not.</summary>
    public static LedgerEntry ClockAnomaly(TimeSpan back) =>
        Own(EntryType.ClockAnomaly, json => json.WriteNumber("backMilliseconds"u8, (long)back.TotalMilliseconds));

    /// <summary>A question was decided in favour, and the process ended before it recorded what became of it: nothing was sent that is not recorded.</summary>
    public static LedgerEntry Interrupted(Guid interaction) =>
        Own(EntryType.Outcome, JsonBytes.Of(json =>
        {
            json.WriteString("kind"u8, "interrupted");
            json.WriteString("boot"u8, Boot);
        })) with
        {
            InteractionId = interaction,
            Outcome = EntryOutcome.Unknown,
        };

    /// <summary>An answer was given to its connection whole, or the connection was gone by then.</summary>
    public static LedgerEntry Sent(Guid interaction, bool delivered) =>
        new(EntryType.Outcome, interaction, AgencyClass.Gateway, delivered ? EntryOutcome.Delivered : EntryOutcome.Aborted, NoPolicy, SentSection, []);

    private static LedgerEntry Own(EntryType type, Action<Utf8JsonWriter> rest) => Own(type, JsonBytes.Of(json =>
    {
        json.WriteString("boot"u8, Boot);
        rest(json);
    }));

    private static LedgerEntry Own(EntryType type, byte[] common) =>
        new(type, Guid.NewGuid(), AgencyClass.Gateway, EntryOutcome.Noted, NoPolicy, new AskerSection(common, null), []);
}
