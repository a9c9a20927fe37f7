using Gateway.Agencies;
using Gateway.Notices.Store;
using Gateway.Rules.Notices;

namespace Gateway.Notices.Channels;

/// <summary>By which other ways whoever has a notice is told that it is there: the agency's own system, where it has one here.</summary>
internal sealed class DeliveriesOf(Register register)
{
    public IEnumerable<NoticeDelivery> Turn(NoticeTurn turn)
    {
        if (register.Agencies.GetValueOrDefault(turn.Agency) is not { } agency) yield break;
        if (agency.Webhook is not null) yield return Delivery(turn, NoticeChannel.System, "", turn.At);
    }

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
