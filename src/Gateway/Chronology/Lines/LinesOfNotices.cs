using Gateway.Agencies;
using Gateway.Data;
using Gateway.Notices;
using Gateway.Notices.Store;
using Gateway.Referrals.Form;
using Gateway.Rules.Notices;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Chronology.Lines;

/// <summary>
/// Notices that the reader has or had in their own inbox, in the words and as far as the policy let them be told. A notice that only said to ring told nobody which child it was about, and is no line.
/// That somebody checked a child, and what came late to a check, is no event in the child's life.
/// </summary>
internal sealed class LinesOfNotices(IDbContextFactory<GatewayContext> contexts, ViewNotice view)
{
    private const int Most = 500;

    // The record itself is the line, where it is theirs to read.
    private static readonly NoticeSubjectKind[] Told = [NoticeSubjectKind.Referral, NoticeSubjectKind.SchoolNotice, NoticeSubjectKind.Visit];

    /// <param name="shown">Referrals and visits that have lines of their own.</param>
    public async Task<LinesFound> OfAsync(Practitioner who, ChildSought sought, IReadOnlySet<string> shown, CancellationToken stopping)
    {
        var numbers = sought.Numbers;
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var rows = await TheirNotices.Of(db, who).Where(notice => notice.Child != null && numbers.Contains(notice.Child.Value) && Told.Contains(notice.SubjectKind)).OrderByDescending(notice => notice.PostedAt).ThenBy(notice => notice.Id).Take(Most + 1).ToListAsync(stopping);
        var turns = (await TheirNotices.TurnsAsync(db, [.. rows.Select(notice => notice.Id)], stopping)).ToLookup(turn => turn.Notice);
        return new LinesFound(
            [.. rows.Take(Most).Where(notice => !shown.Contains(notice.Subject)).Select(notice => view.Of(notice, [.. turns[notice.Id]], who, whole: true)).Where(seen => seen.Told && seen.Child is not null).Select(seen => Of(who, seen))],
            rows.Count <= Most);
    }

    private static ChronologyLine Of(Practitioner who, NoticeView seen) => new($"notice-{seen.Notice.Id:N}", LondonTime.Day(seen.Notice.At), null, $"{who.Agency.Name}, a notice from another agency", seen.Title)
    {
        At = seen.Notice.At,
        Happened = string.Join(' ', seen.Words),
        Response = seen.Notice.AcknowledgedAt is not null ? "Somebody said that they have it." : "",
        // What the police tell a school of is not to be told to the parents, nor asked of the child.
        KeepFromFamily = seen.Notice.Event is NoticeEvent.AbuseIncidentPupil or NoticeEvent.AbuseIncidentInfant || HandlingOf.KeepsFromFamily(HandlingOf.Read(seen.Notice.Handling)),
    };
}
