using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Json;
using Gateway.Data;
using Gateway.Federation.Pointers.Store;
using Gateway.Matching.Links;
using Gateway.Rules.Federation.Pointers;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Federation.Pointers;

/// <summary>
/// Brings the lists of this process to where the store is: all of them before the first question, and after that what other processes
/// took. A list that lags behind stays true, for it says as of when it was so. Beside them come the merges of numbers, by which they are looked in.
/// </summary>
internal sealed class FollowPointers(
    Data.Store store, IDbContextFactory<GatewayContext> contexts, SealLists seal, PointerKeys keys, PointerIndex index, MergedNumbers merged, TimeProvider time, ILogger<FollowPointers> log) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(20);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await TryAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Between, time);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await TryAsync(stoppingToken);
    }

    private async Task TryAsync(CancellationToken stopping)
    {
        try
        {
            await CatchUpAsync(stopping);
        }
        catch (Exception fault) when (fault is DbException or DbUpdateException or TimeoutException)
        {
            log.LogError("The store of pointer lists could not be read: {Fault}. Lists grow old until it is", fault.GetType().Name);
        }
    }

    internal async Task CatchUpAsync(CancellationToken stopping)
    {
        await merged.ReadAsync(store, stopping);
        var rows = await store.ReadAsync($"""select "Custodian", "Sequence" from {store.Table("PointerLists")}""", row => (Custodian: row.GetString(0), Sequence: row.GetInt64(1)), stopping);
        foreach (var row in rows)
            if (index.Of(row.Custodian)?.Taken.Sequence is not { } here || here < row.Sequence) await LoadAsync(row.Custodian, stopping);
    }

    /// <summary>Reads one list from the store; one that does not open, or is not whole, says nothing from then on.</summary>
    internal async Task LoadAsync(string custodian, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        await using var still = await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, stopping);
        if (await db.Set<PointerList>().AsNoTracking().SingleOrDefaultAsync(list => list.Custodian == custodian, stopping) is not { } row) return;
        if (Opened(row) is { } list && keys.Of(list.Epoch) is not null && await MoveAsync(db, list, stopping) is { } move && index.Take(move)) return;
        log.LogError("The pointer list of {Custodian} does not open or is not whole and says nothing until it is submitted anew", custodian);
        index.Drop(custodian);
    }

    /// <summary>Null where the row was changed by somebody else than us.</summary>
    internal ListHeld? Opened(PointerList row)
    {
        try
        {
            return seal.Open(row);
        }
        catch (Exception fault) when (fault is CryptographicException or JsonException or FormatException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    // What is here already is not read again: most of what is followed is that a list was signed again.
    private async Task<ListMove?> MoveAsync(GatewayContext db, ListHeld list, CancellationToken stopping)
    {
        var here = index.Of(list.Custodian) is { } known && known.Whole == list.Whole && known.Epoch == list.Epoch && known.Standing.AsOf > DateTimeOffset.UnixEpoch ? known : null;
        var after = here?.Taken.Sequence ?? list.Whole - 1;
        var rows = await db.Set<PointerContent>().AsNoTracking().Where(content => content.Custodian == list.Custodian && content.Sequence > after)
            .OrderBy(content => content.Sequence).ToListAsync(stopping);
        if (rows.Count != (here is null ? 1 + list.Changes : list.Changes - here.Changes)) return null;
        try
        {
            return new ListMove(list, here?.Taken.List, here is null ? SubmissionKind.Whole : SubmissionKind.Change, [.. rows.SelectMany(content => seal.Open(content))]);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
