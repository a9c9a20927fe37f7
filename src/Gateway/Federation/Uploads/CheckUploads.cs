using Gateway.Data;
using Gateway.Federation.Uploads.Store;
using Gateway.Matching.Registrations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Gateway.Federation.Uploads;

/// <summary>How often files are looked for, and for how long the children in them, under <c>Federation:Uploads</c>.</summary>
public sealed class UploadSettings
{
    /// <summary>How often what another process left is looked for. 0 checks nothing here and leaves it to other processes on the store.</summary>
    public int SweepSeconds { get; set; } = 30;

    /// <summary>For how long a look that nobody answers now is repeated before the whole file is given back (CPF05).</summary>
    public int LookPatienceSeconds { get; set; } = 300;
}

/// <summary>Checks files that came whole, whoever took them, and forgets those that nobody went on with. A file is claimed before it is checked.</summary>
internal sealed class CheckUploads(
    IDbContextFactory<GatewayContext> contexts, CheckUpload check, ForgetUploads forget, IOptions<UploadSettings> settings, TimeProvider time, ILogger<CheckUploads> log) : BackgroundService
{
    // What was left before the start can wait that long; the first answers after it cannot.
    private static readonly TimeSpan First = TimeSpan.FromSeconds(2);

    private readonly Alarm _alarm = new(time);

    /// <summary>A file came whole in this process.</summary>
    public void Wake() => _alarm.Wake();

    public override void Dispose()
    {
        _alarm.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.Value.SweepSeconds == 0) return;
        await _alarm.WaitAsync(First, stoppingToken);
        while (true)
        {
            await RoundAsync(stoppingToken);
            await _alarm.WaitAsync(TimeSpan.FromSeconds(settings.Value.SweepSeconds), stoppingToken);
        }
    }

    /// <summary>One round. When it is over, whatever was due before it began has been checked. A fault's text may quote a row.</summary>
    internal async Task RoundAsync(CancellationToken stopping)
    {
        try
        {
            while (await ClaimAsync(stopping) is { } upload) await check.RunAsync(upload, stopping);
            await forget.OldAsync(stopping);
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            log.LogError("A custodian's file could not be checked and is tried again: {Fault}", fault.GetType().Name);
        }
    }

    private async Task<Upload?> ClaimAsync(CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var (now, content) = (time.GetUtcNow(), Guid.CreateVersion7(time.GetUtcNow()));
        var until = now + CheckUpload.Claim;
        var due = db.Set<Upload>().Where(upload => upload.State == UploadState.Checking && upload.ClaimedUntil <= now);
        foreach (var id in await due.OrderBy(upload => upload.At).Select(upload => upload.Id).ToListAsync(stopping))
            if (await due.Where(upload => upload.Id == id).ExecuteUpdateAsync(set => set
                .SetProperty(upload => upload.ClaimedUntil, until).SetProperty(upload => upload.Content, content).SetProperty(upload => upload.Checked, 0), stopping) == 1)
                return await db.Set<Upload>().AsNoTracking().SingleOrDefaultAsync(upload => upload.Id == id, stopping);
        return null;
    }
}
