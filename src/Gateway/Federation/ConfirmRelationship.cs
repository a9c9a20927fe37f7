using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Federation.Calls;
using Gateway.Hosting;
using Gateway.Rules.Federation;
using Gateway.Rules.Matching.Questions;
using Gateway.Rules.Policy;

namespace Gateway.Federation;

/// <summary>
/// Asks the asker's own agency whether its system of record shows that this practitioner is involved with this child, for
/// the identifiers as asked. A practitioner's own statement is never evidence.
/// </summary>
public sealed class ConfirmRelationship(CustodianCalls calls, TimeProvider time)
{
    private const int LongestReference = 100;

    /// <summary>For whoever has no deadline of their own.</summary>
    public Task<RelationshipAnswer> AskAsync(Guid requestId, Practitioner practitioner, ImmutableArray<RelationshipType> accepted, ChildAsked child, CancellationToken cancel) =>
        AskAsync(requestId, practitioner, accepted, child, calls.Involved, cancel);

    public async Task<RelationshipAnswer> AskAsync(
        Guid requestId, Practitioner practitioner, ImmutableArray<RelationshipType> accepted, ChildAsked child, TimeSpan deadline, CancellationToken cancel)
    {
        var types = accepted.Where(type => practitioner.Agency.Relationships?.Types.Contains(type.Word()) == true).ToImmutableArray();
        if (practitioner.Agency.Relationships is not { } source || types.IsEmpty) return RelationshipAnswer.NotConfirmed.Instance;

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        try
        {
            var address = child.AsDescribed is null ? source.Address : source.Described;
            var asked = calls.AskAsync(new Holder(practitioner.Agency.Id, [address], source.VerifiedBy), new Posting(Body(requestId, practitioner, types, child)), deadline, ended.Token);
            var reply = await asked.WaitAsync(deadline, time, cancel);
            return reply is Reply.Body body ? Read(body.Bytes, requestId, practitioner.Agency, types, time.GetUtcNow()) : new RelationshipAnswer.NotAnswered(((Reply.Nothing)reply).Because);
        }
        catch (TimeoutException)
        {
            await ended.CancelAsync();
            return new RelationshipAnswer.NotAnswered(Because.TimedOut);
        }
    }

    private static RelationshipAnswer Read(
        ReadOnlyMemory<byte> body, Guid requestId, Agency agency, ImmutableArray<RelationshipType> types, DateTimeOffset now)
    {
        try
        {
            using var document = JsonDocument.Parse(body, StrictJson.Options);
            var root = document.RootElement.Only("requestId", "agency", "asOf", "answer", "relationship");
            if (root.GetProperty("requestId").GetGuid() != requestId || !root.GetProperty("agency").ValueEquals(agency.Id)) return Rejected;
            var age = now - root.GetProperty("asOf").Instant();
            if (age < -Freshness.ClockAhead) return Rejected;
            return root.GetProperty("answer").GetString() switch
            {
                // An encounter that was open a day ago may have ended since, and one that was not there may have begun (wire.md 2).
                "confirmed" or "not-confirmed" when age > Freshness.AsOf => new RelationshipAnswer.NotAnswered(Because.Stale),
                "confirmed" => Confirmed(root.GetProperty("relationship"), types, now),
                "not-confirmed" => RelationshipAnswer.NotConfirmed.Instance,
                _ => Rejected,
            };
        }
        catch (Exception fault) when (StrictJson.IsFault(fault))
        {
            return Rejected;
        }
    }

    // An end that is left out is not "still open", and what begins later has not begun.
    private static RelationshipAnswer Confirmed(JsonElement found, ImmutableArray<RelationshipType> types, DateTimeOffset now)
    {
        found.Only("type", "reference", "startedAt", "endedAt", "site", "pregnancyRecorded");
        if (!RelationshipWords.TryRead(found.GetProperty("type").GetString(), out var type) || !types.Contains(type)) return Rejected;
        var started = found.GetProperty("startedAt").Instant();
        if (started > now + Freshness.ClockAhead) return Rejected;
        var end = found.GetProperty("endedAt");
        return new RelationshipAnswer.Confirmed(
            new Relationship(type, end.ValueKind == JsonValueKind.Null ? null : end.Instant()),
            found.GetProperty("reference").Text(LongestReference), started,
            Optional(found, "site"), found.TryGetProperty("pregnancyRecorded", out var pregnancy) && pregnancy.GetBoolean());
    }

    private static string? Optional(JsonElement found, string name) =>
        found.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private static readonly RelationshipAnswer Rejected = new RelationshipAnswer.NotAnswered(Because.RejectedUnverified);

    private static byte[] Body(Guid requestId, Practitioner practitioner, ImmutableArray<RelationshipType> types, ChildAsked child) => JsonBytes.Of(json =>
    {
        json.WriteString("requestId"u8, requestId);
        json.WriteString("practitioner"u8, practitioner.Subject);
        json.WriteStartArray("types"u8);
        foreach (var type in types) json.WriteStringValue(type.Word());
        json.WriteEndArray();
        if (child.AsDescribed is { } described) WriteDescribed(json, described);
        else AskCustodians.WriteChild(json, child);
    });

    internal static void WriteDescribed(Utf8JsonWriter json, MatchingQuestion child)
    {
        json.WriteStartObject("described"u8);
        Given("givenName"u8, child.Given);
        Given("familyName"u8, child.Surname);
        Given("dateOfBirth"u8, child.DateOfBirth?.ToString("O", CultureInfo.InvariantCulture));
        if (child.AgeAbout is { } age) json.WriteNumber("approximateAge"u8, age);
        Given("sex"u8, child.Sex switch { Sexes.Female => "female", Sexes.Male => "male", _ => null });
        Given("postcode"u8, child.Postcode);
        Given("nhsNumber"u8, child.NhsNumber);
        Given("upn"u8, child.Upn);
        json.WriteEndObject();

        void Given(ReadOnlySpan<byte> name, string? text)
        {
            if (text is not null) json.WriteString(name, text);
        }
    }
}

/// <summary>What the asker's own agency said about the relationship.</summary>
public abstract record RelationshipAnswer
{
    private RelationshipAnswer() { }

    /// <param name="Reference">The agency's own reference, such as the encounter's.</param>
    /// <param name="Site">Where the child is, as a custodian of the register, where the agency said so.</param>
    /// <param name="PregnancyRecorded">A pregnancy is recorded for the child, or for a newborn's mother.</param>
    public sealed record Confirmed(Relationship Relationship, string Reference, DateTimeOffset? StartedAt, string? Site, bool PregnancyRecorded) : RelationshipAnswer;

    public sealed record NotConfirmed : RelationshipAnswer
    {
        public static readonly NotConfirmed Instance = new();

        private NotConfirmed() { }
    }

    /// <summary>The agency's system gave no usable answer, so the relationship is not confirmed.</summary>
    public sealed record NotAnswered(Because Because) : RelationshipAnswer;
}
