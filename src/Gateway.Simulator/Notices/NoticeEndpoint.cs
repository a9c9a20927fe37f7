using System.Buffers;

namespace Gateway.Simulator;

/// <summary>Receives a notice, once for each id. An agency that is behaving badly has not received it.</summary>
internal sealed class NoticeEndpoint(NoticeBook book, TimeProvider clock, BadAnswers bad, Pulse pulse) : IEndpoint<SimulatedAgency, NoticeMessage>
{
    public Func<ReadOnlySequence<byte>, NoticeMessage> Parse { get; } = StrictBody.Read<NoticeMessage>;

    public Task AnswerAsync(HttpContext context, SimulatedAgency asked, NoticeMessage question)
    {
        var behaviour = asked.Behaviour;
        return ReferenceEquals(behaviour, Behaviour.Normal)
            ? Write(asked, question, behaviour).SendAsync(context, 202, "application/json")
            : MisbehaveAsync(context, asked, question, behaviour);
    }

    // Apart, so that an undisturbed answer does not pay for the closure.
    private Task MisbehaveAsync(HttpContext context, SimulatedAgency asked, NoticeMessage question, Behaviour behaviour) =>
        bad.AnswerAsync(context, behaviour, null, () => Write(asked, question, behaviour), 202);

    private Reply Write(SimulatedAgency recipient, in NoticeMessage message, Behaviour behaviour)
    {
        var notice = book.Receive(recipient, message, clock.GetUtcNow());
        pulse.Beat();
        var json = Reply.Start();
        json.Json.WriteStartObject();
        json.Json.WriteString("noticeId"u8, behaviour.Fault == Fault.WrongRequest ? Guid.NewGuid() : notice.NoticeId);
        if (behaviour.Fault == Fault.WrongSchema) json.Json.WriteBoolean("received"u8, true);
        else json.Json.WriteString("received"u8, notice.Received.UtcDateTime);
        if (behaviour.Fault == Fault.DuplicateMembers) json.Json.WriteString("noticeId"u8, Guid.NewGuid());
        if (behaviour.Fault == Fault.UnknownState) json.Json.WriteString("state"u8, "clear"u8);
        json.Json.WriteEndObject();
        return json;
    }
}
