using Gateway.Audit;
using Gateway.Audit.Erasure;
using Gateway.Audit.Publishing;
using Gateway.Audit.Storage;
using Npgsql;

namespace Gateway.CrashHost;

/// <summary>
/// What goes on beside the callers, again and again, a minute of the clock at each turn: a heartbeat, a signed and published head, and every
/// few turns a child whose key is retired and whose predecessor's is destroyed, and a database that cuts its connections.
/// </summary>
internal sealed class Tending(Ledger ledger, PublishCheckpoints publisher, HurriedClock clock, Children children, LedgerSettings settings)
{
    public async Task RunAsync()
    {
        using var pulse = new LedgerPulse(ledger, clock);
        for (var turn = 0; ; turn++)
        {
            await pulse.BeatAsync(CancellationToken.None);
            await publisher.StepAsync(CancellationToken.None);
            if (turn % 4 == 1) await EraseAsync();
            if (turn % 6 == 4 && settings.Provider == StorageProvider.Postgres) await CutAsync();
            clock.Jump(TimeSpan.FromSeconds(61));
            await Task.Yield();
        }
    }

    private async Task EraseAsync()
    {
        try
        {
            var child = children.SoonErased();
            await Caller.SayAsync(ledger, Caller.Entry(EntryType.Disclosure, Guid.NewGuid(), child, "soon erased"), "leaving");
            await ledger.Erasing.RetireAsync(child, Children.Retention, "a court", CancellationToken.None);
            await ledger.Erasing.RunAsync(RetentionRules.KeepEverything, CancellationToken.None);
        }
        catch (Exception fault) when (fault is LedgerStoreException or LedgerUnreadableException)
        {
            Pipe.Say($"said erasing waits: {fault.Message}");
        }
    }

    private async Task CutAsync()
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(settings.Connection) { Pooling = false }.ToString());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()", connection);
        await command.ExecuteNonQueryAsync();
    }
}
