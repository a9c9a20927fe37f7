using Gateway.Audit.Anchoring;
using Gateway.Audit.Publishing;
using Gateway.Audit.Witness;
using Gateway.Rules.Ledger.Checkpoints;

namespace Gateway.Audit.Health;

/// <summary>Looks at the ledger from outside its writer: one look, whether a page or a monitor asks. It works while the ledger is sealed.</summary>
internal sealed class LedgerHealth(
    Ledger ledger, LedgerSettings ledgerSettings, PublishingHolder publishing, PublishedLog log, PublishCheckpoints publisher, WitnessQuorum quorum, TimeProvider time) : IDisposable
{
    private static readonly WitnessHealth NoWitness = new("none needed", TimeSpan.Zero, []);

    private readonly LogReader _reader = new(ledgerSettings);

    public HealthReport Read()
    {
        string? unreadable = null;
        // In this order: what was published was signed before it, and what was signed was stored before it.
        var published = Try(() => log.Checkpoint(), "The published checkpoint", ref unreadable);
        var anchored = Try(ReadAnchor, "The anchor", ref unreadable);
        var stored = Try(ReadLog, "The stored log", ref unreadable);
        var held = stored is null || anchored is null ? null : Try(() => new Held(Hold(anchored, published, stored)), "The stored log", ref unreadable);
        var report = new HealthReport(
            time.GetUtcNow(), ledger.State, ledger.WhyPaused,
            stored is null ? null : new LogHealth(stored.Log.Name, stored.Head.Size),
            published is null ? null : new CheckpointHealth(published.Checkpoint.Size, publisher.PublishedAt, log.Signature(published)),
            anchored is null ? null : new AnchorHealth(anchored.Size, held?.Standing ?? Standing.NotKnown),
            Try(() => Witnessed(published), "What the witnesses signed", ref unreadable) ?? NoWitness, []);
        return report with { Findings = HealthFindings.Of(report, publishing.Settings is not null, unreadable) };
    }

    public void Dispose() => _reader.Dispose();

    private StoredLog? ReadLog() => _reader.Logs() is [.., var newest] ? new StoredLog(newest, _reader.Head(newest)) : null;

    private Anchored? ReadAnchor() => ledgerSettings.Anchor is { } file ? new Anchor(file).Read() : null;

    // Between a turn and the new log's first checkpoint the newest one that is published is of the log before.
    private Standing Hold(Anchored anchored, SignedCheckpoint? published, StoredLog stored)
    {
        if (log.Folder(stored.Log.Id) is not { } folder || anchored.Origin != stored.Log.Name) return Standing.NotKnown;
        return HoldAnchor.Against(anchored, published?.Checkpoint.Origin == stored.Log.Name ? published : null, folder, _reader, stored.Log, stored.Head);
    }

    private WitnessHealth Witnessed(SignedCheckpoint? published) => publishing.Settings is { } settings
        ? new WitnessHealth(Witnesses.Words(settings.Witnesses.Quorum), quorum.Without, new Witnesses(settings.Witnesses, log.Folder(null)!).Seen(published))
        : NoWitness;

    // A part that cannot be read is said to be so, and the rest is shown.
    private static T? Try<T>(Func<T?> read, string what, ref string? unreadable) where T : class
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            unreadable ??= what;
            return null;
        }
    }

    private sealed record StoredLog(ReadLog Log, ReadHead Head);

    private sealed record Held(Standing Standing);
}
