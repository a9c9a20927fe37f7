using Gateway.Agencies;
using Gateway.Notices.Store;
using Gateway.Rules.Notices;

namespace Gateway.Notices.Channels;

/// <summary>
/// By which other ways whoever has a notice is told that it is there: the agency's own system and the role's mailbox, where the register has them. An e-mail goes
/// at once where the notice cannot wait, in hours where it can (to the emergency duty team at once too), and with the others of the day where it is routine.
/// </summary>
internal sealed class DeliveriesOf(Register register, SmtpSettingsHolder smtp, AgencyHours hours)
{
    public IEnumerable<NoticeDelivery> Turn(InboxNotice notice, NoticeRow row, NoticeTurn turn)
    {
        if (register.Agencies.GetValueOrDefault(turn.Agency) is not { } agency) yield break;
        if (agency.Webhook is not null) yield return Delivery(turn, NoticeChannel.System, "", turn.At);
        if (smtp.Settings is null || !IsMailed(row)) yield break;
        var roles = turn.Person is null ? turn.Roles : turn.Agency == notice.Agency ? notice.Roles : "";
        foreach (var role in WhoHasIt.Split(roles).Where(role => agency.MailboxOf(role)?.Email is not null))
            yield return Delivery(turn, NoticeChannel.Email, role, From(turn, hours.Of(agency)));
    }

    // This service sends no text messages: where one is asked for, an e-mail stands in.
    private static bool IsMailed(NoticeRow row) => row.Channels.Contains(NoticeChannel.Email) || row.Channels.Contains(NoticeChannel.Text);

    private static DateTimeOffset From(NoticeTurn turn, Rules.Calendars.AreaCalendars calendars) => turn.Urgency switch
    {
        NoticeUrgency.Now => turn.At,
        // They are there while the front door is not.
        NoticeUrgency.Today when turn.Part == NoticeRecipient.EmergencyDuty => turn.At,
        NoticeUrgency.Today => calendars.Hours.Opening(turn.At),
        _ => calendars.Hours.Opening(WorkingDays.EndOfDay(turn.At)),
    };

    private static NoticeDelivery Delivery(NoticeTurn turn, NoticeChannel channel, string role, DateTimeOffset at) => new()
    {
        Id = Guid.CreateVersion7(turn.At),
        Notice = turn.Notice,
        Turn = turn.Id,
        Channel = channel,
        Agency = turn.Agency,
        Role = role,
        Urgency = turn.Urgency,
        CreatedAt = turn.At,
        NextAttemptAt = at,
    };
}
