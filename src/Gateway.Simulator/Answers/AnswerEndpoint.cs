using System.Buffers;

namespace Gateway.Simulator;

/// <summary>Answers for one custodian, and only for a child whose number and date of birth both agree with its record.</summary>
internal sealed class AnswerEndpoint(PeopleStore people, TimeProvider clock, AnswerSigner signer, BadAnswers bad, Pulse pulse)
    : IEndpoint<SimulatedCustodian, AnswerQuestion>
{
    public Func<ReadOnlySequence<byte>, AnswerQuestion> Parse { get; } = StrictBody.Read<AnswerQuestion>;

    public Task AnswerAsync(HttpContext context, SimulatedCustodian asked, AnswerQuestion question)
    {
        asked.CountOne();
        pulse.Beat();
        var behaviour = asked.Behaviour;
        return ReferenceEquals(behaviour, Behaviour.Normal)
            ? Sign(context, Write(asked, question, behaviour), asked.Id).SendAsync(context, 200, "application/json")
            : MisbehaveAsync(context, asked, question, behaviour);
    }

    // Apart, so that an undisturbed answer does not pay for the closure.
    private Task MisbehaveAsync(HttpContext context, SimulatedCustodian asked, AnswerQuestion question, Behaviour behaviour) =>
        bad.AnswerAsync(context, behaviour, asked.Id, () => Write(asked, question, behaviour), 200);

    private Reply Sign(HttpContext context, Reply reply, string holder)
    {
        signer.Sign(context, 200, reply.Body, holder, Fault.None);
        return reply;
    }

    private Reply Write(SimulatedCustodian custodian, in AnswerQuestion question, Behaviour behaviour)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var reply = Reply.Start();
        var json = reply.Json;
        json.WriteStartObject();
        json.WriteString("requestId"u8, behaviour.Fault == Fault.WrongRequest ? Guid.NewGuid() : question.RequestId);
        json.WriteString("custodian"u8, custodian.Id);
        json.WriteString("asOf"u8, now.AddMinutes(-behaviour.StaleMinutes).AddHours(behaviour.Fault == Fault.ClockAhead ? 1 : 0));
        if (behaviour.Fault == Fault.WrongSchema) WriteOtherShape(reply, question);
        else WriteItems(reply, custodian, question, behaviour.Fault, DateOnly.FromDateTime(now));
        json.WriteEndObject();
        return reply;
    }

    private static void WriteOtherShape(Reply reply, in AnswerQuestion question)
    {
        reply.Json.WriteStartObject("items"u8);
        for (var i = 0; i < question.Count; i++) reply.Json.WriteBoolean(ContractWords.Items.Encoded[(int)question[i]], false);
        reply.Json.WriteEndObject();
    }

    private void WriteItems(Reply reply, SimulatedCustodian custodian, in AnswerQuestion question, Fault fault, DateOnly today)
    {
        var knows = Look(custodian, question.Child, out var packed);
        var facts = knows == Knows.TheChild ? new FactsView(packed) : default;
        var values = new ValueWriter(reply.Json, people.Texts, custodian, facts, question.Since, today);
        reply.Json.WriteStartArray("items"u8);
        for (var i = fault == Fault.MissingItem ? 1 : 0; i < question.Count; i++)
            ItemAnswer.Decide(custodian, knows, facts, question[i], fault, values).Write(reply.Json, question[i], fault, values);
        reply.Json.WriteEndArray();
        if (knows == Knows.TheChild && (facts.Handling & ~FactsWriter.Ordered) != 0) WriteHandling(reply, facts.Handling);
        if (knows == Knows.TheChild && (facts.Handling & FactsWriter.Ordered) != 0) WriteOrder(reply, facts.Prohibited, today);
    }

    private static void WriteHandling(Reply reply, int handling)
    {
        reply.Json.WriteStartArray("handling"u8);
        for (var word = 0; word < ContractWords.Handling.Encoded.Length; word++)
            if ((handling & (1 << word)) != 0) reply.Json.WriteStringValue(ContractWords.Handling.Encoded[word]);
        reply.Json.WriteEndArray();
    }

    // One order, made a year ago and without an end.
    private static void WriteOrder(Reply reply, ItemSet items, DateOnly today)
    {
        var json = reply.Json;
        json.WriteStartArray("courtOrders"u8);
        json.WriteStartObject();
        json.WriteString("effect"u8, "prohibits"u8);
        json.WriteStartArray("items"u8);
        for (var item = 0; item < ContractWords.Items.Encoded.Length; item++)
            if (items.Contains((Item)item)) json.WriteStringValue(ContractWords.Items.Encoded[item]);
        json.WriteEndArray();
        json.WriteString("from"u8, today.AddYears(-1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        json.WriteString("reference"u8, "ZZ25P00001"u8);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private Knows Look(SimulatedCustodian custodian, ChildKey child, out ReadOnlySpan<byte> packed)
    {
        packed = default;
        foreach (var entry in people.Records(child.Number))
        {
            if (entry.Holder != custodian.Index) continue;
            packed = entry.Payload;
            return entry.BornDays == PackedWriter.PackDay(child.DateOfBirth) ? Knows.TheChild : Knows.AnotherBirthDate;
        }
        return Knows.Nobody;
    }
}

/// <summary>Whom a custodian finds under a number.</summary>
internal enum Knows
{
    Nobody,
    AnotherBirthDate,
    TheChild,
}
