using Gateway.Agencies;
using Gateway.Data;
using Gateway.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Concerns.Files;

/// <summary>A file that nobody at the new school says they have is chased at both schools, on each of the new school's days, until somebody does. Any number of processes may look.</summary>
internal sealed class TendFiles(IDbContextFactory<GatewayContext> contexts, TellOfFile tell, SchoolTime school, Register register, IConfiguration configuration, TimeProvider time, ILogger<TendFiles> log)
    : Sweep(Seconds(configuration, "Concerns:SweepSeconds", 15), time, log)
{
    protected override string Of => "Pupils' files";

    protected override Task LookAsync(CancellationToken stopping) => TendAsync(stopping);

    internal async Task TendAsync(CancellationToken stopping)
    {
        var now = Time.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(stopping);
        foreach (var file in await db.Set<SchoolFile>().AsNoTracking().Where(one => one.ChaseAt <= now && one.ReceivedAt == null).ToListAsync(stopping))
            // A school that left the register is nobody to tell: the other one is, on its own days, and rings.
            if (Schools(file) is [var first, ..] schools) await TryAsync(() => ChaseAsync(file, schools, first, now, stopping), "A pupil's file", stopping);
    }

    private Agency[] Schools(SchoolFile file) => [.. new[] { file.To, file.From }.Select(register.Agencies.GetValueOrDefault).OfType<Agency>()];

    private async Task ChaseAsync(SchoolFile file, Agency[] schools, Agency whose, DateTimeOffset now, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        await using var transaction = await db.Database.BeginTransactionAsync(stopping);
        var next = school.DayAfter(whose, now);
        if (await db.Set<SchoolFile>().Where(one => one.Id == file.Id && one.ChaseAt == file.ChaseAt && one.ReceivedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.ChaseAt, next).SetProperty(one => one.Chased, one => one.Chased + 1), stopping) != 1) return;
        await tell.ChasedAsync(db, file, schools, now, stopping);
        await db.SaveChangesAsync(stopping);
        await transaction.CommitAsync(stopping);
        tell.Committed();
    }
}
