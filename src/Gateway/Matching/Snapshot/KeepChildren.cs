using System.Data.Common;
using Gateway.Agencies;
using Gateway.Hosting;
using Gateway.Matching.Held;
using Gateway.Matching.Registrations;

namespace Gateway.Matching.Snapshot;

/// <summary>
/// Opens the index beside the start, follows the registrations, and keeps the copy of it. Where the source does not read the process ends:
/// it must not say of anybody that they are not found.
/// </summary>
internal sealed class KeepChildren(
    ChildIndex children, OpenChildren open, FollowRegistrations follow, FoldChildren fold, ChildrenFiles files, LoadChildren load,
    IHostApplicationLifetime life, TimeProvider time, ILogger<KeepChildren> log) : BackgroundService
{
    private static readonly TimeSpan Nightly = TimeSpan.FromDays(1);

    /// <summary>Said once the index answers, with everything that was registered until then.</summary>
    internal const string Open = "The index of children is open";

    // So many changes lying over the index are felt.
    private const int ManyChanges = 20_000;

    private readonly SemaphoreSlim _changing = new(1, 1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(() => RunAsync(stoppingToken), CancellationToken.None);

    /// <summary>Until everything that was durable when it was called is answered with here.</summary>
    internal async Task CatchUpAsync(CancellationToken stopping)
    {
        await _changing.WaitAsync(stopping);
        try
        {
            await follow.CatchUpAsync(children.Now, children.Become, stopping);
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Takes what changed into the index. Look-ups go on, and what is registered meanwhile is in the new one before it is the one.</summary>
    internal async Task FoldAsync(CancellationToken stopping)
    {
        var before = children.Now;
        if (await fold.RunAsync(before, stopping) is not { } index)
        {
            log.LogError("The index of children could not be built anew; the one before goes on");
            return;
        }

        CrashPoint.IndexFolded.Reached();
        await _changing.WaitAsync(stopping);
        try
        {
            children.Become(await follow.CatchUpAsync(children.Now with { Index = index, Position = before.Position }, _ => { }, stopping));
            CrashPoint.FoldTaken.Reached();
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Writes the copy anew; what was there stays until the new one is whole. Look-ups go on, and changes wait.</summary>
    internal async Task KeepAsync(CancellationToken stopping)
    {
        if (files.Snapshot is not { } snapshot) return;
        await _changing.WaitAsync(stopping);
        try
        {
            snapshot.Write(children.Now, load.Tables);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            log.LogError("The snapshot of children could not be written: {Fault}", fault.GetType().Name);
        }
        finally
        {
            _changing.Release();
        }
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            await FollowAsync(await OpenAsync(stopping), stopping);
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            // The process ends: whatever it was in the middle of, the store and the copy of before are whole.
        }
        catch (Exception fault)
        {
            // What the source says is nowhere in these words.
            log.LogCritical("The children cannot be read: {Fault}", fault is InvalidDataException ? fault.Message : fault.GetType().Name);
            children.Fail(fault);
            Environment.ExitCode = StartRefusedException.ExitCode;
            life.StopApplication();
        }
    }

    /// <returns>True where the copy should be written anew.</returns>
    private async Task<bool> OpenAsync(CancellationToken stopping)
    {
        var (opened, isBuilt) = open.Run(await AsSoonAsAsync(() => follow.PositionAsync(stopping), stopping));
        var caughtUp = await AsSoonAsAsync(() => follow.CatchUpAsync(opened, _ => { }, stopping), stopping);
        children.Become(caughtUp);
        log.LogInformation(Open);
        return isBuilt || caughtUp.Position != opened.Position;
    }

    private async Task FollowAsync(bool keep, CancellationToken stopping)
    {
        var kept = time.GetUtcNow();
        while (true)
        {
            if (keep) await KeepAsync(stopping);
            await follow.WaitAsync(stopping);
            await TryAsync(CatchUpAsync, stopping);
            keep = time.GetUtcNow() - kept >= Nightly;
            if (!keep) continue;
            kept = time.GetUtcNow();
            if (children.Now.Index.Changes >= ManyChanges) await TryAsync(FoldAsync, stopping);
        }
    }

    private async Task TryAsync(Func<CancellationToken, Task> step, CancellationToken stopping)
    {
        try
        {
            await step(stopping);
        }
        catch (Exception fault) when (IsPassing(fault))
        {
            log.LogError("The registrations could not be followed: {Fault}", fault.GetType().Name);
        }
    }

    // A store that is away for a moment is no reason to end, and none to be ready without what it holds.
    private async Task<T> AsSoonAsAsync<T>(Func<Task<T>> read, CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                return await read();
            }
            catch (Exception fault) when (IsPassing(fault) && fault is not InvalidDataException)
            {
                log.LogError("The registrations could not be read: {Fault}", fault.GetType().Name);
                await Task.Delay(FollowRegistrations.Between / 10, time, stopping);
            }
        }
    }

    private static bool IsPassing(Exception fault) => fault is DbException or IOException or InvalidDataException or TimeoutException or InvalidOperationException { InnerException: DbException };
}
