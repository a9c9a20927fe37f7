using System.Threading.Channels;
using Gateway.Audit.Anchoring;
using Gateway.Audit.Erasure;
using Gateway.Audit.Sealing;
using Gateway.Audit.Search;
using Gateway.Audit.Storage;
using Gateway.Audit.Writing;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Ledger;
using Gateway.Rules.Ledger.Checkpoints;

namespace Gateway.Audit;

/// <summary>
/// The one way into the ledger. An entry is acknowledged after its COMMIT and not before; whatever cannot be recorded is
/// answered with <see cref="AppendResult.NotRecorded"/>, and then nothing may be released.
/// </summary>
public sealed class Ledger : IHostedService, IDisposable
{
    internal const int QueueLength = 4096;
    private static readonly TimeSpan ForRoom = TimeSpan.FromMilliseconds(250);

    // The only continuation is the writer's own wake-up; see the yield in WaitForRoom for the other side.
    private readonly Channel<PendingAppend> _queue = Channel.CreateBounded<PendingAppend>(
        new BoundedChannelOptions(QueueLength) { SingleReader = true, AllowSynchronousContinuations = true });

    private readonly ILedgerStore _store;
    private readonly SubjectKeys _keys;
    private readonly LedgerSettings _settings;
    private readonly TimeProvider _time;
    private readonly LogWriter _log;
    private readonly WriterThread _writer;
    private volatile byte[] _lastCheckpoint = [];

    internal Ledger(LedgerSettings settings, TimeProvider time, ILogger<Ledger> logger)
    {
        _settings = settings;
        _time = time;
        _store = LedgerStores.Logs(settings);
        var keys = LedgerStores.Keys(settings, time);
        _keys = new SubjectKeys(keys, settings.Key, time);
        Erasing = new EraseSubjects(_store, keys, settings.Key, AppendAsync, time);
        History = new AccessHistory(_store, _keys, settings.Key);
        var anchor = settings.Anchor is { } file ? new Anchor(file) : null;
        _log = new LogWriter(_store, _keys, settings, time, anchor);
        _writer = new WriterThread(_queue.Reader, _log, new ClockWatch(time), settings.MostEntries, logger);
    }

    public LedgerState State => _writer.State;

    /// <summary>The name of the log that is written; empty before it is known.</summary>
    internal string LogName => _writer.LogName;

    /// <summary>Asked once, at the start, for what others know to be signed of a log. Set before the start.</summary>
    internal Func<string, IReadOnlyList<Checkpoint>>? KnownElsewhere
    {
        set => _log.KnownElsewhere = value;
    }

    /// <summary>Asked with a log's name why no new one may follow it though its year is over; null where one may. Set before the start.</summary>
    internal Func<string, string?>? WhyNoTurn
    {
        get => _writer.WhyNoTurn;
        set => _writer.WhyNoTurn = value;
    }

    /// <summary>SHA-256 of the newest published checkpoint, which each heartbeat carries. Whoever publishes sets it.</summary>
    internal ReadOnlyMemory<byte> LastCheckpoint
    {
        get => _lastCheckpoint;
        set => _lastCheckpoint = value.ToArray();
    }

    /// <summary>Why nothing is released for now, though the gateway's own entries are taken; null where all is.</summary>
    internal string? WhyPaused => Pause?.Invoke();

    /// <summary>Asked before each entry. Whoever watches the witnesses sets it.</summary>
    internal Func<string?>? Pause { get; set; }

    /// <summary>Seals the ledger until a restart: what is stored is not what was acknowledged or signed.</summary>
    internal void Condemn(string why) => _writer.Condemn(why);

    /// <summary>Completes at the next change of <see cref="State"/>. Take it before looking at the state.</summary>
    internal Task StateChanged => _writer.Changed;

    /// <summary>Records an entry. Completes when it is durable, or when it is certain that the caller must treat it as not recorded.</summary>
    /// <param name="entry">Refused before it is queued when it is too large: a section over 64 KiB, or all of it over 1 MiB.</param>
    /// <param name="cancellation">Gives up waiting with <see cref="OperationCanceledException"/>; the entry may still land.</param>
    public async ValueTask<AppendResult> AppendAsync(LedgerEntry entry, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (EntryLimits.WhatIsWrong(entry) is { } wrong) return new AppendResult.NotRecorded(wrong);
        if (State is LedgerState.Sealed { Why: var why }) return new AppendResult.NotRecorded(why);
        if (entry.ActorClass != AgencyClass.Gateway && WhyPaused is { } paused) return new AppendResult.NotRecorded(paused);

        try
        {
            return await AppendAsync(new PendingAppend(entry, await _keys.GetAsync(entry, cancellation), cancellation), cancellation);
        }
        catch (LedgerStoreException fault) when (!fault.MayComeBack)
        {
            return new AppendResult.NotRecorded(fault.Message);
        }
        catch (LedgerStoreException fault)
        {
            // Without keys no child's section can be sealed: the writer closes the ledger until they are back.
            _writer.Doubt(fault);
            await AppendAsync(new PendingAppend(OwnEntries.Heartbeat(), [], cancellation), cancellation);
            return new AppendResult.NotRecorded(fault.Message);
        }
    }

    /// <summary>Says that an entry about a child is soon to come, so that what it needs is looked for while others are asked.</summary>
    public void Expect(NhsNumber child, DateOnly dateOfBirth, RetentionClass retention)
    {
        if (State is LedgerState.Open) _keys.Expect(new KeyFor(child, retention), dateOfBirth);
    }

    /// <summary>The decision entry of an interaction, or null when there is none. Throws <see cref="LedgerUnreadableException"/> when the store cannot say.</summary>
    public Task<InteractionEntry?> FindAsync(Guid interactionId, CancellationToken cancellation = default) =>
        _store.FindDecisionAsync(interactionId, cancellation);

    /// <summary>The decision that has this entry id, opened; null where there is none that opens. Throws <see cref="LedgerUnreadableException"/> when the store cannot say.</summary>
    internal async Task<RecordedDecision?> ReadDecisionAsync(Guid entryId, CancellationToken cancellation = default)
    {
        if (await _store.FindDecisionEntryAsync(entryId, cancellation) is not { Index: var index }) return null;
        if (await ReadLeafAsync(index, cancellation) is not { } leaf) return null;
        return await ReadSectionAsync(index, 0, cancellation) is SectionReading.Opened { Section: var common }
            && await ReadSectionAsync(index, 1, cancellation) is SectionReading.Opened { Section: var child }
                ? new RecordedDecision(leaf, common, child)
                : null;
    }

    /// <summary>Opens a sealed section of the entry at a position. Section 0 is the common one; the children's count from 1 in the leaf's order.</summary>
    internal async Task<SectionReading> ReadSectionAsync(long index, int section, CancellationToken cancellation = default)
    {
        if (await ReadLeafAsync(index, cancellation) is not { } leaf || section < 0 || section > leaf.Sections) return new SectionReading.NotThere();
        if (await _store.ReadSealedAsync(index, section, cancellation) is not { } bytes) return new SectionReading.NotThere();
        return await new OpenSections(_settings.Key, _keys, _store).OpenAsync(leaf, new StoredSection(section, bytes), cancellation);
    }

    /// <summary>The position of an entry, or null where there is none.</summary>
    internal Task<long?> FindEntryAsync(Guid entryId, CancellationToken cancellation = default) => _store.FindEntryAsync(entryId, cancellation);

    /// <summary>Destroys the keys whose retention has ended.</summary>
    internal EraseSubjects Erasing { get; }

    /// <summary>Who asked about whom.</summary>
    internal AccessHistory History { get; }

    /// <summary>An entry with its sections as they are sealed.</summary>
    internal Task<StoredWhole> ReadWholeAsync(long index, CancellationToken cancellation = default) => _store.ReadWholeAsync(index, cancellation);

    /// <summary>The child whose section it is, and their date of birth; null where there is no such section, or the key that says so is gone.</summary>
    internal async Task<(NhsNumber Child, DateOnly Born)?> ReadChildAsync(long index, int section, CancellationToken cancellation = default) =>
        await _store.ReadSealedAsync(index, section, cancellation) is { } bytes && SealedSection.KeyOf(bytes, section) is { } id
            && await _keys.ReadAsync(id, cancellation) is KeyReading.Found(var found) ? (found.For.Child, found.DateOfBirth) : null;

    /// <summary>The leaf at a position, or null when there is none that reads.</summary>
    internal async Task<Leaf?> ReadLeafAsync(long index, CancellationToken cancellation = default) =>
        await _store.ReadLeafAsync(index, cancellation) is { } bytes && LeafFormat.Decode(bytes, out var leaf) == LeafFault.None ? leaf : null;

    /// <summary>Where the log goes on after entries that were lost when a damaged one was left; null where none were lost there: nothing was written yet.</summary>
    internal async Task<long?> AfterLostAsync(long index, CancellationToken cancellation = default) =>
        (await _store.ReadLostAsync(cancellation)).FirstOrDefault(lost => lost.First <= index && index <= lost.Last) is { } gone ? gone.Last + 1 : null;

    /// <summary>Starts the writer and waits until it has verified the log, or has said why it cannot.</summary>
    public Task StartAsync(CancellationToken cancellationToken) => _writer.Start().WaitAsync(cancellationToken);

    /// <summary>Takes no more, records what is queued, and lets go of the store.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _queue.Writer.TryComplete();
        return _writer.Stopped.WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        _queue.Writer.TryComplete();
        if (_writer.Started) _writer.Stopped.Wait(TimeSpan.FromSeconds(10));
        _keys.Dispose();
        _store.Dispose();
    }

    private async ValueTask<AppendResult> AppendAsync(PendingAppend pending, CancellationToken cancellation)
    {
        if (!_queue.Writer.TryWrite(pending) && await WaitForRoom(pending, cancellation) is { } refused) return refused;

        using var abandoned = cancellation.UnsafeRegister(static (p, token) => ((PendingAppend)p!).TrySetCanceled(token), pending);
        return await pending.Task;
    }

    private async ValueTask<AppendResult?> WaitForRoom(PendingAppend pending, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(ForRoom, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            while (await _queue.Writer.WaitToWriteAsync(either.Token))
            {
                await Task.Yield();
                if (_queue.Writer.TryWrite(pending)) return null;
            }

            return new AppendResult.NotRecorded("the gateway is stopping");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new AppendResult.NotRecorded("the ledger's queue is full");
        }
    }
}
