using System.Security.Cryptography;
using Gateway.Audit.Anchoring;
using Gateway.Audit.Storage;
using Gateway.Audit.Witness;
using Gateway.Rules.Ledger.Checkpoints;

namespace Gateway.Audit.Publishing;

/// <summary>
/// Signs the log's head every second in which it grew, and publishes it every minute, and at least every ten minutes. A timer and not
/// each commit sets the pace, so that no head gives a single question away. What does not match seals the ledger.
/// </summary>
internal sealed class PublishCheckpoints(
    Ledger ledger, LedgerSettings ledgerSettings, PublishingSettings? settings, AskWitnesses witnesses, WitnessQuorum quorum, TimeProvider time, ILogger<PublishCheckpoints> logger) : BackgroundService
{
    private static readonly TimeSpan BetweenSignings = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenPublications = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Republished = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan BetweenKept = TimeSpan.FromHours(1);

    private readonly LogReader _reader = new(ledgerSettings);
    private ReadLog? _log;
    private SignCheckpoints? _sign;
    private PublishCheckpoint? _publish;
    private SignedCheckpoint? _published;
    private DateTimeOffset? _tried;
    private DateTimeOffset? _kept;
    private TaskCompletionSource _turned = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _publishedAt;
    private bool _alarmed;

    /// <summary>The size of the tree that is published; 0 where none is yet.</summary>
    internal long PublishedSize => Volatile.Read(ref _published)?.Checkpoint.Size ?? 0;

    /// <summary>When a checkpoint was last published, be it by another process that shares the folder; null where none was since this one began.</summary>
    internal DateTimeOffset? PublishedAt => Interlocked.Read(ref _publishedAt) is var at and > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;

    /// <summary>Completes after the next try to publish. Take it before looking at the size.</summary>
    internal Task NextTry => Volatile.Read(ref _turned).Task;

    /// <summary>One turn: sign where the log grew, publish where it is time.</summary>
    internal async Task StepAsync(CancellationToken stopping)
    {
        if (settings is null || ledger.State is LedgerState.Sealed) return;
        try
        {
            if ((_sign is null || _log!.Name != ledger.LogName) && !await BeginAsync(settings, stopping)) return;
            if (Sign() is { } anchored && IsDue(anchored)) await PublishAsync(anchored, stopping);
        }
        catch (LedgerStoreException fault) when (!fault.MayComeBack)
        {
            ledger.Condemn(fault.Message);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            logger.LogCritical(fault, "The ledger's checkpoint could not be signed or published");
        }
    }

    public override void Dispose()
    {
        _reader.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings is null)
        {
            logger.LogWarning("The ledger's checkpoints are not signed: Ledger:Anchor is not set");
            return;
        }

        using var timer = new PeriodicTimer(BetweenSignings, time);
        try
        {
            do await StepAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task<bool> BeginAsync(PublishingSettings given, CancellationToken stopping)
    {
        if (_reader.Logs() is not [.., var log]) return false;
        var anchor = new Anchor(ledgerSettings.Anchor!);
        switch (await new TakeKeys(ledger, anchor, given).RunAsync(log.Name, stopping))
        {
            case KeyTaking.Taken { Keys: var keys }:
                var book = new LogBook(ledger, anchor, _reader, given, witnesses, logger);
                (_log, _publish, _tried, _kept) = (log, book.Publisher(log, keys), null, null);
                _published = _publish.Published();
                if (!given.Witnesses.Witnesses.IsEmpty) quorum.Met(_publish.QuorumAt(_published) ?? DateTimeOffset.FromUnixTimeMilliseconds(log.BeganMilliseconds));
                _sign = book.Signing(log, keys, _published);
                return true;
            case KeyTaking.Refused { Why: var why }:
                ledger.Condemn(why);
                return false;
            default:
                return false;
        }
    }

    private Anchored? Sign()
    {
        switch (_sign!.Run())
        {
            case CheckpointSigning.Refused { Why: var why }:
                ledger.Condemn(why);
                return null;
            case CheckpointSigning.Signed { Anchored: var signed }:
                return signed;
            case CheckpointSigning.Nothing { Anchored: var anchored }:
                return anchored;
            default:
                throw new InvalidOperationException("unknown signing");
        }
    }

    private bool IsDue(Anchored anchored)
    {
        if (_tried is not { } tried) return true;
        var since = Since(tried);
        return since >= Republished || since >= BetweenPublications && (_published is null || _published.Checkpoint.Size < anchored.Size || quorum.Without >= Republished);
    }

    // A wall clock that was set back publishes early and never late.
    private TimeSpan Since(DateTimeOffset then) => (time.GetUtcNow() - then).Duration();

    private async Task PublishAsync(Anchored anchored, CancellationToken stopping)
    {
        var keep = _kept is not { } kept || Since(kept) >= BetweenKept;
        _tried = time.GetUtcNow();
        switch (await _publish!.RunAsync(anchored, keep, stopping))
        {
            case Publishing.Done { Head: var head }:
                if (keep) _kept = _tried;
                _published = head;
                Interlocked.Exchange(ref _publishedAt, _tried.Value.ToUnixTimeMilliseconds());
                ledger.LastCheckpoint = SHA256.HashData(head.Note.Text.Span);
                if (_publish.QuorumAt(head) is not null) quorum.Met(time.GetUtcNow());
                break;
            case Publishing.Contradicted { Why: var why }:
                ledger.Condemn(why);
                break;
            case Publishing.Overtaken:
                Interlocked.Exchange(ref _publishedAt, _tried.Value.ToUnixTimeMilliseconds());
                break;
            default:
                break;
        }

        Alarm();
        Interlocked.Exchange(ref _turned, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    private void Alarm()
    {
        if (quorum.IsAlarming && !_alarmed) logger.LogCritical("No quorum of witnesses has cosigned the ledger for {Minutes} minutes; after four hours nothing is released", (int)quorum.Without.TotalMinutes);
        _alarmed = quorum.IsAlarming;
    }
}
