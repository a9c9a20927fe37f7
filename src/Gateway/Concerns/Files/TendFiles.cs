using Gateway.Agencies;
using Gateway.Data;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Concerns.Files;

/// <summary>A file that nobody at the new school says they have is chased at both schools, on each of the new school's days, until somebody does. Any number of processes may look.</summary>
internal sealed class TendFiles(IDbContextFactory<GatewayContext> contexts, TellOfFile tell, SchoolTime school, Register register, IConfiguration configuration, TimeProvider time, ILogger<TendFiles> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // 0 does nothing here and leaves it to other processes on the store.
        if (configuration.GetValue("Concerns:SweepSeconds", 15) is not (> 0 and var seconds)) return;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(seconds), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            try
            {
                await TendAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError("School files could not be looked after: {Fault}", fault.GetType().Name);
            }
    }

    internal async Task TendAsync(CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(stopping);
        foreach (var file in await db.Set<SchoolFile>().AsNoTracking().Where(one => one.ChaseAt <= now && one.ReceivedAt == null).ToListAsync(stopping))
        {
            // A school that left the register is nobody to tell: the other one rings.
            if (!register.Agencies.TryGetValue(file.To, out var to) || !register.Agencies.ContainsKey(file.From)) continue;
            await using var transaction = await db.Database.BeginTransactionAsync(stopping);
            var next = school.DayAfter(to, now);
            if (await db.Set<SchoolFile>().Where(one => one.Id == file.Id && one.ChaseAt == file.ChaseAt && one.ReceivedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.ChaseAt, next).SetProperty(one => one.Chased, one => one.Chased + 1), stopping) != 1) continue;
            await tell.ChasedAsync(db, file, now, stopping);
            await db.SaveChangesAsync(stopping);
            await transaction.CommitAsync(stopping);
            tell.Committed();
        }
    }
}
