using System.Buffers;

namespace Gateway.Simulator;

/// <summary>Confirms a relationship from the agency's own record: the open one first, then the latest.</summary>
internal sealed class RelationshipEndpoint(PeopleStore people, TimeProvider clock, AnswerSigner signer, BadAnswers bad, Pulse pulse)
    : IEndpoint<SimulatedAgency, RelationshipQuestion>
{
    public Func<ReadOnlySequence<byte>, RelationshipQuestion> Parse { get; } = StrictBody.Read<RelationshipQuestion>;

    public Task AnswerAsync(HttpContext context, SimulatedAgency asked, RelationshipQuestion question)
    {
        asked.CountOne();
        pulse.Beat();
        var behaviour = asked.Behaviour;
        return ReferenceEquals(behaviour, Behaviour.Normal)
            ? Sign(context, Write(asked, question, behaviour), asked.Id).SendAsync(context, 200, "application/json")
            : MisbehaveAsync(context, asked, question, behaviour);
    }

    // Apart, so that an undisturbed answer does not pay for the closure.
    private Task MisbehaveAsync(HttpContext context, SimulatedAgency asked, RelationshipQuestion question, Behaviour behaviour) =>
        bad.AnswerAsync(context, behaviour, asked.Id, () => Write(asked, question, behaviour), 200);

    private Reply Sign(HttpContext context, Reply reply, string holder)
    {
        signer.Sign(context, 200, reply.Body, holder, Fault.None);
        return reply;
    }

    private Reply Write(SimulatedAgency agency, in RelationshipQuestion question, Behaviour behaviour)
    {
        var now = clock.GetUtcNow();
        var reply = Reply.Start();
        var json = reply.Json;
        json.WriteStartObject();
        json.WriteString("requestId"u8, behaviour.Fault == Fault.WrongRequest ? Guid.NewGuid() : question.RequestId);
        json.WriteString("agency"u8, agency.Id);
        json.WriteString("asOf"u8, now.UtcDateTime.AddMinutes(-behaviour.StaleMinutes).AddHours(behaviour.Fault == Fault.ClockAhead ? 1 : 0));
        if (behaviour.Fault == Fault.WrongSchema) json.WriteBoolean("answer"u8, true);
        else WriteAnswer(reply, agency, question, behaviour.Fault, now);
        json.WriteEndObject();
        return reply;
    }

    private void WriteAnswer(Reply reply, SimulatedAgency agency, in RelationshipQuestion question, Fault fault, DateTimeOffset now)
    {
        var json = reply.Json;
        var found = TryFind(agency, question, now, out var relationship);
        json.WriteString("answer"u8, fault == Fault.UnknownState ? "probably"u8 : found ? "confirmed"u8 : "not-confirmed"u8);
        if (fault == Fault.DuplicateMembers) json.WriteString("answer"u8, "confirmed"u8);
        if (!found) return;
        json.WriteStartObject("relationship"u8);
        json.WriteString("type"u8, ContractWords.RelationshipTypes.Encoded[relationship.Type]);
        json.WriteString("reference"u8, relationship.Reference);
        json.WriteString("startedAt"u8, relationship.StartedAt.UtcDateTime);
        // No system of record knows of an end before it.
        if (relationship.EndedAt is { } ended && ended <= now) json.WriteString("endedAt"u8, ended.UtcDateTime);
        else json.WriteNull("endedAt"u8);
        if (relationship.Site is { } site) json.WriteString("site"u8, people.Texts[site]);
        if (relationship.PregnancyRecorded) json.WriteBoolean("pregnancyRecorded"u8, true);
        json.WriteEndObject();
    }

    private bool TryFind(SimulatedAgency agency, in RelationshipQuestion question, DateTimeOffset now, out RelationshipView best)
    {
        var born = PackedWriter.PackDay(question.Child.DateOfBirth);
        var practitioner = people.Texts.Find(question.Practitioner);
        var found = false;
        best = default;
        foreach (var entry in people.Relationships(question.Child.Number))
        {
            if (entry.Holder != agency.Index || entry.BornDays != born) continue;
            var next = new RelationshipView(entry.Payload);
            if (!question.Asks(next.Type) || !next.IsOf(practitioner) || next.StartedAt > now) continue;
            if (found && !GoesBefore(next, best, now)) continue;
            best = next;
            found = true;
        }
        return found;
    }

    private static bool GoesBefore(RelationshipView next, RelationshipView best, DateTimeOffset now) =>
        next.OpenAt(now) == best.OpenAt(now) ? next.StartedAt > best.StartedAt : next.OpenAt(now);
}
