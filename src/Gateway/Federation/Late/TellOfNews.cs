using Gateway.Agencies;
using Gateway.Data;
using Gateway.Disclosure;
using Gateway.Notifications;

namespace Gateway.Federation.Late;

/// <summary>
/// A late positive (event E14) goes to the asker's agency as a notice that names the check and the child as asked, and nothing that
/// was said: that is read by whoever asked, where the rules let it go. An agency that takes no notices has its list alone.
/// </summary>
internal sealed class TellOfNews(RecordNotices notices, Register register, WhomToRing ring)
{
    /// <summary>Within the change that makes the news readable, so that there is neither one without the other.</summary>
    public void Tell(GatewayContext db, LateCheck check, LateAnswer answer)
    {
        var (late, agency) = (check.Late, check.Check.Asker.Agency);
        if (agency.Notices is null) return;
        var site = register.CustodianOf(late.Site);
        var line = ring.ForAreas([.. late.WhereFound.Split(' ', StringSplitOptions.RemoveEmptyEntries)]).FirstOrDefault() ?? ring.Line("", agency.Telephones);
        notices.Add(db, new AttendanceNotice(
            late.InteractionId, late.PolicyHash, agency, agency, late.Decision.ToString(), late.Child, late.DateOfBirth, site?.Name ?? agency.Name, answer.At, line.Number)
        {
            Kind = NoticeKind.LateAnswer,
            Of = answer.Id,
        });
    }
}
