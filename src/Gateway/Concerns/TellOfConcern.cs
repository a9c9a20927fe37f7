using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Audit;
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
    public async Task TellAsync(GatewayContext db, Practitioner who, Concern concern, ImmutableArray<NoticeWord> handling, DateTimeOffset at, CancellationToken stopping)
    {
        if (!concern.Allegation)
        {
            var to = new PostingTo(NoticeRecipient.SafeguardingLead, concern.School) { Except = concern.Author };
            await inbox.AddNewAsync(db, Posted(who, concern, to, at) with { Handling = handling }, stopping);
            return;
        }

        foreach (var (agency, person) in reads.Receivers(concern))
        {
            var part = agency == concern.School ? NoticeRecipient.HeadTeacher : NoticeRecipient.DesignatedOfficer;
            await inbox.AddNewAsync(db, Posted(who, concern, new PostingTo(part, agency) { Person = person }, at) with { Handling = handling }, stopping);
        }
    }

    /// <summary>A lead has it: nobody else is told that it waits.</summary>
    public static Task StopAsync(GatewayContext db, Guid concern)
    {
        var subject = concern.ToString();
        return db.Set<InboxNotice>().Where(one => one.SubjectKind == NoticeSubjectKind.Concern && one.Subject == subject && one.Part == NoticeRecipient.SafeguardingLead && one.AcknowledgedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.NextAt, (DateTimeOffset?)null));
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
