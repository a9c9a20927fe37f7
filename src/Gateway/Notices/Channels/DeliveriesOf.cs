using Gateway.Agencies;
using Gateway.Notices.Store;
using Gateway.Rules.Notices;

namespace Gateway.Notices.Channels;

/// <summary>
/// By which other ways whoever has a notice is told that it is there: the agency's own system, the role's telephone where the matrix says text, and the role's mailbox, where the register has them. A text and an e-mail go
/// at once where the notice cannot wait, in hours where it can (to the emergency duty team at once too), and with the others of the day where it is routine.
/// </summary>
internal sealed class DeliveriesOf(Register register, SmtpSettingsHolder smtp, TextSettingsHolder texts, AgencyHours hours)
{
    public IEnumerable<NoticeDelivery> Turn(InboxNotice notice, NoticeRow row, NoticeTurn turn)
    {
        if (register.Agencies.GetValueOrDefault(turn.Agency) is not { } agency) yield break;
        if (agency.Webhook is not null) yield return Delivery(turn, NoticeChannel.System, "", turn.At);
        var roles = turn.Person is null ? turn.Roles : turn.Agency == notice.Agency ? notice.Roles : "";
        foreach (var role in WhoHasIt.Split(roles))
        {
            var box = agency.MailboxOf(role);
            var texted = row.Channels.Contains(NoticeChannel.Text) && texts.Settings is not null && box?.Text is not null;
            if (texted) yield return Delivery(turn, NoticeChannel.Text, role, From(turn, hours.Of(agency)));
            if (smtp.Settings is not null && box?.Email is not null && IsMailed(row, texted)) yield return Delivery(turn, NoticeChannel.Email, role, From(turn, hours.Of(agency)));
        }
    }

    /// <summary>The e-mail that stands in for a text that does not get through; null where there is no mailbox.</summary>
    public NoticeDelivery? InsteadOf(NoticeDelivery text, DateTimeOffset now) => smtp.Settings is not null && register.Agencies.GetValueOrDefault(text.Agency)?.MailboxOf(text.Role)?.Email is not null
        ? new()
        {
            Id = Guid.CreateVersion7(now),
            Notice = text.Notice,
            Turn = text.Turn,
            Channel = NoticeChannel.Email,
            Agency = text.Agency,
            Role = text.Role,
            Urgency = text.Urgency,
            CreatedAt = now,
            NextAttemptAt = now,
        }
        : null;

    // Where no text can be sent an e-mail stands in.
    private static bool IsMailed(NoticeRow row, bool texted) => row.Channels.Contains(NoticeChannel.Email) || (row.Channels.Contains(NoticeChannel.Text) && !texted);

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
