using Gateway.Data;
using Gateway.Notices.Store;
using Gateway.Rules.Notices;

namespace Gateway.Notices;

/// <summary>
/// A school is told of one child in one incident twice where it was told by night and nobody said that they have it: it is one thing still, and whoever there takes either has both. What others were told
/// of the same is theirs to answer.
/// </summary>
internal static class ToldAgain
{
    public static IQueryable<InboxNotice> Of(GatewayContext db, InboxNotice notice) => db.Set<InboxNotice>().Where(one => one.Id != notice.Id && notice.SubjectKind == NoticeSubjectKind.SchoolNotice
        && notice.Part == NoticeRecipient.SafeguardingLead && one.Part == notice.Part && one.SubjectKind == notice.SubjectKind && one.Subject == notice.Subject && one.Agency == notice.Agency);
}
