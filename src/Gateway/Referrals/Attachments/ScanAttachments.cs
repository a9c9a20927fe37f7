using Gateway.Data;
using Gateway.Hosting;
using Gateway.Referrals.Store;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Referrals.Attachments;

/// <summary>
/// Has each file looked through for viruses: at once where the scanner is quick, else when it is back, in any number of processes, of which one has a file at a time. No referral waits for it.
/// </summary>
internal sealed class ScanAttachments(
    IDbContextFactory<GatewayContext> contexts, VirusScanner scanner, AttachmentParts parts, SealReferrals seal, MarkVirus mark, ClearBroken clear, IConfiguration configuration, TimeProvider time, ILogger<ScanAttachments> log)
    : Sweep(Seconds(configuration, "Attachments:SweepSeconds", 15), time, log)
{
    private const int Batch = 200;
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AtLength = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ToTell = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(15);

    // In milliseconds: until then whoever adds a file does not wait for a scanner that has just looked at none.
    private long _quietUntil;

    protected override string Of => "Files that were not checked for viruses";

    protected override Task LookAsync(CancellationToken stopping) => TendAsync(stopping);

    /// <summary>One round: what has waited longest has been looked through.</summary>
    internal async Task TendAsync(CancellationToken stopping)
    {
        await TryAsync(() => clear.RunAsync(stopping), "What is left of files that did not come", stopping);
        if (!scanner.IsThere) return;
        var now = Time.GetUtcNow();
        foreach (var attachment in await DueAsync(now, stopping))
            // Where nobody is there to look, nothing is to be gained by asking for the next.
            if (!await OneAsync(attachment, AtLength, stopping)) return;
    }

    /// <summary>For whoever has just added it: they wait for a moment, and it is looked through later where that is too short. Whatever goes wrong is not theirs.</summary>
    internal Task SoonAsync(Guid attachment) => !scanner.IsThere || Now.ToUnixTimeMilliseconds() < Interlocked.Read(ref _quietUntil) ? Task.CompletedTask : TryAsync(
        async () =>
        {
            var now = Now;
            await using var db = await contexts.CreateDbContextAsync();
            if (await db.Set<ReferralAttachment>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == attachment && one.State == AttachmentState.NotChecked && one.TryAt <= now) is { } row)
                await OneAsync(row, AtOnce, CancellationToken.None);
        },
        Of, CancellationToken.None);

    private async Task<List<ReferralAttachment>> DueAsync(DateTimeOffset now, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        return await db.Set<ReferralAttachment>().AsNoTracking().Where(one => one.State == AttachmentState.NotChecked && one.TryAt <= now).OrderBy(one => one.TryAt).ThenBy(one => one.Id).Take(Batch).ToListAsync(stopping);
    }

    // False where the scanner or the ledger is not there.
    private async Task<bool> OneAsync(ReferralAttachment attachment, TimeSpan limit, CancellationToken stopping)
    {
        if (await ClaimAsync(attachment, limit, stopping) is not { } until) return true;
        if (await TellAsync(attachment, await ScanAsync(attachment, limit, stopping), stopping)) return true;
        await ReleaseAsync(attachment, until, stopping);
        return false;
    }

    // No other process looks through it meanwhile; where this one dies, they do afterwards. None where another was first.
    private async Task<DateTimeOffset?> ClaimAsync(ReferralAttachment attachment, TimeSpan limit, CancellationToken stopping)
    {
        var until = Now + limit + ToTell;
        await using var db = await contexts.CreateDbContextAsync(stopping);
        return await db.Set<ReferralAttachment>().Where(one => one.Id == attachment.Id && one.State == AttachmentState.NotChecked && one.TryAt == attachment.TryAt)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.TryAt, until), stopping) == 1 ? until : null;
    }

    private async Task ReleaseAsync(ReferralAttachment attachment, DateTimeOffset until, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        await db.Set<ReferralAttachment>().Where(one => one.Id == attachment.Id && one.State == AttachmentState.NotChecked && one.TryAt == until)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.TryAt, attachment.TryAt), stopping);
    }

    private async Task<bool> TellAsync(ReferralAttachment attachment, Scanned scanned, CancellationToken stopping)
    {
        Interlocked.Exchange(ref _quietUntil, scanned is Scanned.NoScanner or Scanned.NotLooked ? (Now + Quiet).ToUnixTimeMilliseconds() : 0);
        switch (scanned)
        {
            case Scanned.Clean:
                await CheckedAsync(attachment, stopping);
                return true;
            case Scanned.Found(var name):
                return await mark.RunAsync(attachment, name, stopping);
            case Scanned.NotLooked:
                await LaterAsync(attachment, stopping);
                return true;
            default:
                return false;
        }
    }

    private async Task<Scanned> ScanAsync(ReferralAttachment attachment, TimeSpan limit, CancellationToken stopping)
    {
        try
        {
            return await scanner.RunAsync(parts.AllAsync(attachment.Id, seal.Open(attachment).Parts, stopping), limit, stopping);
        }
        catch (Exception fault) when (fault is InvalidDataException or System.Security.Cryptography.CryptographicException)
        {
            // One whose bytes were changed, or that was removed meanwhile, keeps nobody else's waiting, and opens for nobody.
            Log.LogError("A file of a referral could not be read: {Attachment}, {Fault}", attachment.Id, fault.GetType().Name);
            return new Scanned.NotLooked();
        }
    }

    // Only what nobody has said anything of: a virus that was found stays found.
    private async Task CheckedAsync(ReferralAttachment attachment, CancellationToken stopping)
    {
        var now = Time.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(stopping);
        await db.Set<ReferralAttachment>().Where(one => one.Id == attachment.Id && one.State == AttachmentState.NotChecked)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.State, AttachmentState.Checked).SetProperty(one => one.CheckedAt, now), stopping);
    }

    // Each time twice as long: what the scanner does not take is not sent to it all day.
    private async Task LaterAsync(ReferralAttachment attachment, CancellationToken stopping)
    {
        var wait = FirstWait * Math.Pow(2, Math.Min(attachment.Tries, 10));
        var next = Time.GetUtcNow() + (wait < LongestWait ? wait : LongestWait);
        await using var db = await contexts.CreateDbContextAsync(stopping);
        await db.Set<ReferralAttachment>().Where(one => one.Id == attachment.Id && one.State == AttachmentState.NotChecked)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.Tries, one => one.Tries + 1).SetProperty(one => one.TryAt, next), stopping);
    }

    private DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(Time.GetUtcNow().ToUnixTimeMilliseconds());
}
