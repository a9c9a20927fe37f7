using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Concerns.Store;
using Gateway.Data;
using Gateway.Notices.Store;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Concerns.Files;

/// <summary>A lead of the new school says that they have a pupil's file: from then on nobody is chased. Said again it stays as it was said first.</summary>
internal sealed class ReceiveFile(IDbContextFactory<GatewayContext> contexts, RecordOnce record, SealConcerns seal, WhoReads reads, TimeProvider time)
{
    public async Task<FileDone> RunAsync(Practitioner who, Guid id, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        if (!reads.Decides(who) || await db.Set<SchoolFile>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id && one.To == who.Agency.Id, stopping) is not { } file) return new FileDone.NotFound();
        if (file.ReceivedAt is not null) return new FileDone.Done(file);
        var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        var entry = ConcernEntries.OfFile("file-received", who, id, file.To, seal.Open(file), LondonTime.Day(now));
        return await record.RunAsync(change => PutAsync(change, who, id, now), entry, stopping) is RecordedOnce.LedgerClosed ? new FileDone.Closed()
            : new FileDone.Done(await db.Set<SchoolFile>().AsNoTracking().SingleAsync(one => one.Id == id, stopping));
    }

    private static async Task<int> PutAsync(GatewayContext db, Practitioner who, Guid id, DateTimeOffset now)
    {
        var subject = id.ToString();
        var done = await db.Set<SchoolFile>().Where(one => one.Id == id && one.ReceivedAt == null).ExecuteUpdateAsync(set => set
            .SetProperty(one => one.ReceivedAt, now).SetProperty(one => one.ReceivedBy, who.Subject).SetProperty(one => one.ReceivedByName, who.Name).SetProperty(one => one.ChaseAt, (DateTimeOffset?)null));
        if (done == 1)
            await db.Set<InboxNotice>().Where(one => one.SubjectKind == Notices.NoticeSubjectKind.SchoolFile && one.Subject == subject && one.AcknowledgedAt == null).ExecuteUpdateAsync(set => set.SetProperty(one => one.NextAt, (DateTimeOffset?)null));
        return done;
    }
}
