using System.Collections.Concurrent;

namespace Gateway.Simulator;

/// <summary>A notice as an agency received it, without the child.</summary>
/// <param name="Times">How often it came: sending it again changes nothing else.</param>
public sealed record ReceivedNotice(
    Guid NoticeId,
    string Recipient,
    string Kind,
    string Reference,
    string Where,
    DateTimeOffset ArrivedAt,
    DateTimeOffset Received,
    int Times);

/// <summary>Every notice received, once by recipient and id.</summary>
internal sealed class NoticeBook
{
    private readonly ConcurrentDictionary<(ushort, Guid), ReceivedNotice> notices = new();

    public IReadOnlyList<ReceivedNotice> All => [.. notices.Values.OrderBy(notice => notice.Received).ThenBy(notice => notice.NoticeId)];

    public int Count => notices.Count;

    public ReceivedNotice Receive(SimulatedAgency recipient, in NoticeMessage message, DateTimeOffset now)
    {
        var kind = ContractWords.NoticeKinds.Words[message.Kind];
        var fresh = new ReceivedNotice(message.NoticeId, recipient.Id, kind, message.Reference, message.Where, message.ArrivedAt, now, 1);
        return notices.AddOrUpdate((recipient.Index, message.NoticeId), fresh, (_, known) => known with { Times = known.Times + 1 });
    }
}
