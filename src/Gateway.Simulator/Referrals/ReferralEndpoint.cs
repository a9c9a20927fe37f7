using System.Buffers;

namespace Gateway.Simulator;

/// <summary>A council's own case-management system: receives a child's part of a referral, once for each delivery, and says when. One that is behaving badly has not received it.</summary>
internal sealed class ReferralEndpoint(ReferralBook book, TimeProvider clock, BadAnswers bad, Pulse pulse) : IEndpoint<SimulatedAgency, ReferralMessage>
{
    public Func<ReadOnlySequence<byte>, ReferralMessage> Parse { get; } = ReferralMessage.Read;

    public Task AnswerAsync(HttpContext context, SimulatedAgency asked, ReferralMessage question)
    {
        asked.CountOne();
        var behaviour = asked.Behaviour;
        return bad.AnswerAsync(context, behaviour, null, () => Write(asked, question, behaviour), 200);
    }

    private Reply Write(SimulatedAgency council, in ReferralMessage message, Behaviour behaviour)
    {
        var received = book.Receive(council, message, clock.GetUtcNow());
        pulse.Beat();
        var json = Reply.Start();
        json.Json.WriteStartObject();
        json.Json.WriteString("delivery"u8, behaviour.Fault == Fault.WrongRequest ? Guid.NewGuid() : received.Delivery);
        json.Json.WriteString("reference"u8, behaviour.Fault == Fault.Replayed ? "R-0000-0000" : received.Reference);
        if (behaviour.Fault == Fault.WrongSchema) json.Json.WriteBoolean("received"u8, true);
        else if (behaviour.Fault != Fault.MissingItem) json.Json.WriteString("receivedAt"u8, Said(received, behaviour).UtcDateTime);
        if (behaviour.Fault == Fault.DuplicateMembers) json.Json.WriteString("delivery"u8, Guid.NewGuid());
        if (behaviour.Fault == Fault.UnknownState) json.Json.WriteString("state"u8, "closed"u8);
        json.Json.WriteEndObject();
        return json;
    }

    private static DateTimeOffset Said(ReceivedReferral received, Behaviour behaviour) =>
        received.Received.AddMinutes(-behaviour.StaleMinutes).AddHours(behaviour.Fault == Fault.ClockAhead ? 1 : 0);
}
