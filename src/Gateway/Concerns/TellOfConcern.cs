using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Concerns.Files;
using Gateway.Concerns.Store;
using Gateway.Data;
using Gateway.Notices;
using Gateway.Notices.Store;
using Gateway.Rules.Notices;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Concerns;

/// <summary>Who is told that something was written: the school's safeguarding leads; of an allegation the head, or the chair, and the council's designated officer, each by themselves.</summary>
internal sealed class TellOfConcern(PostToInbox inbox, WhoReads reads, Register register)
{
    /// <summary>Within the change that is told of.</summary>
    /// <param name="of">The id of what was added; empty for the concern itself.</param>
    public async Task TellAsync(GatewayContext db, Practitioner who, Concern concern, ImmutableArray<NoticeWord> handling, DateTimeOffset at, CancellationToken stopping, string of = "")
    {
        if (!concern.Allegation)
        {
            var to = new PostingTo(NoticeRecipient.SafeguardingLead, concern.School) { Except = concern.Author };
            await inbox.AddNewAsync(db, Posted(who, concern, to, at) with { Of = of, Handling = handling }, stopping);
            return;
        }

        foreach (var (agency, person) in reads.Receivers(concern).Where(one => of.Length == 0 || one != (who.Agency.Id, who.Subject)))
        {
            var part = agency == concern.School ? NoticeRecipient.HeadTeacher : NoticeRecipient.DesignatedOfficer;
            await inbox.AddNewAsync(db, Posted(who, concern, new PostingTo(part, agency) { Person = person }, at) with { Of = of, Handling = handling }, stopping);
        }
    }

    /// <summary>Within the change that makes it an allegation: another school has a copy, which nobody there reads any more. Who looks into it is told, and whom to ring.</summary>
    public async Task CopiedAsync(GatewayContext db, Practitioner who, Concern concern, DateTimeOffset at, CancellationToken stopping)
    {
        foreach (var copy in await Copies(db, concern.Id).ToListAsync(stopping))
            foreach (var (agency, person) in reads.Receivers(concern).Where(one => one.Agency != concern.School))
                await inbox.AddNewAsync(db, Posted(who, concern, new PostingTo(NoticeRecipient.DesignatedOfficer, agency) { Person = person }, at) with { Of = $"file {copy.Id:N}", Ring = copy.To }, stopping);
    }

    /// <summary>The files of other schools that it is in.</summary>
    public static IQueryable<SchoolFile> Copies(GatewayContext db, Guid concern) => db.Set<SchoolFile>().AsNoTracking().Where(file => db.Set<SchoolFileConcern>().Any(one => one.File == file.Id && one.Concern == concern));

    /// <summary>Within the change that opens it again: the time is over for which it was monitored.</summary>
    public Task TellAgainAsync(GatewayContext db, Concern concern, DateTimeOffset at, CancellationToken stopping) => inbox.AddNewAsync(
        db, new Posting(NoticeEvent.StaffConcern, NoticeSubject.Concern(concern.Id), new PostingTo(NoticeRecipient.SafeguardingLead, concern.School), at) { Of = $"monitored {at.ToUnixTimeSeconds()}" }, stopping);

    /// <summary>A lead has it: nobody else is told that it waits.</summary>
    public static Task StopAsync(GatewayContext db, Guid concern)
    {
        var subject = concern.ToString();
        return db.Set<InboxNotice>().Where(one => one.SubjectKind == NoticeSubjectKind.Concern && one.Subject == subject && one.Part == NoticeRecipient.SafeguardingLead && one.AcknowledgedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.NextAt, (DateTimeOffset?)null));
    }

    /// <summary>
    /// It is an allegation now: what leads were told before is taken back from all of them, for a notice that leads nowhere would tell whoever it names. That they were told stays in the ledger.
    /// </summary>
    public static async Task TakeBackAsync(GatewayContext db, Guid concern)
    {
        var subject = concern.ToString();
        var told = db.Set<InboxNotice>().Where(one => one.SubjectKind == NoticeSubjectKind.Concern && one.Subject == subject && one.Part == NoticeRecipient.SafeguardingLead);
        await db.Set<NoticeDelivery>().Where(one => told.Any(notice => notice.Id == one.Notice)).ExecuteDeleteAsync();
        await db.Set<NoticePassed>().Where(one => told.Any(notice => notice.Id == one.Notice)).ExecuteDeleteAsync();
        await db.Set<NoticeTurn>().Where(one => told.Any(notice => notice.Id == one.Notice)).ExecuteDeleteAsync();
        await told.ExecuteDeleteAsync();
    }

    /// <summary>Once that change is committed.</summary>
    public void Committed() => inbox.Committed();

    private Posting Posted(Practitioner who, Concern concern, PostingTo to, DateTimeOffset at) => new(NoticeEvent.StaffConcern, NoticeSubject.Concern(concern.Id), to, at)
    {
        Words = concern.DangerNow && to.Part != NoticeRecipient.HeadTeacher ? [NoticeWord.DangerNow] : [],
        Red = concern.DangerNow,
        // Of an allegation the notice says nothing of who wrote it.
        From = concern.Allegation ? new Actor(concern.School) : Actor.Of(who),
        Ring = register.Agencies.ContainsKey(concern.School) ? concern.School : null,
    };
}
