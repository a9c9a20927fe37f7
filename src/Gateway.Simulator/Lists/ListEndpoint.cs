using System.Buffers;

namespace Gateway.Simulator;

/// <summary>Gives a custodian's pointer list to a gateway that fetches it: signed again where the gateway has it as it is, and else whole.</summary>
internal sealed class ListEndpoint(PeopleStore people, TimeProvider clock, BadAnswers bad) : IEndpoint<SimulatedCustodian, ListQuestion>
{
    public Func<ReadOnlySequence<byte>, ListQuestion> Parse { get; } = StrictBody.Read<ListQuestion>;

    public Task AnswerAsync(HttpContext context, SimulatedCustodian asked, ListQuestion question) => ReferenceEquals(asked.Behaviour, Behaviour.Normal)
        ? Write(asked, question).SendAsync(context, 200, "application/json")
        : bad.AnswerAsync(context, asked.Behaviour, null, () => Write(asked, question), 200);

    private Reply Write(SimulatedCustodian custodian, ListQuestion question)
    {
        var now = clock.GetUtcNow();
        var whole = ListContent.Of(custodian, people, DateOnly.FromDateTime(now.UtcDateTime));
        var list = SignList.Hash(whole);
        var (kind, content) = question.List == list ? ("same", Array.Empty<byte>()) : ("whole", whole);
        var reply = Reply.Start();
        reply.Json.WriteStartObject();
        reply.Json.WriteString("requestId"u8, question.RequestId);
        reply.Json.WriteString("envelope"u8, SignList.Envelope(custodian.Id, question.After + 1, kind, now, content, list, ListContent.Covers(custodian)));
        reply.Json.WriteBase64String("content"u8, content);
        reply.Json.WriteEndObject();
        return reply;
    }
}
